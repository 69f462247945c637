"""The outline of a report: headings, how they nest, items, roles and topics."""

from .items import read_items
from .outline import outline
from .roles import assign_roles
from .topics import assign_topics

__all__ = ["assign_roles", "assign_topics", "outline", "read_items"]
