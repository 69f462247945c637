"""Reading an untrusted file in a process of its own, with limits on time, memory and output.

Office files and PDFs are read by large parsers that a made-up file may crash or keep busy. What happens to the child
happens to nobody else; its end without an answer is a refusal.
"""

import json
import logging
import subprocess
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

from .types import SourceText, UnreadableFile

SECONDS = 60
MEMORY_MB = 1_500
#: Characters of text; a yearly report has some thousands.
OUTPUT_MAX = 5_000_000
_TOO_MUCH = "读取这个文件用时或用内存过多，已中止；请打开后另存为 txt 再传。"
_FAILED = "读取时出错，详情已记入日志；请打开后另存为 txt 再传。"
logger = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[2]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from reports.reading.sandbox import answer; answer()"


def read_apart(
    data: bytes, named_txt: bool = False, *, seconds: int = SECONDS, quiet: bool = False
) -> SourceText:
    """What the reader makes of ``data``, made in a child process. Raises :class:`UnreadableFile`."""
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", _START, str(_ROOT), str(seconds), str(int(named_txt))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
    )
    overdue = threading.Timer(seconds, child.kill)
    overdue.start()
    try:
        told = _exchange(child, data)
    finally:
        overdue.cancel()
        child.kill()
        child.wait()
    return _understood(told, quiet)


def _exchange(child: "subprocess.Popen[bytes]", data: bytes) -> bytes:
    assert child.stdin is not None
    assert child.stdout is not None
    with child.stdout:
        try:
            with child.stdin:
                child.stdin.write(data)
        except BrokenPipeError:
            # It ended before it had read everything; its answer, or the lack of one, says why.
            pass
        return child.stdout.read(OUTPUT_MAX * 6 + 1)


def _understood(told: bytes, quiet: bool) -> SourceText:
    try:
        answered: dict[str, Any] = json.loads(told)
    except ValueError:
        raise UnreadableFile("hostile", _TOO_MUCH) from None
    if "trace" in answered and not quiet:
        logger.error("a reader failed in its process:\n%s", answered["trace"])
    if "kind" in answered:
        raise UnreadableFile(answered["kind"], answered["sentence"])
    return SourceText(
        text=answered["text"],
        media_type=answered["media_type"],
        encoding=answered["encoding"],
        meta=tuple((name, value) for name, value in answered["meta"]),
        notes=tuple(answered["notes"]),
    )


def answer() -> None:
    """The child's side: read standard input as a file, print the result as JSON."""
    _limit(int(sys.argv[2]))
    from .reader import read_here

    try:
        source = read_here(sys.stdin.buffer.read(), sys.argv[3] == "1")
        if len(source.text) > OUTPUT_MAX:
            raise UnreadableFile("too_long", "文件里的文字太多，不像一篇报告。")
        told: dict[str, Any] = {
            "text": source.text,
            "media_type": source.media_type,
            "encoding": source.encoding,
            "meta": source.meta,
            "notes": source.notes,
        }
    except UnreadableFile as refusal:
        told = {"kind": refusal.kind, "sentence": str(refusal)}
    except (RecursionError, MemoryError):
        told = {"kind": "hostile", "sentence": _TOO_MUCH}
    except Exception:
        told = {"kind": "failed", "sentence": _FAILED, "trace": traceback.format_exc()}
    json.dump(told, sys.stdout)


def _limit(seconds: int) -> None:
    """No more memory and processor time than a report needs, no file written, no core dumped."""
    import resource

    memory = MEMORY_MB * 1024 * 1024
    wanted = (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    )
    for limit, value in wanted:
        try:
            resource.setrlimit(limit, (value, value))
        except (ValueError, OSError):
            # macOS refuses some; time is limited from outside as well.
            continue
