"""Figures and the tables that say the same in rows and columns; nothing here knows the screen."""
