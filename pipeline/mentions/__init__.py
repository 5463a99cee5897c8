"""Which touchpoint each part of a comment speaks of, by its words."""
