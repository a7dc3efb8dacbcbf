"""The headache profile: one page on paper, made of the same findings as the first screen."""
