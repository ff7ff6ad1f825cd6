"""In and out: workbooks, CSV, JSON and photos to content files and back. Knows no page and no theme."""
