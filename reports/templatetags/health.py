"""The archive's health on the keeper's desk."""

from typing import Any

from django import template

from reports.health import Level, conditions

register = template.Library()


@register.inclusion_tag("admin/reports/health.html")
def health() -> dict[str, Any]:
    """What is not well, the worst first, and what is."""
    found = conditions()
    return {
        "failed": [condition for condition in found if condition.level == Level.FAILED],
        "attention": [condition for condition in found if condition.level == Level.ATTENTION],
        "well": [condition for condition in found if condition.level == Level.OK],
    }
