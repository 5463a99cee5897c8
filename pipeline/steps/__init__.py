"""The steps of a run: what each one does. ``pipeline.run`` puts them in order."""
