"""Pages, charts, texts and command line over `analysis`."""
