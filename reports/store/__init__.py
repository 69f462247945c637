"""The only writer of reports: each function is one transaction, and leaves the index outbox set."""
