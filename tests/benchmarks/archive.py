"""A private archive of made-up reports in ``var/bench/SIZE``, kept from run to run."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def open_archive(size: int) -> Path:
    """Set Django up over the archive of ``size`` reports, filling its database if it is not; its folder."""
    folder = ROOT / "var" / "bench" / str(size)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "archive.settings",
        "SECRET_KEY": "only-for-benchmarks",
        "DEBUG": "0",
        "DATABASE_URL": f"sqlite:///{folder}/archive.sqlite3",
        "SEARCH_URL": f"whoosh:///{folder}/index",
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    _fill(size)
    return folder


def _fill(size: int) -> None:
    from django.core.management import call_command

    from reports.models import Region, Report

    if Report.objects.count() == size:
        return
    if not Region.objects.exists():
        call_command("load_regions", verbosity=0)
    _store(size)


def _store(size: int) -> None:
    from datetime import date
    from itertools import islice

    from django.db import transaction

    from reports.models import Indicator, Metric, Region, Report, Section, SectionTopic, SourceFile
    from tests.benchmarks.corpus import make_reports

    source, _ = SourceFile.objects.get_or_create(sha256="0" * 64, defaults={"name": "made.txt", "size": 0})
    indicators = list(Indicator.objects.values_list("slug", flat=True))
    regions = dict(Region.objects.values_list("code", "pk"))
    made = make_reports(size)
    pk = 0
    with transaction.atomic():
        Report.objects.all().delete()
        while batch := list(islice(made, 500)):
            reports, sections, topics, metrics = [], [], [], []
            for one in batch:
                pk += 1
                reports.append(
                    Report(
                        pk=pk,
                        # All have one original; their own would be as many hex digits.
                        public_id=f"{pk:012x}",
                        region_id=regions[one.region],
                        region_code=one.region,
                        year=one.year,
                        title=one.title,
                        issuer=one.title.split(str(one.year))[0] + "人民政府",
                        published=date(one.year + 1, 1 + pk % 5, 1 + pk % 28),
                        source=source,
                        text=one.text,
                        parser_version="1",
                        status="published",
                    )
                )
                for number, (role, topic, heading, start, end) in enumerate(one.sections):
                    key = pk * 10 + number
                    places = {"heading_start": start + 2, "heading_end": start + 2 + len(heading)}
                    sections.append(
                        Section(
                            pk=key,
                            report_id=pk,
                            path=str(number + 1),
                            level=1,
                            marker="",
                            heading=heading,
                            start=start,
                            end=end,
                            roles=[role],
                            **places,
                        )
                    )
                    topics.append(SectionTopic(section_id=key, topic_id=topic))
                for number in range(4):
                    slug = indicators[(pk * 7 + number * 13) % len(indicators)]
                    metrics.append(
                        Metric(
                            report_id=pk,
                            indicator_id=slug,
                            text="",
                            subject="",
                            figure="1",
                            figure_start=0,
                            value=1,
                            start=0,
                            end=1,
                            year=one.year,
                        )
                    )
            Report.objects.bulk_create(reports)
            Section.objects.bulk_create(sections)
            SectionTopic.objects.bulk_create(topics)
            Metric.objects.bulk_create(metrics)


def bodies_of(count: int) -> list[str]:
    """The normalised texts of the first ``count`` reports, in the order of their ids from 1 on."""
    from reports.search.index.documents import documents

    return [document.body for document in documents(range(1, count + 1))]


def folder_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
