"""Charts of patterns in a diary."""
