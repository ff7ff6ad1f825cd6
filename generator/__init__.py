"""Etalase: a static site generator for regional showcases of Indonesian products.

`docs/architecture.md` draws the rooms of this package and what flows between them.
"""

__version__ = "0.1.0"
