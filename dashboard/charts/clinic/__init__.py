"""Charts of the whole clinic."""
