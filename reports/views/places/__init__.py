"""The pages of places: what is held, coverage, changes over the years."""
