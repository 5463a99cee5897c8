"""Personal data out of texts: the only room that accepts RawFeedback."""
