"""Every word on screen, and the names and labels of what can be filtered."""
