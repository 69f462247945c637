"""The private check of a draft."""
