"""Looking after a database: verify, backup, forget, retain, rescore."""
