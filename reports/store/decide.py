"""What becomes of a file once it is understood: pure, from what was read and what the archive holds."""

from dataclasses import dataclass
from enum import StrEnum

#: Below this chance of being right, a machine-read region is put to a person.
SURE_REGION = 0.9


class Verdict(StrEnum):
    """What to do with a file; the values are those of ``BatchItem.State``."""

    STORED = "stored"
    DUPLICATE = "duplicate"
    REVISION = "revision"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Reading:
    """What the decision needs to know of a report, corrections applied.

    ``region`` is the code of a region the archive knows, or None; ``region_read`` the place's name as read;
    ``sample`` whether it is brought as one (示例).
    """

    region: str | None
    region_level: str | None
    region_confidence: float
    region_read: str
    year: int | None
    genre: str
    sample: bool = False


@dataclass(frozen=True)
class Held:
    """A report the archive already has."""

    pk: int
    title: str
    sample: bool = False


@dataclass(frozen=True)
class Decision:
    """``of`` is the report that this one duplicates or revises; ``reason`` a sentence for the keeper."""

    verdict: Verdict
    publish: bool = False
    of: Held | None = None
    reason: str = ""


def decide(
    reading: Reading,
    *,
    same_bytes: Held | None = None,
    same_report: Held | None = None,
    publish: bool = False,
    within: str | None = None,
) -> Decision:
    """Decide on one file.

    ``same_bytes`` is the report made from the very same file; ``same_report`` one of the same region, year and
    genre. ``within`` is the code of the region the person who brought the file says it belongs to: a reading inside
    it is taken as sure, one outside is a question. Only a stored report, never a revision or a doubtful one, is
    published at once. A sample gives way to a real report.
    """
    if same_bytes is not None:
        return Decision(
            Verdict.DUPLICATE, of=same_bytes, reason=f"与已收的《{same_bytes.title}》是同一个文件。"
        )
    doubt = _doubt(reading, within)
    if doubt:
        return Decision(Verdict.UNDECIDED, reason=doubt)
    if same_report is not None and same_report.sample and not reading.sample:
        return Decision(Verdict.STORED, publish, same_report, f"取代示例《{same_report.title}》。")
    if same_report is not None:
        return Decision(
            Verdict.REVISION,
            of=same_report,
            reason=f"已收有同一地区、年度和文种的《{same_report.title}》，作为修订稿待审。",
        )
    return Decision(Verdict.STORED, publish=publish)


def _doubt(reading: Reading, within: str | None) -> str:
    """The question to put to a person, or ""."""
    if reading.genre == "other":
        return "看来不是法治政府建设年度报告，请确认文种。"
    if reading.year is None:
        return "没认出是哪一年的报告，请填年度。"
    if reading.region is None:
        if reading.region_read:
            return f"认出“{reading.region_read}”，但对不上地区表里的任何一处，请选地区。"
        return "没认出是哪个地区的报告，请选地区。"
    if within is not None and not reading.region.startswith(within):
        return f"识别为“{reading.region_read}”，不在所选的地区之内，请核对。"
    if reading.region_level != "township":
        return f"“{reading.region_read}”在地区表里没有对上乡镇，请选地区。"
    if reading.region_confidence < SURE_REGION and within is None:
        return f"可能是“{reading.region_read}”（把握 {reading.region_confidence:.0%}），请核对地区。"
    return ""
