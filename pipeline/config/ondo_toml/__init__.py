"""What may stand in ondo.toml: the form of each section, and the checks that a form alone cannot express."""
