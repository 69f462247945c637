"""Taking in one file: original kept, text read, report parsed, decided on and stored.

``understand`` does the slow, pure work; ``settle`` the short transaction. A file that fails leaves an
:class:`Outcome` that says why and nothing else but its original. That holds for a fault of our own too, whatever is
raised: the reason then says at what it failed, the log has the rest, and the next file is taken.
"""

import logging
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from reports.models import BatchItem, Region, Report, SourceFile
from reports.parsing import ParsedReport, parse_report
from reports.parsing.types import INJECTED
from reports.reading import SourceText, UnreadableFile, read
from reports.store import originals
from reports.store import reports as store
from reports.store.asking.asked import places_named, questions_of
from reports.store.asking.decide import Decision, Verdict, decide
from reports.store.asking.questions import Held, Reading
from reports.store.corrections import Corrections
from reports.store.history import command_line, record_each
from reports.store.trouble import BUSY, trouble_of
from reports.text.region_codes import is_township
from reports.text.remarks import Remark, together
from reports.wording.questions import in_words

from .holdings import Holdings, same_bytes

#: For what only the log can explain.
NOT_STORED = Remark("not_stored")
NOT_PARSED = Remark("not_parsed")
NOT_READ = Remark("not_read")
NOT_KEPT = Remark("not_kept")
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Defaults:
    """What the person who brings files says of all of them.

    ``publish`` what there is nothing to ask about, with ``doubtful`` the rest too, as far as readers can find it.
    ``region`` is the place they belong to, if not None; ``sample``: they are invented (示例). ``command`` is the name of
    the command that brings them, for the history; "" where a person's batch tells of them.
    """

    publish: bool = False
    doubtful: bool = False
    url: str = ""
    region: Region | None = None
    by: Any = None
    sample: bool = False
    command: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a file; ``state`` as in ``BatchItem.State``.

    ``remark`` stays true whatever becomes of the report: why there is none, or what the reader of the file remarked.
    ``asked`` is what is to be asked of the report now, in words.
    """

    name: str
    state: str
    sha256: str = ""
    remark: Remark | None = None
    report: int | None = None
    title: str = ""
    asked: str = ""

    @property
    def reason(self) -> str:
        """All that is to be said of it, or ""."""
        return f"{self.asked}{self.remark or ''}"


@dataclass(frozen=True)
class Understood:
    """A readable file, read and parsed; not yet stored."""

    name: str
    sha256: str
    size: int
    source: SourceText
    parsed: ParsedReport


@dataclass(frozen=True)
class _Held:
    """A file whose bytes the archive has a report of."""

    name: str
    sha256: str


def take_in(data: bytes, name: str, defaults: Defaults) -> Outcome:
    """All of it for one file. Never raises for what is in the file."""
    together = Together(defaults)
    together.bring(data, name)
    return together.settle()[0]


class Together:
    """Files that are taken in together: read one by one, then put on disk at once and stored in one transaction.

    Until :meth:`settle` nothing of them is kept, and no lock is held while they are read.
    """

    def __init__(self, defaults: Defaults) -> None:
        self._defaults = defaults
        self._found: list[Understood | Outcome | _Held] = []
        self._originals: list[bytes] = []

    def __len__(self) -> int:
        return len(self._found)

    @property
    def size(self) -> int:
        """Bytes of originals in memory."""
        return sum(map(len, self._originals))

    def bring(self, data: bytes, name: str, found: Understood | Outcome | None = None) -> None:
        """Read and parse a file, unless the archive has a report of the same bytes.

        ``found`` is what another process understood of it, see :func:`understand`, if one did.
        """
        name = safe_name(name)
        sha256 = originals.digest(data)
        # A report's original is on disk; asking that is much cheaper than asking the database.
        if originals.path_of(sha256).exists() and same_bytes(sha256) is not None:
            self._originals.append(data)
            self._found.append(_Held(name, sha256))
        elif found is not None:
            if isinstance(found, Understood):
                self._originals.append(data)
            self._found.append(found)
        else:
            url = self._defaults.url
            self._found.append(understand(data, name, url=url, keep=self._originals.append))

    def refuse(self, name: str, remark: Remark) -> None:
        """Note a file of which there are no bytes."""
        self._found.append(Outcome(name, BatchItem.State.REFUSED, remark=remark))

    def settle(self) -> list[Outcome]:
        """Keep and store what was brought; the outcomes, in order. Another round can follow."""
        found, self._found, files, self._originals = self._found, [], self._originals, []
        found = _kept(found, files)
        try:
            with transaction.atomic():
                holdings = _holdings(found)
                outcomes = [self._settle(one, holdings) for one in found]
                if transaction.get_rollback():
                    raise TransactionManagementError("a file's failure took the transaction with it")
                self._tell(outcomes)
                return outcomes
        except Exception as error:
            if trouble_of(error) is BUSY:
                # It was waited for long enough; each of them would wait as long again.
                return [_not_stored(one, error) for one in found]
            # Not one file's fault but the transaction's: each gets its own.
            logger.warning(
                "storing %d files together failed (%s), so they are stored one by one", len(found), error
            )
            outcomes = [self._settle(one, None) for one in found]
            self._tell(outcomes)
            return outcomes

    def _tell(self, outcomes: list[Outcome]) -> None:
        """Put on record what a command brought."""
        brought = {
            one.report: one for one in outcomes if one.report and one.state != BatchItem.State.DUPLICATE
        }
        if not self._defaults.command or not brought:
            return
        shown = set(
            Report.objects.filter(pk__in=brought, status=Report.Status.PUBLISHED).values_list("pk", flat=True)
        )
        rows = [
            (
                pk,
                one.title,
                f"{self._defaults.command} {'发布' if pk in shown else '收入待审'}（{one.name}）",
            )
            for pk, one in brought.items()
        ]
        record_each(rows, command_line())

    def _settle(self, found: Understood | Outcome | _Held, holdings: Holdings | None) -> Outcome:
        if isinstance(found, Outcome):
            return found
        try:
            return settle(found, self._defaults, holdings)
        except Exception as error:
            return _not_stored(found, error)


def why(error: Exception, otherwise: Remark, doing: str) -> Remark:
    """Why a file could not be kept or stored: the trouble there is, else ``otherwise``, and the log has the rest."""
    if (trouble := trouble_of(error)) is not None:
        logger.warning("%s failed: %s", doing, error)
        return Remark("not_written", why=trouble)
    logger.error("%s failed", doing, exc_info=error)
    return otherwise


def _not_stored(found: Understood | Outcome | _Held, error: Exception) -> Outcome:
    if isinstance(found, Outcome):
        return found
    remark = why(error, NOT_STORED, f"storing {found.name} ({found.sha256})")
    return Outcome(found.name, BatchItem.State.REFUSED, found.sha256, remark)


def understand(
    data: bytes, name: str, *, url: str = "", keep: Callable[[bytes], object] = originals.keep
) -> Understood | Outcome:
    """Read and parse a file, with its original handed to ``keep``; an Outcome when it is refused."""
    sha256 = originals.digest(data)
    try:
        source = read(data, name, max_mb=settings.UPLOAD_MAX_MB)
    except UnreadableFile as error:
        return Outcome(name, BatchItem.State.REFUSED, sha256, error.remark)
    except Exception:
        logger.exception("reading %s (%s) failed", name, sha256)
        return Outcome(name, BatchItem.State.REFUSED, sha256, NOT_READ)
    try:
        keep(data)
    except Exception as error:
        return Outcome(
            name, BatchItem.State.REFUSED, sha256, why(error, NOT_KEPT, f"keeping {name} ({sha256})")
        )
    try:
        parsed = parse_report(source.text, url=url or None, meta=source.meta, partial=source.partial)
    except Exception:
        logger.exception("parsing %s (%s) failed", name, sha256)
        return Outcome(name, BatchItem.State.REFUSED, sha256, NOT_PARSED)
    return Understood(name, sha256, len(data), source, parsed)


def _kept(
    found: list[Understood | Outcome | _Held], files: Sequence[bytes]
) -> list[Understood | Outcome | _Held]:
    """``found`` once ``files``, their originals, are kept; what cannot be kept is refused."""
    kept = originals.keep_each(files)
    lost = {
        originals.digest(data): error
        for data, error in zip(files, kept, strict=True)
        if isinstance(error, Exception)
    }

    def refused(one: Understood | Outcome | _Held) -> Outcome:
        remark = why(lost[one.sha256], NOT_KEPT, f"keeping {one.name} ({one.sha256})")
        return Outcome(one.name, BatchItem.State.REFUSED, one.sha256, remark)

    return [refused(one) if one.sha256 in lost else one for one in found]


def _holdings(files: Sequence[Understood | Outcome | _Held]) -> Holdings:
    """What the archive holds that bears on ``files``."""
    parsed = [file.parsed for file in files if isinstance(file, Understood)]
    places = [(one.region.code, one.year) for one in parsed if one.region and one.region.code]
    return Holdings([file.sha256 for file in files], places, [one.text for one in parsed])


def settle(found: Understood | _Held, defaults: Defaults, holdings: Holdings | None = None) -> Outcome:
    """Decide on a file and store it, in one transaction; of one whose report is held nothing new is stored.

    ``holdings`` are those of the transaction around this one, in which more files are settled.
    """
    try:
        return _settle(found, defaults, holdings)
    except IntegrityError:
        # Another worker stored the same bytes, or published of the same place and year, since the database was asked.
        if holdings is not None:
            holdings.ask_again()
        return _settle(found, defaults, holdings)


@transaction.atomic
def _settle(found: Understood | _Held, defaults: Defaults, holdings: Holdings | None) -> Outcome:
    holdings = holdings or _holdings([found])
    source = holdings.source(found.sha256)
    held = same_bytes(found.sha256) if source else None
    if held is not None:
        return _known(found.name, found.sha256, held, defaults)
    assert isinstance(found, Understood)
    corrections = _corrections(found.parsed, defaults)
    reading = _reading(found, corrections, holdings, defaults)
    decision = decide(
        reading,
        same_report=holdings.same_report(reading.region, reading.year, reading.genre),
        withdrawn=holdings.withdrawn(reading.region, reading.year, found.parsed.text),
        publish=defaults.publish,
        doubtful=defaults.doubtful,
        within=defaults.region.code if defaults.region else None,
    )
    source = source or SourceFile.objects.create(
        sha256=found.sha256,
        name=found.name,
        media_type=found.source.media_type,
        encoding=found.source.encoding or "",
        size=found.size,
        url=defaults.url,
        received_by=defaults.by,
    )
    region = holdings.region(found.parsed.region.code) if found.parsed.region else None
    report = store.add(found.parsed, source, decision, corrections, region, sample=defaults.sample)
    holdings.stored(report)
    remark, asked = together(found.source.notes), _asked(decision)
    verdict = decision.verdict.value
    return Outcome(found.name, verdict, found.sha256, remark, report.pk, report.title, asked)


def safe_name(name: str) -> str:
    """The last part of a file's name, without controls and direction marks, at most 200 characters.

    The end, where the suffix stands, is kept.
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    kept = kept.strip()[-200:]
    return kept if kept.strip(".") else "未命名"


def _known(name: str, sha256: str, held: Held, defaults: Defaults) -> Outcome:
    """The outcome of bytes that are held already. A draft without doubt is published if that is asked for now."""
    report = Report.objects.get(pk=held.pk)
    wanted = defaults.publish and report.status == Report.Status.DRAFT
    if wanted and (defaults.doubtful or not questions_of([report.pk])[report.pk]):
        try:
            store.publish(report)
        except store.NotPublishable as error:
            return Outcome(name, Verdict.DUPLICATE.value, sha256, error.remark, report.pk, report.title)
        said = Remark("published_now")
        return Outcome(name, Verdict.STORED.value, sha256, said, report.pk, report.title)
    remark = Remark("same_file", title=held.title)
    if report.status == Report.Status.WITHDRAWN:
        remark = Remark("both", a=remark, b=Remark("was_withdrawn"))
    return Outcome(name, Verdict.DUPLICATE.value, sha256, remark, held.pk, held.title)


def _asked(decision: Decision) -> str:
    """What is to be said of a new report: what is to be asked, or whose place it takes."""
    if decision.of is not None and not decision.questions:
        return f"取代示例《{decision.of.title}》。"
    return in_words(decision.questions)


def _corrections(parsed: ParsedReport, defaults: Defaults) -> Corrections:
    """The region that whoever brought the file gave, where the text alone does not say.

    A town given with the files fills in for a missing region; a county or city given picks the one among towns of
    the same name that lies in it.
    """
    given = defaults.region
    if given is None:
        return {}
    read_code = parsed.region.code if parsed.region else None
    if read_code and (read_code.startswith(given.code) and is_township(read_code)):
        return {}
    name = (parsed.region.township or parsed.region.name) if parsed.region else None
    if given.level == Region.Level.TOWNSHIP:
        chosen = given if not read_code or given.code.startswith(read_code) else None
    else:
        inside = Region.objects.filter(
            name=name or "", code__startswith=given.code, level=Region.Level.TOWNSHIP
        )
        chosen = inside[0] if len(inside) == 1 else None
    if chosen is None:
        return {}
    by = defaults.by.get_username() if defaults.by else ""
    at = timezone.now().isoformat(timespec="seconds")
    return {"region": {"value": chosen.code, "by": by, "at": at}}


def _reading(found: Understood, corrections: Corrections, holdings: Holdings, defaults: Defaults) -> Reading:
    parsed = found.parsed
    corrected = corrections.get("region")
    region = parsed.region
    code = corrected["value"] if corrected else region.code if region else None
    known = holdings.region(code)
    injected = sum(
        flag.end - flag.start
        for flag in parsed.flags
        if flag.kind == INJECTED and flag.start is not None and flag.end is not None
    )
    furniture = sum(span.end - span.start for span in parsed.furniture)
    return Reading(
        region=code if known else None,
        region_level=known.level if known else None,
        region_confidence=1.0 if corrected else region.confidence if region else 0,
        region_read=(region.full_name or region.name or "") if region else "",
        year=parsed.year,
        genre=parsed.genre,
        sample=defaults.sample,
        places=places_named((region.name or "") if region else "", code or ""),
        flags=frozenset(flag.kind for flag in parsed.flags),
        injected=injected / max(len(parsed.text), 1),
        characters=len(parsed.text) - injected - furniture,
        size=found.size,
        media_type=found.source.media_type,
        corrected=frozenset(corrections),
    )
