"""Cloths drawn from data: one geometry, written as SVG for pages and as pixels for share cards."""
