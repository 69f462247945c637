"""``manage.py load_demo``: the sample reports of fixtures/reports, published; run again it changes nothing."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from reports.ingest.folders import find
from reports.ingest.intake import Defaults, take_in
from reports.ingest.run import summary
from reports.models import BatchItem
from reports.search.index.writer import drain

SAMPLES = Path(settings.BASE_DIR) / "fixtures/reports"


class Command(BaseCommand):
    help = "收入并发布 fixtures/reports 里的示例报告；再次运行不会重复。"

    def handle(self, *args: Any, **options: Any) -> None:
        defaults = Defaults(publish=True, sample=True)
        outcomes = [take_in(found.read(), found.name, defaults) for found in find([SAMPLES])]
        drain()
        for outcome in outcomes:
            if outcome.state not in (BatchItem.State.STORED, BatchItem.State.DUPLICATE):
                self.stdout.write(f"{BatchItem.State(outcome.state).label}  {outcome.name}：{outcome.reason}")
        self.stdout.write(summary(outcomes))
