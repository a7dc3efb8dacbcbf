"""Published rules for continuing a treatment, region by region."""
