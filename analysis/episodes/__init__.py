"""What was begun, changed, switched, paused and resumed: treatments as courses, made of rows and doses."""
