"""What the pages of words are asked: phrases, filters of reports, and addresses that ask the same elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from reports.analysis.words.collocates import WIDEST, WINDOW
from reports.models import Report, Section, Topic
from reports.queries import words
from reports.search import Criteria, Resting
from reports.wording.sentence import Sentence, joined
from reports.wording.translation import said

from ..downloads import file_that_may_rest
from ..listing.listing import chips
from ..listing.region_tree import found_places
from .places import TYPED, place_groups

#: Filters that the form sets itself; it keeps the others.
_OF_FORM = ("region", "year_from", "year_to", "topic", "role", "genre")


@dataclass(frozen=True)
class Asked:
    """``filters`` as they stand in the address, ``counted`` the reports they let through; ``own`` the page's parameters.

    ``trouble`` is why nothing can be counted, "" if it can; ``typed`` are the phrases as they were typed, ``typed_place``
    what was typed to find a place by. Without ``formulas`` the sentences that everybody copies are not counted.
    """

    name: str
    phrases: tuple[words.Phrase, ...]
    filters: Criteria
    own: tuple[tuple[str, str], ...] = ()
    trouble: str = ""
    typed_place: str = ""
    formulas: bool = True
    typed: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, request: HttpRequest, name: str, own: dict[str, str], most: int = words.MOST_PHRASES
    ) -> Asked:
        """``name`` is the page's; ``own`` has its other parameters as chosen, those that are its defaults left out."""
        typed, trouble = request.GET.getlist("q"), ""
        phrases: tuple[words.Phrase, ...] = ()
        if any(one.strip() for one in typed):
            try:
                phrases = tuple(words.phrases_of(typed, most))
            except words.NotCounted as error:
                trouble = error.args[0]
        chosen = tuple((key, value) for key, value in own.items() if value)
        place = request.GET.get(TYPED, "").strip()
        formulas = request.GET.get(words.FORMULAS) != words.OMIT
        filters = words.filters_of(request.GET)
        written = tuple(filter(None, map(str.strip, typed)))
        return cls(name, phrases, filters, chosen, trouble, place, formulas, written)

    @property
    def counted(self) -> Criteria:
        return words.counting(self.filters)

    def address(self, name: str = "", **changes: Any) -> str:
        """This page, or another of words, asked the same; ``changes`` of ``phrases``, ``filters`` or of own parameters.

        Another page is not told this one's own parameters; one that is changed to "" is left out.
        """
        phrases = changes.pop("phrases", self.phrases)
        filters: Criteria = changes.pop("filters", self.filters)
        own = [(key, value) for key, value in self.own if name in ("", self.name) and key not in changes]
        params = [("q", phrase.typed) for phrase in phrases] + own + self.choice
        params += [(key, str(value)) for key, value in changes.items() if value != ""]
        params += filters.change().params()
        return reverse(name or self.name) + (f"?{urlencode(params)}" if params else "")

    @property
    def all_params(self) -> list[tuple[str, str]]:
        """What the page is asked, as a form keeps it."""
        return parse_qsl(self.address().partition("?")[2])

    @property
    def choice(self) -> list[tuple[str, str]]:
        """The parameter that leaves formulas out, if they are: all pages are told."""
        return [] if self.formulas else [(words.FORMULAS, words.OMIT)]

    def lines(self, phrase: words.Phrase, year: int | None = None, region: str = "") -> str:
        """The address of the lines of a phrase, of one year and place if they are given."""
        filters = self.filters
        if year is not None:
            filters = filters.change(years=(year,), year_from=None, year_to=None)
        if region:
            filters = filters.change(regions=(region,))
        return self.address("words_lines", phrases=(phrase,), filters=filters)

    def _tools(self) -> list[tuple[str, str, bool]]:
        """All pages of words, asked the same as far as each can be: (name, address, whether it is this one)."""
        return [
            (title, self.address(name, phrases=self.phrases[: _TAKES.get(name)]), name == self.name)
            for name, title in TITLES.items()
        ]

    @property
    def notices(self) -> tuple[str, ...]:
        return self.filters.notices

    def context(self) -> dict[str, Any]:
        """What the form of all pages of words shows."""
        filters = self.filters
        groups = place_groups(filters.regions)
        choices = {
            "regions": [place for group in groups for place in group.places],
            "topics": list(Topic.objects.values_list("slug", "name")),
            "roles": [(str(value), str(label)) for value, label in Section.Role.choices],
            "genres": [(str(value), str(label)) for value, label in Report.Genre.choices],
        }
        kept = [(name, value) for name, value in filters.params() if name not in _OF_FORM]
        # A form chooses one value; where the address has several, or a smaller place, it keeps them.
        selects = []
        for field, label in (
            ("regions", _("地区")), ("topics", _("主题")), ("roles", _("职能")), ("genres", _("文种")),
        ):  # fmt: skip
            chosen = getattr(filters, field)
            if set(chosen) <= {value for value, _name in choices[field]} and len(chosen) < 2:
                selects.append((field[:-1], label, choices[field], chosen[0] if chosen else ""))
            else:
                kept += [(field[:-1], value) for value in chosen]
        return {
            "asked": self,
            "own": self.own,
            "filters": filters,
            "selects": selects,
            "more_chosen": any(chosen for name, _label, _options, chosen in selects if name != "region"),
            "place_groups": groups,
            "found_places": found_places(
                filters, self.typed_place, lambda other: self.address(filters=other)
            ),
            "kept": kept,
            "tools": self._tools(),
            "version": words.corpus_version,
            "today": localdate().isoformat(),
            "chips": chips(filters, lambda other: self.address(filters=other)),
            "fields": [phrase.typed for phrase in self.phrases] or [*self.typed],
            "trouble": self.trouble,
        }


#: What a page is called, by its name; and those that take one phrase, or none.
TITLES = {
    "words": Sentence("提法年表"),
    "words_lines": Sentence("用例"),
    "words_collocates": Sentence("搭配"),
    "words_keyness": Sentence("特色词"),
    "words_panel": Sentence("概念面板"),
}
_TAKES = {"words_lines": 1, "words_collocates": 1, "words_keyness": 0, "words_panel": 0}

View = Callable[[HttpRequest], HttpResponseBase]


def window_of(request: HttpRequest) -> int:
    """How many words on each side are asked for; WINDOW for what is no number."""
    typed = request.GET.get("window", "")
    window = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 3 else WINDOW
    return min(max(window, 1), WIDEST)


def unless_usual(window: int) -> str:
    """The parameter of a page, "" for the usual one."""
    return "" if window == WINDOW else str(window)


def page_that_may_rest(view: View) -> View:
    """While there is no index to count in, the page says so, with status 503."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponseBase:
        try:
            return view(request)
        except Resting:
            return render(request, "words/resting.html", status=503)

    return guarded


def file_that_may_be_refused(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A file has no room for a notice: what cannot be counted is answered with 422, a missing index with 503."""
    view = file_that_may_rest(view)

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except words.NotCounted as error:
            return _sentence(said(error.args[0]), 422)

    return guarded


def check(asked: Asked) -> None:
    """Raises NotCounted for what the page would say in a notice."""
    if not asked.phrases and not asked.trouble:
        words.phrases_of(())
    refuse(asked)


def refuse(asked: Asked) -> None:
    """The same where no phrase is needed."""
    if wrong := [one for one in (asked.trouble, *asked.notices) if one]:
        raise words.NotCounted(joined(wrong, "%(a)s%(b)s"))


def _sentence(words: str, status: int) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
