"""Widgets and panels that pages are put together from."""
