"""Containers of files: zips."""
