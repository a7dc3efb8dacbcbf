"""What an import did, and what it would do."""
