"""Taking in many files from the command line: one after another, each outcome kept, a summary at the end."""

import sys
from collections import Counter
from collections.abc import Iterable

from tqdm import tqdm

from reports.models import BatchItem
from reports.reading import UnreadableFile

from .folders import Found
from .intake import Defaults, Outcome, take_in

_WORDS = {
    BatchItem.State.STORED: "新收",
    BatchItem.State.REVISION: "修订稿",
    BatchItem.State.UNDECIDED: "待定",
    BatchItem.State.DUPLICATE: "重复",
    BatchItem.State.REFUSED: "未收",
}


def take_in_all(files: Iterable[Found], defaults: Defaults) -> list[Outcome]:
    """Each file's outcome, in order. A file that cannot be opened is refused like one that cannot be read."""
    outcomes = []
    for file in tqdm(files, unit="篇", disable=not sys.stderr.isatty()):
        try:
            data = file.read()
        except OSError as error:
            outcomes.append(Outcome(file.name, BatchItem.State.REFUSED, reason=f"打不开：{error.strerror}。"))
            continue
        except UnreadableFile as error:
            outcomes.append(Outcome(file.name, BatchItem.State.REFUSED, reason=str(error)))
            continue
        outcomes.append(take_in(data, file.name, defaults))
    return outcomes


def summary(outcomes: list[Outcome]) -> str:
    """One sentence: how many of each, or that nothing changed."""
    if not outcomes:
        return "没有找到文件。"
    counts = Counter(outcome.state for outcome in outcomes)
    told = "，".join(f"{word} {counts[state]} 篇" for state, word in _WORDS.items() if counts[state])
    if set(counts) == {BatchItem.State.DUPLICATE}:
        return f"没有变化：{len(outcomes)} 篇都已收过。"
    return f"共 {len(outcomes)} 个文件：{told}。"
