"""From a file's bytes to its canonical text, in pure Python: no Django, no network, no disk."""

from .reader import read
from .types import SourceText, UnreadableFile

__all__ = ["SourceText", "UnreadableFile", "read"]
