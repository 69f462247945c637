"""Characters and lines of text, before any meaning: folding, views at the same offsets, sentences. Pure."""
