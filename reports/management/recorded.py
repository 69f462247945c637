"""Commands of upkeep leave word of how they ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.management.base import BaseCommand

from reports.health import upkeep


@dataclass
class Findings:
    """How much was found to be wrong."""

    wrong: int = 0


@contextmanager
def recorded(command: BaseCommand, kind: upkeep.Kind) -> Iterator[Findings]:
    """Record ``kind`` as done, with what the block has put into its findings, or as not done where it raises.

    Where that cannot be written the keeper is told, and the command's work stands.
    """
    findings = Findings()
    done = False
    try:
        yield findings
        done = True
    finally:
        try:
            upkeep.record(kind, done=done, wrong=findings.wrong)
        except OSError as error:
            command.stderr.write(f"没能记下这次运行的结果（{error}），运行状况里看到的仍是上一次的。")
