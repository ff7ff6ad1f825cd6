"""What to show: one file per kind of page. Each has `pages(world)`, which yields pages; nothing here knows HTML or files."""
