"""Ondo's pipeline: feedback files in, one DuckDB file out (read, mask, tokenise, score, store)."""

__version__ = "0.1.0"
