"""The review screen (审核): what it shows of a report, what is typed and pressed on it, and what comes next."""
