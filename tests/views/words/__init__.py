"""The pages of words."""
