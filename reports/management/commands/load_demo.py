"""``manage.py load_demo``: the sample reports of fixtures/reports, published; run again it changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "收入并发布 fixtures/reports 里的示例报告；再次运行不会重复。"

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("ingest", str(settings.BASE_DIR / "fixtures/reports"), publish=True, stdout=self.stdout)
