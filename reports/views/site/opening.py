"""What the first page says first: a phrase over the years, another each day, or what the archive holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from reports.search import Criteria, counts

from ..words.table import ENOUGH

#: Phrases of the field that came up, spread or went out of use; each day shows the next.
PHRASES = (
    "枫桥经验", "综合行政执法", "网格化管理", "合法性审查", "法律明白人", "首违不罚", "三项制度", "村规民约", "一站式",
    "人民调解", "公共法律服务", "行政复议", "包容审慎", "双随机", "接诉即办", "法治文化", "宪法宣传周", "民法典",
    "行政规范性文件", "最多跑一次", "一网通办", "习近平法治思想", "全面依法治国", "八五普法", "七五普法", "网格员",
    "党政主要负责人", "矛盾纠纷排查",
)  # fmt: skip
#: Phrases that are counted before it is said that there is none to show.
_TRIES = 4
#: Columns of the chart.
_MOST_YEARS = 8


@dataclass(frozen=True)
class Column:
    """A year of the chart: ``share`` (0 to 1) of the ``held`` reports, a bar of 100, and where its sentences are read."""

    year: int
    share: float
    held: int
    height: int
    address: str

    @property
    def top(self) -> int:
        return 100 - self.height


@dataclass(frozen=True)
class PhraseOfTheDay:
    """A phrase in the years of which enough reports are held, in order of time; never empty."""

    phrase: str
    address: str
    columns: tuple[Column, ...]

    @property
    def first(self) -> Column:
        return self.columns[0]

    @property
    def last(self) -> Column:
        return self.columns[-1]


def phrase_of(day: date, criteria: Criteria) -> PhraseOfTheDay | None:
    """The phrase of the day in the reports that ``criteria`` lets count.

    None while fewer than two years with enough reports are held, while there is no index, and where the share of none
    of the next phrases has changed.
    """
    held = {int(year): count for year, count in counts(criteria, "year").items() if count >= ENOUGH}
    if len(held) < 2:
        return None
    place = day.toordinal() % len(PHRASES)
    for phrase in (*PHRASES[place:], *PHRASES[:place])[:_TRIES]:
        columns = _columns(phrase, held, counts(criteria.change(q=f'"{phrase}"'), "year"))
        if columns[0].share != columns[-1].share:
            return PhraseOfTheDay(phrase, f"{reverse('words')}?{urlencode({'q': phrase})}", columns)
    return None


def _columns(phrase: str, held: Mapping[int, int], having: Mapping[str, int]) -> tuple[Column, ...]:
    """Of the latest years on which reports are ``held``; ``having`` the phrase are so many, by year."""
    latest = sorted(held)[-_MOST_YEARS:]
    shares = {year: having.get(str(year), 0) / held[year] for year in latest}
    most = max(shares.values()) or 1
    return tuple(
        Column(
            year,
            shares[year],
            held[year],
            round(shares[year] * 100 / most),
            f"{reverse('words_lines')}?{urlencode({'q': phrase, 'year': year})}",
        )
        for year in latest
    )
