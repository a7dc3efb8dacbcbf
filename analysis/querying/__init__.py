"""How statements are made, and how what they find is read."""
