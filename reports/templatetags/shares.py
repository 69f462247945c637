"""Shares in templates."""

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def percent(share: float) -> str:
    """A share from 0 to 1 in whole per cent; what is not quite nothing or all is never rounded to it."""
    whole = round(share * 100)
    if whole == 0 and share > 0:
        return gettext("不到 1 %")
    if whole == 100 and share < 1:
        return "99 %"
    return f"{whole} %"


@register.filter
def tenths(value: float) -> str:
    """A measure to one place, its thousands apart."""
    return f"{value:,.1f}"


@register.filter
def hundredth(share: float) -> str:
    """A share from 0 to 1 as the width of a bar of 100; a point in every language."""
    return f"{share * 100:.1f}"


class Grouped(int):
    """A whole number that is written with its digits in groups of three, in a translated sentence too."""

    def __str__(self) -> str:
        return format(int(self), ",")


@register.filter
def grouped(number: int | str | None) -> int | str | None:
    """A count as pages write it: 1,516; what is no number stays as it is."""
    return Grouped(number) if isinstance(number, int) else number
