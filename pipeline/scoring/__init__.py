"""Texts in; tone, emotions and evidence out. Needs NumPy and the tokenisers alone."""
