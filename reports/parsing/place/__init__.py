"""Which place a report is about."""
