"""Four processes that do the same at once, in an empty database: what each was told, and what is held then."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable

import django

WORKERS = 4


def main() -> None:
    django.setup()
    from django.core.management import call_command

    from reports.ingest.intake import Defaults, take_in
    from reports.models import Report
    from reports.store import reports as store
    from tests.factories import make_region, make_report
    from tests.ingest.readings import BODY

    call_command("migrate", verbosity=0)
    make_region("33", "浙江省")
    make_region("3309", "舟山市")
    make_region("330921", "岱山县")
    town = make_region("330921106", "衢山镇")

    def bring(year: int, figure: int) -> str:
        text = f"岱山县衢山镇{year}年法治政府建设年度报告\n一、主要举措\n{BODY}\n调解纠纷{figure}件。\n"
        return take_in(text.encode(), "报告.txt", Defaults(publish=True)).state

    def publish(pk: int) -> str:
        try:
            store.publish(Report.objects.get(pk=pk))
        except store.NotPublishable:
            return "NotPublishable"
        return "published"

    drafts = [make_report(region=town, year=2021, status="draft").pk for _ in range(WORKERS)]
    told = {
        "same bytes": at_once(lambda number: bring(2023, 1)),
        "same place": at_once(lambda number: bring(2022, number)),
        "publish": at_once(lambda number: publish(drafts[number])),
    }
    statuses = sorted(Counter(Report.objects.values_list("status", flat=True)).items())
    print(json.dumps({**told, "statuses": statuses}))


def at_once(work: Callable[[int], str]) -> list[tuple[str, int]]:
    """What each of the processes says of its work, all begun together, and how often."""
    from django.db import connections

    connections.close_all()
    begin, start = os.pipe()
    answers, answer = os.pipe()
    children = []
    for number in range(WORKERS):
        pid = os.fork()
        if not pid:
            os.close(start)
            os.read(begin, 1)
            try:
                said = work(number)
            except BaseException as error:
                said = repr(error)
            os.write(answer, f"{said}\n".encode())
            os._exit(0)
        children.append(pid)
    os.close(start)
    for pid in children:
        os.waitpid(pid, 0)
    os.close(answer)
    with os.fdopen(answers) as told:
        return sorted(Counter(told.read().split("\n")[:-1]).items())


if __name__ == "__main__":
    main()
