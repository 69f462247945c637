"""What a page is made of: head, title, issuer, dates, info tables, furniture, foot, injected text."""

from .furniture import mark_furniture
from .header import read_header
from .injected import find_injected

__all__ = ["find_injected", "mark_furniture", "read_header"]
