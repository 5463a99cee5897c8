"""Invented feedback that shows every feature; see README.md."""
