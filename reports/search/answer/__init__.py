"""What is answered: hits, facets, snippets, suggestions."""
