"""Data that ships with Etalase: the regions of Indonesia and the table of platforms. No code."""
