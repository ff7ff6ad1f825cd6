"""The editors' desk: what the commands do, as pages of the preview, for those who have no command line."""
