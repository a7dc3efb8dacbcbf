"""Charts of one patient's diary, medication and scores."""
