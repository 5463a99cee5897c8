"""The committed weights and their card; data, no code."""
