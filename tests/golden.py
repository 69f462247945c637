"""Output pinned to a version that is raised by hand: whoever changes the one is told to raise the other.

A file beside the test holds the version, and a digest of what is made of each sample. With ``GOLDEN=write`` in the
environment the test writes it, but never another output under the same version.
"""

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path


def digest(made: str | bytes) -> str:
    """16 hex digits."""
    return hashlib.sha256(made if isinstance(made, bytes) else made.encode("utf-8", "replace")).hexdigest()[
        :16
    ]


def check(path: Path, constant: str, version: str, digests: Mapping[str, str], test: str) -> None:
    """Hold ``digests``, by the names of samples, against those of ``path``, pinned to ``version``.

    ``constant`` is what the version is called and where it stands, ``test`` the file to run.
    """
    pinned, held = _read(path)
    changed = sorted(name for name in held.keys() & digests.keys() if held[name] != digests[name])
    writing = os.environ.get("GOLDEN") == "write"
    if writing and not (changed and pinned == version):
        lines = [f"version {version}", *(f"{made} {name}" for name, made in sorted(digests.items()))]
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return
    run = f"GOLDEN=write .venv/bin/python -m pytest {test}"
    assert not changed or pinned != version, (
        f"The output for {'、'.join(changed[:5])} ({len(changed)} in all) has changed, but {constant} is still"
        f" {version!r}: what is stored would not be made anew. Raise it, then run: {run}"
    )
    assert (pinned, held) == (version, dict(digests)), f"{path.name} is not up to date. Run: {run}"


def _read(path: Path) -> tuple[str, dict[str, str]]:
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    if not lines:
        return "", {}
    rows = (line.split(" ", 1) for line in lines[1:])
    return lines[0].removeprefix("version "), {name: made for made, name in rows}
