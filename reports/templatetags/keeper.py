"""What every page of the keeper's has in its head, and what the desk shows."""

from typing import Any

from django import template

from reports.admin.desk.page import Desk
from reports.admin.desk.page import desk as desk_of
from reports.admin.desk.places import Places, places

register = template.Library()


@register.simple_tag(takes_context=True)
def where_to(context: dict[str, Any]) -> Places:
    """The links of the head."""
    return places(context["request"])


@register.simple_tag(takes_context=True)
def desk(context: dict[str, Any]) -> Desk:
    """What the front page tells."""
    return desk_of(context["request"])


@register.filter
def number(value: int) -> str:
    """With thousands set apart."""
    return f"{value:,}"
