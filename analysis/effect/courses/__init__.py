"""What becomes of the headache within a course: dose cycles, wearing-off, and after the end."""
