"""Brand words: finding them in texts, and what they change in scores."""
