"""What machines read: sitemap, feeds, robots. One file each with `outputs(pages, world)`."""
