"""The server of the dashboard: headers, sign-in, start."""
