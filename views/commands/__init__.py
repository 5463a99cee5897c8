"""The commands that write what a view of the dashboard shows."""
