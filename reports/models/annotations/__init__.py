"""What was read in a report's text (标注): sections, figures, flags and furniture, each with its characters."""
