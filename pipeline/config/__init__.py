"""What people set: ondo.toml with its defaults, access, events, column mappings, brand words."""
