"""What is told of one patient."""
