"""The database file: draft, tables, rows, duplicates, lock, atomic files, publishing."""
