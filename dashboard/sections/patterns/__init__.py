"""What is told of patterns in a diary: weekdays, symptoms, cycle, and how it is filled in."""
