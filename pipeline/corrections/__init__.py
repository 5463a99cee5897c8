"""What people say about the machine's scores: corrections and undoings in a file beside the database, and how people agree."""
