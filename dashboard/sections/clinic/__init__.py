"""What is told of the whole clinic."""
