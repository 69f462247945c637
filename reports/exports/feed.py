"""An Atom feed (RFC 4287) of a result in pages (RFC 5005), the latest arrival first, with what was changed since."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.feedgenerator import Atom1Feed
from django.utils.timezone import localtime
from django.utils.xmlutils import SimplerXMLGenerator

from reports.models import Report

from .tables import Address

#: What XML cannot hold in any way (XML 1.0, production 2).
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Paged(Atom1Feed):
    """A feed of which each page leads to the others."""

    def __init__(self, *args: Any, pages: Mapping[str, str], **named: Any) -> None:
        super().__init__(*args, **named)
        self._pages = pages

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        for relation, address in self._pages.items():
            handler.addQuickElement("link", "", {"rel": relation, "href": address})


def atom(
    title: str,
    page: str,
    feed: str,
    reports: Iterable[Report],
    address: Address,
    pages: Mapping[str, str],
) -> str:
    """The feed as XML. ``page`` and ``feed`` are absolute addresses; ``address`` makes a report's path absolute.

    ``pages`` are the absolute addresses of other pages of the feed by their relation: ``first``, ``previous``,
    ``next``. Reports come with what they supersede.
    """
    written = _Paged(
        title=_xml(title),
        link=page,
        feed_url=feed,
        description="",
        language="zh-Hans",
        author_name="乡镇法治报告档案馆",
        pages=pages,
    )
    for report in reports:
        link = address(report.get_absolute_url())
        arrived = report.released_at or report.created_at
        changed, changes = _changes(report, arrived)
        written.add_item(
            title=_xml(f"{report.title}（示例）" if report.sample else report.title),
            link=link,
            unique_id=f"tag:{urlsplit(link).hostname},2026:reports/{report.public_id}",
            description=_xml(f"{_subject(report)}{changes}"),
            categories=("示例",) if report.sample else (),
            pubdate=arrived,
            updateddate=changed,
        )
    return written.writeString("utf-8")


def _xml(text: str) -> str:
    """``text`` without characters that make XML unreadable: a correction or a query may have any."""
    return _NOT_XML.sub("", text)


def _subject(report: Report) -> str:
    place = report.region.full_name if report.region else "地区未定"
    return f"{'虚构的示例。' if report.sample else ''}{place}，{report.year or '年度未定'}年度。"


def _changes(report: Report, arrived: datetime) -> tuple[datetime, str]:
    """When what readers see of a report last changed, and what was changed: what it supersedes, what was corrected."""
    sentences = [f"取代此前收录的《{report.supersedes.title}》。"] if report.supersedes else []
    corrected: dict[str, datetime] = {}
    for name, correction in report.corrections.items():
        at = datetime.fromisoformat(correction["at"])
        if at > arrived and (label := _label(name)):
            corrected[label] = max(at, corrected.get(label, at))
    changed = max(corrected.values(), default=arrived)
    if corrected:
        sentences.append(f"{localtime(changed):%Y年%-m月%-d日}更正：{'、'.join(corrected)}。")
    return changed, "".join(sentences)


def _label(name: str) -> str:
    """What was corrected, by the name it is on record under; "" for what is no correction."""
    kind, at, _ = name.partition("@")
    if at:
        return {"section": "章节", "metric": "数值"}[kind]
    known = {field.name: str(field.verbose_name) for field in Report._meta.fields}
    return known.get(name, "")
