"""A report's entry in a list of references (参考文献), after GB/T 7714—2015."""

from __future__ import annotations

from datetime import date


def gb7714(
    *, issuer: str, title: str, published: date | None, year: int | None, accessed: date, url: str
) -> str:
    """责任者. 题名[R/OL]. (发布日期)[引用日期]. 网址.

    Without a date of publication the year reported on stands in its place, in square brackets as the
    standard has it for a year that is inferred.
    """
    when = f"({published.isoformat()})" if published else f"[{year}]" if year else ""
    author = f"{issuer}. " if issuer else ""
    return f"{author}{title}[R/OL]. {when}[{accessed.isoformat()}]. {url}."
