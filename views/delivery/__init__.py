"""Messages out of the house: by mail, by webhook, each once."""
