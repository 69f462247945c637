"""``manage.py load_demo``: the sample reports of fixtures/reports, published; run again it changes nothing."""

import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from reports.ingest.folders import find
from reports.ingest.intake import Defaults, Outcome, take_in
from reports.ingest.run import summary
from reports.models import BatchItem
from reports.reading import read
from reports.search.writer import drain

SAMPLES = Path(settings.BASE_DIR) / "fixtures/reports"
#: The closing line of a sample names the page its facts were taken from.
SOURCE_PAGE = re.compile(r"原文见\s*(https?://\S+)")


class Command(BaseCommand):
    help = "收入并发布 fixtures/reports 里的示例报告；再次运行不会重复。"

    def handle(self, *args: Any, **options: Any) -> None:
        outcomes = [_take_in(found.read(), found.name) for found in find([SAMPLES])]
        drain()
        for outcome in outcomes:
            if outcome.state not in (BatchItem.State.STORED, BatchItem.State.DUPLICATE):
                self.stdout.write(f"{BatchItem.State(outcome.state).label}  {outcome.name}：{outcome.reason}")
        self.stdout.write(summary(outcomes))


def _take_in(data: bytes, name: str) -> Outcome:
    page = SOURCE_PAGE.search(read(data, name).text)
    return take_in(data, name, Defaults(publish=True, url=page[1] if page else ""))
