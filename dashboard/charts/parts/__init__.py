"""What charts are made of: frame, colours, bars, and lanes on one time axis."""
