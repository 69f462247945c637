"""Where a file came from (来源网址), as its bringer says."""

import re

_WEB = re.compile(r"https?://[^\s<>\"\\\x00-\x1f\x7f]{1,990}", re.I)


def is_web_address(url: str) -> bool:
    """Whether ``url`` may stand behind a link on a page: of the web, and nothing in it that ends an attribute."""
    return _WEB.fullmatch(url) is not None
