"""The page that lists and searches reports, and what leaves from it."""
