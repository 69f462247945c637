"""What must be asked of a person before a report may be published (待问): questions, doubts, and in which order."""
