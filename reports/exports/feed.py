"""An Atom feed (RFC 4287) of a result, newest first."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils.feedgenerator import Atom1Feed

from reports.models import Report

from .tables import Address


def atom(title: str, page: str, feed: str, reports: Iterable[Report], address: Address) -> str:
    """The feed as XML. ``page`` and ``feed`` are absolute addresses; ``address`` makes a report's path absolute."""
    written = Atom1Feed(
        title=title,
        link=page,
        feed_url=feed,
        description="",
        language="zh-Hans",
        author_name="乡镇法治报告档案馆",
    )
    for report in reports:
        link = address(report.get_absolute_url())
        place = report.region.full_name if report.region else "地区未定"
        written.add_item(
            title=f"{report.title}（示例）" if report.sample else report.title,
            link=link,
            unique_id=f"tag:{urlsplit(link).hostname},2026:reports/{report.public_id}",
            description=f"{'虚构的示例。' if report.sample else ''}{place}，{report.year or '年度未定'}年度",
            categories=("示例",) if report.sample else (),
            pubdate=report.created_at,
            updateddate=report.updated_at,
        )
    return written.writeString("utf-8")
