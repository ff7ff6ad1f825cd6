"""Pictures: decoding photos of unknown origin, and making what pages show of them. Knows no page and no template."""
