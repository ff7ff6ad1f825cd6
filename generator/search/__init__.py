"""Search: the words of the whole catalogue as small files that a browser loads by need. See docs/search.md."""
