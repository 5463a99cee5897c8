"""Search by word: what people type, as the lemmas that are stored."""
