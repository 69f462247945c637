"""Reports held against one another: side by side, word by word, year by year."""
