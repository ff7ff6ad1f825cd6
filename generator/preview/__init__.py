"""The live preview: watches a site's files, builds after each change, serves the result to this machine and reloads it."""
