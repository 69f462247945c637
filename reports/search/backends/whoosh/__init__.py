"""The search engine on one machine: Whoosh's segments and commits, inverted lists as NumPy arrays in its columns."""

from .engine import WhooshEngine

__all__ = ["WhooshEngine"]
