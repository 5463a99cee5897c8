"""Early warning: which series of figures have left their usual level, told by a sequential test."""
