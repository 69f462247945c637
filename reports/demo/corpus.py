"""All files of a demonstration, in the order in which they are brought; the same ones for the same number and seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from .files import kind_of, written
from .layout import Laid, lay_out
from .papers import Paper, Writer
from .towns import Town, cells, towns

SEED = 20260401
#: What strangers put into pages, and what pages hide: of so many reports one each.
_SPOILT_OF, _UNSEEN_OF = 90, 130
_SPOILT = "金鲤棋牌_注册送彩金#官网入口"
#: From so many reports on there are more files of other fates.
_MANY = 500
_UNSEEN = "网站优化、友情链接，金鲤棋牌官方下载，注册送彩金，手机版登录入口。"


class Fate(StrEnum):
    """What becomes of a file beside being taken in."""

    PUBLISHED = "published"
    #: Published and withdrawn again, with a reason.
    WITHDRAWN = "withdrawn"
    #: Another version of one that is published, which takes its place.
    REPLACING = "replacing"
    #: Of another kind than an annual report, published by hand.
    OTHER_KIND = "other_kind"
    #: Left for the keeper, brought as an upload.
    UPLOADED = "uploaded"


@dataclass(frozen=True)
class MadeFile:
    """A file, its name, and what is to become of it."""

    name: str
    data: bytes
    fate: Fate = Fate.PUBLISHED


def make_files(count: int, seed: int = SEED) -> Iterator[MadeFile]:
    """``count`` reports on as many towns' years, and beside them some files of all other fates."""
    writer = Writer(seed)
    chosen = cells(count, seed)
    fates = _fates(chosen, seed)
    # A county's model comes first of its year, so that others can take over from it.
    for number, (code, year) in enumerate(_models_first(chosen, seed)):
        paper = writer.write(code, year)
        laid = lay_out(paper)
        fate = fates.get((code, year), Fate.PUBLISHED)
        yield _file(paper, laid, number, Fate.WITHDRAWN if fate == Fate.WITHDRAWN else Fate.PUBLISHED)
        if fate == Fate.REPLACING:
            yield _file(paper, _mended(laid), -1, fate, "更正")
        elif fate == Fate.OTHER_KIND:
            yield _statement(paper, laid)
        elif fate == Fate.UPLOADED:
            yield from _uploads(paper, laid, fates, code)


def _models_first(chosen: list[tuple[str, int]], seed: int) -> list[tuple[str, int]]:
    known = towns(seed)
    return sorted(chosen, key=lambda cell: (cell[1], known[cell[0]].follows > 0, cell[0]))


def _fates(chosen: list[tuple[str, int]], seed: int) -> dict[tuple[str, int], Fate]:
    """Some of the cells with what becomes of them; few in any demonstration."""
    dice = random.Random(f"{seed}:fates")
    late = [cell for cell in chosen if cell[1] >= 2021]
    times = (3, 6, 10) if len(chosen) >= _MANY else (1, 2, 2)
    fates = (Fate.WITHDRAWN, Fate.REPLACING, Fate.OTHER_KIND)
    kinds = [fate for fate, number in zip(fates, times, strict=True) for _ in range(number)]
    some = dice.sample(late, min(len(late), len(kinds) + len(_UPLOADS)))
    return dict(zip(some, kinds + [Fate.UPLOADED] * (len(some) - len(kinds)), strict=False))


def _file(paper: Paper, laid: Laid, number: int, fate: Fate, note: str = "") -> MadeFile:
    kind = kind_of(paper.seed, paper.town, paper.year)
    spoilt = _SPOILT if number % _SPOILT_OF == 7 else ""
    unseen = _UNSEEN if number % _UNSEEN_OF == 11 else ""
    if spoilt or unseen:
        kind = "html"
    data = written(kind, laid, paper.town, spoilt=spoilt, unseen=unseen)
    return MadeFile(f"{_name(paper.town, paper.year)}{note}.{kind}", data, fate)


def _name(town: Town, year: int) -> str:
    return f"{town.code[:6]}-{town.name}-{year}"


def _mended(laid: Laid) -> Laid:
    """The report published again with a sentence added and a later day."""
    return replace(laid, lines=(*laid.lines, "本报告经核对，部分表述已作更正，以本次公布的为准。"))


def _statement(paper: Paper, laid: Laid) -> MadeFile:
    """A statement of the leaders on their duties (述职述法), a kind of its own."""
    title = f"{paper.town.name}党政主要负责人{paper.year}年度述职述法报告"
    own = [paper.told(one) for one in (*paper.responsibility, *paper.problems)]
    lines = [f"现将{paper.year}年度履行推进法治建设第一责任人职责情况述职如下。", *own]
    data = written("txt", replace(laid, title=title, lines=tuple(lines)), paper.town)
    return MadeFile(f"{_name(paper.town, paper.year)}述法.txt", data, Fate.OTHER_KIND)


def _uploads(paper: Paper, laid: Laid, fates: dict[tuple[str, int], Fate], code: str) -> Iterator[MadeFile]:
    place = [cell for cell, fate in fates.items() if fate == Fate.UPLOADED].index((code, paper.year))
    make = _UPLOADS[place]
    yield make(paper, laid)


def _half_year(paper: Paper, laid: Laid) -> MadeFile:
    title = f"{paper.town.name}{paper.year}年上半年法治政府建设工作总结"
    lines = (
        f"{paper.year}年上半年，{paper.town.name}扎实推进法治政府建设，现将上半年工作总结如下。",
        *laid.lines[1:],
    )
    return _upload(paper, replace(laid, title=title, lines=lines), "上半年")


def _nameless(paper: Paper, laid: Laid) -> MadeFile:
    """A report that says 我镇 and never which."""
    town = paper.town
    own = {
        town.county + town.name: town.name,
        town.name: f"我{town.kind}",
        town.county: "县",
        town.city: "市",
    }
    text = laid.text
    for name, other in own.items():
        text = text.replace(name, other)
    return MadeFile(f"{paper.year}年法治政府建设年度报告.txt", text.encode(), Fate.UPLOADED)


def _two_years(paper: Paper, laid: Laid) -> MadeFile:
    """A report whose title names the year before that of its text."""
    title = laid.title.replace(str(paper.year), str(paper.year - 1))
    return _upload(paper, replace(laid, title=title), "年度有误")


def _much_spoilt(paper: Paper, laid: Laid) -> MadeFile:
    def spoilt(line: str) -> str:
        half = len(line) // 2
        return f"{line[:half]}{_SPOILT}{line[half:]}" if len(line) > 60 else line

    lines = tuple(map(spoilt, laid.lines))
    return _upload(paper, replace(laid, lines=lines), "混入文字")


def _another_version(paper: Paper, laid: Laid) -> MadeFile:
    return _upload(
        paper, replace(laid, lines=(*laid.lines, "以上数据截至年底，部分数字有调整。")), "再次公布"
    )


def _same_again(paper: Paper, laid: Laid) -> MadeFile:
    """The very file that was brought before."""
    kind = kind_of(paper.seed, paper.town, paper.year)
    return MadeFile(
        f"{_name(paper.town, paper.year)}（副本）.{kind}", written(kind, laid, paper.town), Fate.UPLOADED
    )


def _unlisted(paper: Paper, laid: Laid) -> MadeFile:
    """A report of a township that the table of places does not have."""
    name = f"新{paper.town.name}"
    changed = replace(
        laid,
        title=laid.title.replace(paper.town.name, name),
        lines=tuple(line.replace(paper.town.name, name) for line in laid.lines),
        signature=laid.signature.replace(paper.town.name, name),
    )
    return MadeFile(f"{name}-{paper.year}.txt", changed.text.encode(), Fate.UPLOADED)


def _broken(paper: Paper, laid: Laid) -> MadeFile:
    """A Word file that was cut off."""
    data = written("docx", laid, paper.town)
    return MadeFile(f"{_name(paper.town, paper.year)}（传坏）.docx", data[: len(data) // 2], Fate.UPLOADED)


def _empty(paper: Paper, laid: Laid) -> MadeFile:
    return MadeFile(f"{_name(paper.town, paper.year)}（空）.txt", b"", Fate.UPLOADED)


def _upload(paper: Paper, laid: Laid, note: str) -> MadeFile:
    return MadeFile(
        f"{_name(paper.town, paper.year)}{note}.txt", written("txt", laid, paper.town), Fate.UPLOADED
    )


#: What the keeper finds among the uploads, in this order.
_EACH = (
    _half_year,
    _nameless,
    _two_years,
    _much_spoilt,
    _another_version,
    _same_again,
    _unlisted,
    _broken,
    _empty,
)
_MORE = (_half_year, _nameless, _two_years, _another_version)
_UPLOADS = (
    *_EACH,
    *_MORE,
    *_MORE,
    _half_year,
    _another_version,
    _another_version,
    _much_spoilt,
    _same_again,
    _unlisted,
)
