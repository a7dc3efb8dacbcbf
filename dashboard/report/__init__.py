"""What goes on paper: the headache profile, made of the same findings as the first screen, and extracts of the log."""
