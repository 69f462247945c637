"""Reports side by side."""
