"""Problems and results as people and machines read them: text, JSON, annotations, comments, what a host takes."""
