"""How it looks: themes, templates, style sheets, drawings. Knows the model; never content files, plans or output folders."""
