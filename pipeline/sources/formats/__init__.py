"""The file formats: CSV, XLSX, JSON lines, Parquet."""
