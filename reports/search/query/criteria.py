"""The whole state of a listing: one object makes the form, the URL, the query and the sentence on top.

A listing is a search without words. This module knows nothing of any engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from typing import Any, Protocol
from urllib.parse import quote_plus

from reports.text.region_codes import short_code
from reports.wording.notices import not_taken
from reports.wording.sentence import Sentence

PAGE_SIZES = (10, 20, 50, 100, 200)
SORTS = {
    "relevance": Sentence("相关度"),
    "-year": Sentence("年度从新到旧"),
    "year": Sentence("年度从旧到新"),
    "-published": Sentence("发布日期从新到旧"),
    "published": Sentence("发布日期从旧到新"),
    "region": Sentence("地区"),
    "-copied": Sentence("雷同占比从高到低"),
}
#: Invented reports (示例) and real ones.
SAMPLES: dict[str, str] = {"no": Sentence("真实报告"), "yes": Sentence("示例")}
MATCHES = {"": Sentence("全部"), "exact": Sentence("精确"), "words": Sentence("分词")}


class Params(Protocol):
    """What Django's QueryDict offers of itself."""

    def get(self, key: str, default: Any = None) -> Any: ...
    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True)
class Criteria:
    """What is asked for.

    Within one filter the values are joined by OR, across filters by AND. ``regions`` are codes of any level;
    ``years`` are years reported on, ``year_from`` and ``year_to`` an inclusive range laid beside them; ``genres``,
    ``roles``, ``topics``, ``indicators`` and ``flags`` hold ids of the vocabularies; ``samples`` of :data:`SAMPLES`
    which kinds of reports, both if empty; ``copied_min`` is the least share of copied sentences, in percent.
    ``sort`` "" means relevance
    when there are words and the newest year first when there are none.
    """

    q: str = ""
    match: str = ""
    regions: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    topics: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    samples: tuple[str, ...] = ()
    copied_min: int | None = None
    sort: str = ""
    page: int = 1
    page_size: int = 20
    #: What in the parameters could not be understood, as sentences for the reader.
    notices: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def from_params(cls, params: Params) -> Criteria:
        """Read URL parameters; what is not understood is left out and said in ``notices``. Never raises."""
        notices: list[str] = []

        def ignored(value: str, name: str) -> None:
            notices.append(not_taken(value, _LABELS[name]))

        def numbers(name: str) -> list[int]:
            found = []
            for value in params.getlist(name):
                if value.isascii() and value.isdigit() and len(value) <= 9:
                    found.append(int(value))
                elif value:
                    ignored(value, name)
            return found

        def choice(name: str, allowed: Iterable[str]) -> str:
            value = params.get(name) or ""
            if value and value not in allowed:
                ignored(value, name)
                return ""
            return str(value)

        def first(name: str) -> int | None:
            return next(iter(numbers(name)), None)

        def positive(name: str, default: int) -> int:
            value = first(name)
            if value == 0:
                ignored("0", name)
            return value or default

        def percent(name: str) -> int | None:
            value = first(name)
            if value is not None and not 1 <= value <= 100:
                ignored(str(value), name)
                return None
            return value

        page_size = positive("page_size", 20)
        if page_size > max(PAGE_SIZES):
            notices.append(Sentence("每页最多 %(most)s 篇。", most=max(PAGE_SIZES)))
        return cls(
            q=str(params.get("q") or "").strip(),
            match=choice("match", MATCHES),
            sort=choice("sort", SORTS),
            years=_unique(numbers("year")),
            year_from=first("year_from"),
            year_to=first("year_to"),
            copied_min=percent("copied_min"),
            page=positive("page", 1),
            page_size=min(page_size, max(PAGE_SIZES)),
            **{
                name: _unique(v for v in params.getlist(key) if v)
                for name, key in _MANY.items()
                if name != "regions"
            },
            regions=_unique(short_code(v) for v in params.getlist("region") if v),
            notices=tuple(notices),
        )

    def params(self) -> list[tuple[str, str]]:
        """The URL parameters that make this object again, defaults left out, in one fixed order."""
        found: list[tuple[str, str]] = []
        for name, key, default in _PARAMS:
            value = getattr(self, name)
            if value != default:
                found += [(key, str(one)) for one in (value if isinstance(value, tuple) else (value,))]
        return found

    def query_string(self) -> str:
        """``params`` as they stand behind the ``?``."""
        return _written(self.params())

    def query_adding(self, name: str) -> Callable[[object], str]:
        """Makes the query strings of the other states that have one more value of the filter ``name``, a new one."""
        key, order = _KEYS[name], [one for _, one, _ in _PARAMS]
        params = self.change().params()
        behind = [one for one in params if order.index(one[0]) > order.index(key)]
        head = _written([*params[: len(params) - len(behind)], (key, "")])
        tail = f"&{_written(behind)}" if behind else ""
        return lambda value: f"{head}{_quoted(str(value))}{tail}"

    def change(self, **changes: Any) -> Criteria:
        """Another state; the page goes back to 1 unless it is what changes."""
        fresh: dict[str, Any] = {"page": 1, "notices": ()}
        return replace(self, **(fresh | changes))

    def without_value(self, name: str, value: Any) -> Criteria:
        """``value`` taken out of the filter ``name``."""
        return self.change(**{name: tuple(one for one in getattr(self, name) if one != value)})

    @property
    def filtered(self) -> bool:
        """Whether any filter beside the words is set."""
        return any(getattr(self, name) for name in (*_MANY, "years", "year_from", "year_to", "copied_min"))


_MANY = {
    "regions": "region",
    "topics": "topic",
    "roles": "role",
    "indicators": "indicator",
    "genres": "genre",
    "flags": "flag",
    "samples": "sample",
}
_KEYS = _MANY | {"years": "year"}
#: Each field with the parameter it is in addresses, and its default.
_PARAMS = [
    (item.name, _KEYS.get(item.name, item.name), item.default)
    for item in fields(Criteria)
    if item.name != "notices"
]
#: What :meth:`Criteria.from_params` reads of an address.
PARAMETERS = frozenset(key for _, key, _ in _PARAMS)
_LABELS = {
    "year": Sentence("年度"),
    "year_from": Sentence("起始年度"),
    "year_to": Sentence("截止年度"),
    "page": Sentence("页码"),
    "page_size": Sentence("每页篇数"),
    "copied_min": Sentence("雷同占比"),
    "match": Sentence("匹配方式"),
    "sort": Sentence("排序方式"),
}


def _written(params: Iterable[tuple[str, str]]) -> str:
    return "&".join([f"{key}={_quoted(value)}" for key, value in params])


@lru_cache(maxsize=1024)
def _quoted(value: str) -> str:
    """A value as it stands in an address: a page of results has the same words in a hundred of them."""
    return quote_plus(value)


def _unique(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(values))
