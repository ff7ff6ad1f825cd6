"""The workshop: from a site's folder to `output/`, making only what changed. `build.py` tells the story."""
