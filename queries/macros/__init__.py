"""SQL that several queries share; loaded by queries.catalogue."""
