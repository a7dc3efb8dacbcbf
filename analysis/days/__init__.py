"""What kind of day each day was, decided once."""
