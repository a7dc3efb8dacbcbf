"""What is told of one day, and of the days of one month."""
