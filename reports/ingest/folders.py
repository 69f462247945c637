"""The files behind the paths a person names: folders walked, zips unpacked in memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

#: Stands beside a sample report; not a report itself.
_BESIDE = ".golden.json"


@dataclass(frozen=True)
class Found:
    """A file to take in; ``path`` is where its bytes are."""

    name: str
    path: Path

    def read(self) -> bytes:
        """Its bytes; of one over the limit only so many that the reader sees that it is."""
        with self.path.open("rb") as file:
            return file.read(settings.UPLOAD_MAX_MB * 1024 * 1024 + 1)


def find(paths: list[Path]) -> Iterator[Found]:
    """All files at and below ``paths``, in the order of their names; hidden ones are left out."""
    for path in paths:
        if path.is_dir():
            for below in sorted(path.rglob("*")):
                hidden = any(part.startswith((".", "~$")) for part in below.relative_to(path).parts)
                if below.is_file() and not hidden and not below.name.endswith(_BESIDE):
                    yield Found(str(below.relative_to(path)), below)
        else:
            yield Found(path.name, path)
