"""Words of the archive on a page in the reader's language; what stays Chinese there is marked as such."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from reports.models import Region
from reports.wording.breaks import breakable
from reports.wording.letters import full_name, pinyin
from reports.wording.translation import is_chinese, said

register = template.Library()

#: Chinese characters, with the punctuation between them.
_CHINESE = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff]+(?:[\u3000-\u303f\uff00-\uffef·\u3400-\u9fff]*[\u3400-\u9fff])?"
)


@register.filter
def say_plain(value: object) -> str:
    """A sentence or a word of the vocabularies in the reader's language, for attributes and titles."""
    return said(value if isinstance(value, str) else str(value))


@register.filter
def say(value: object) -> str:
    """The same for the page: Chinese that is left is marked ``lang="zh-CN"``."""
    # Asked hundreds of times a page: the Chinese page has the words as they are.
    return conditional_escape(str(value)) if is_chinese() else chinese(say_plain(value))


@register.filter
def chinese(value: str) -> str:
    """Text as it is; on an English page its Chinese is marked ``lang="zh-CN"``."""
    text = conditional_escape(value)
    if is_chinese():
        return text
    return mark_safe(_CHINESE.sub(lambda run: f'<span lang="zh-CN">{run[0]}</span>', text))


@register.filter
def statement(value: object) -> str:
    """As :func:`say`, for large type: a Chinese line ends between words alone."""
    return breakable(str(value)) if is_chinese() else chinese(say_plain(value))


@register.filter
def place(region: Region) -> str:
    """A region's name; on an English page with pinyin."""
    return _named(region, region.name)


@register.filter
def full_place(region: Region) -> str:
    """A region's name with those above it; on an English page with the pinyin of its own name."""
    return _named(region, region.full_name)


@register.filter
def above(region: Region) -> str:
    """The full name of what a region lies in, "" for a province; its element is marked as Chinese."""
    return region.full_name.removesuffix(region.name)


@register.filter
def place_title(region: Region) -> str:
    """A region's full name for the title of a page; on an English page its own name in pinyin."""
    return full_name(region)


def _named(region: Region, name: str) -> str | SafeString:
    if is_chinese():
        return name
    return format_html('<span lang="zh-CN">{}</span> <span class="pinyin">{}</span>', name, pinyin(region))
