"""What the nurse's list tells."""
