"""What a visitor has open: the address, the current view, cached data, saved views."""
