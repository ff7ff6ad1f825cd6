"""What machines read: sitemap, feeds, robots. One file each with `chapters(world, facts)`: `facts` of all chapters of pages."""
