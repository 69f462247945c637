"""Taking in many files from the command line: one after another, each outcome kept, a summary at the end."""

import logging
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from operator import itemgetter
from pathlib import Path

from django.core.management.base import CommandError
from tqdm import tqdm

from reports.models import BatchItem
from reports.reading import UnreadableFile
from reports.search.engine import IndexBusy
from reports.search.index.writer import drain, waiting
from reports.store import copied_rows, originals
from reports.store import usual_ranges as ranges
from reports.text.remarks import Remark

from . import begun
from .folders import Found, find, is_wanted
from .intake import NOT_READ, Defaults, Outcome, Together, why

logger = logging.getLogger(__name__)

#: Files of one transaction: enough that its cost is small, few enough that it is over in a tenth of a second.
_TOGETHER = 25
_BYTES_TOGETHER = 32 * 1024 * 1024
_WORDS = {
    BatchItem.State.STORED: "新收",
    BatchItem.State.REVISION: "修订稿",
    BatchItem.State.UNDECIDED: "待定",
    BatchItem.State.DUPLICATE: "重复",
    BatchItem.State.REFUSED: "未收",
}


def take_in_all(files: Iterable[Found], defaults: Defaults) -> list[Outcome]:
    """Each file's outcome, in order. A file that cannot be opened is refused like one that cannot be read.

    So is one at which anything else fails; only what stops the process ends the run. Files that were begun before
    by a process that ended at them come last and one by one, until they are set aside.
    """
    outcomes: list[Outcome] = []
    put_off: list[tuple[int, Found]] = []
    together = Together(defaults)
    with ExitStack() as marks:
        for file in tqdm(files, unit="篇", disable=not sys.stderr.isatty()):
            if (data := _read(file, together)) is not None:
                key = originals.digest(data)
                if times := begun.times(key):
                    put_off.append((times, file))
                    continue
                marks.enter_context(begun.begun(key))
                _bring(data, file.name, together)
            if len(together) >= _TOGETHER or together.size >= _BYTES_TOGETHER:
                outcomes += together.settle()
                marks.close()
        outcomes += together.settle()
    for _, file in sorted(put_off, key=itemgetter(0)):
        outcomes += _alone(file, together)
    return outcomes


def _alone(file: Found, together: Together) -> list[Outcome]:
    """The outcome of one file at which a process ended, with nothing beside it."""
    if (data := _read(file, together)) is None:
        return together.settle()
    key = originals.digest(data)
    if (times := begun.times(key)) >= begun.ATTEMPTS:
        together.refuse(file.name, begun.set_aside(file.name, times))
        return together.settle()
    logger.warning("%s was begun %d times and never done; it is begun again", file.name, times)
    with begun.begun(key):
        _bring(data, file.name, together)
        return together.settle()


def _read(file: Found, together: Together) -> bytes | None:
    """A file's bytes; None where there are none, which is then noted."""
    try:
        return file.read()
    except OSError as error:
        together.refuse(file.name, Remark("not_opened", error=error.strerror))
    except UnreadableFile as error:
        together.refuse(file.name, error.remark)
    except Exception as error:
        together.refuse(file.name, why(error, NOT_READ, f"taking in {file.name}"))
    return None


def _bring(data: bytes, name: str, together: Together) -> None:
    try:
        together.bring(data, name)
    except Exception as error:
        together.refuse(name, why(error, NOT_READ, f"taking in {name}"))


def update_index() -> None:
    """Bring index and usual ranges up to the database, with a progress bar.

    Raises CommandError when another process writes the index.
    """
    left = waiting().count()
    try:
        with tqdm(
            desc="更新索引", total=left, unit="篇", disable=not sys.stderr.isatty(), leave=False
        ) as bar:
            drain(bar.update)
    except IndexBusy as error:
        raise CommandError(
            "报告已入库，但索引正由别的进程写着；稍后请运行 manage.py update_index --dirty。"
        ) from error
    ranges.follow()
    copied_rows.follow_shares()


def watch(folder: Path, defaults: Defaults, *, pause: Callable[[], bool]) -> Iterator[Outcome]:
    """Take in the files that come to lie in a folder, as long as ``pause`` (called between looks) gives True.

    A file is taken once it has stayed the same from one look to the next, so that none is read while it is being
    copied. Those that were taken are looked at again only when they change.
    """
    before: dict[Path, tuple[int, int]] = {}
    taken: dict[Path, tuple[int, int]] = {}
    while True:
        now = {path: _state(path) for path in sorted(folder.rglob("*")) if path.is_file()}
        for path, state in now.items():
            if before.get(path) == state and taken.get(path) != state:
                taken[path] = state
                if is_wanted(path.relative_to(folder).as_posix()):
                    yield from take_in_all(find([path]), defaults)
        before = now
        if not pause():
            return


def _state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def summary(outcomes: list[Outcome]) -> str:
    """One sentence: how many of each, or that nothing changed."""
    if not outcomes:
        return "没有找到文件。"
    counts = Counter(outcome.state for outcome in outcomes)
    told = "，".join(f"{word} {counts[state]} 篇" for state, word in _WORDS.items() if counts[state])
    if set(counts) == {BatchItem.State.DUPLICATE}:
        return f"没有变化：{len(outcomes)} 篇都已收过。"
    return f"共 {len(outcomes)} 个文件：{told}。"
