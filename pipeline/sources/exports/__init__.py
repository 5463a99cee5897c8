"""The exports that are recognised, one file a service."""
