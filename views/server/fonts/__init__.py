"""The font that the dashboard brings along, with its licence."""
