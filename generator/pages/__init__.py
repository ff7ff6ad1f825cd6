"""What to show: one file per kind of page. Each has `chapters(world)`, which lists pages; nothing here knows HTML or files."""
