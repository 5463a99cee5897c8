"""What leaves the dashboard as a file: tables, the report, the summary."""
