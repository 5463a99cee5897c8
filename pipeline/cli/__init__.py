"""The command `ondo`, one file for each family of commands."""
