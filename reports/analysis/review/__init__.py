"""A report held against the rules and its own figures."""
