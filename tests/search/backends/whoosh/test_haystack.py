"""Haystack's own ways to the index keep working."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.management import call_command
from haystack.exceptions import MoreLikeThisError, SearchBackendError
from haystack.query import SearchQuerySet
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.qparser import QueryParser

from reports.models import Report
from reports.search.engine import engine
from tests.factories import make_report

Index = Callable[[], int]


@pytest.fixture
def three(indexed: Index) -> list[Report]:
    reports = [
        make_report("坚持“枫桥经验”", title="甲镇报告", year=2021, published=date(2022, 3, 1), flags=["missing_title"]),
        make_report(
            "调解98件", title="乙镇报告", year=2022, region="510104001",
            sections=[{"role": "plan", "topics": ["leadership"]}, {"role": "problems"}],
        ),
        make_report("调解99件", title="丙镇报告", year=2022, published=None),
    ]  # fmt: skip
    indexed()
    return reports


def pks(found: SearchQuerySet) -> list[int]:
    return [int(result.pk) for result in found]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"content": "枫桥"}, [0]),
        ({"content": "桥"}, [0]),
        ({"content": "枫桥经验"}, [0]),
        ({"content": "经枫"}, []),
        ({"content": "98"}, [1]),
        ({"title": "镇报"}, [0, 1, 2]),
        ({"year": 2022}, [1, 2]),
        ({"year__gte": 2022}, [1, 2]),
        ({"region": "510104001"}, [1]),
        ({"topics": "leadership"}, [1]),
        ({"roles": "problems"}, [1]),
        ({"flags": "missing_title"}, [0]),
        ({"genre": "annual_report"}, [0, 1, 2]),
        ({"published__lt": date(2022, 12, 31)}, [0]),
    ],
)
def test_a_search_query_set_filters(three: list[Report], filters: dict, expected: list[int]) -> None:
    assert sorted(pks(SearchQuerySet().filter(**filters))) == [three[number].pk for number in expected]


def test_a_search_query_set_takes_raw_phrases_sorts_counts_facets_and_excludes(three: list[Report]) -> None:
    everything = SearchQuerySet().models(Report)
    assert pks(everything.raw_search('"解99"')) == [three[2].pk]
    assert pks(everything.order_by("-year"))[-1] == three[0].pk
    assert everything.count() == 3
    assert sorted(pks(everything.exclude(content="调解"))) == [three[0].pk]
    assert everything.facet("year").facet_counts()["fields"]["year"] == [(2022, 2), (2021, 1)]
    (first,) = everything.filter(content="枫桥")
    assert (first.title, first.year, first.object) == ("甲镇报告", 2021, three[0])
    assert list(everything.filter(content="枫桥").values_list("pk", flat=True)) == [str(three[0].pk)]


@pytest.mark.parametrize("empty", [False, True])
def test_what_the_index_cannot_do_it_says(indexed: Index, empty: bool) -> None:
    report = make_report("坚持“枫桥经验”")
    if not empty:
        indexed()
    with pytest.raises(MoreLikeThisError, match="no further filters"):
        list(SearchQuerySet().filter(year=2023).more_like_this(report))
    with pytest.raises(SearchBackendError, match=r"reports\.search\.search"):
        list(SearchQuerySet().filter(content="枫桥").highlight())


NEAR = (
    "人民调解委员会调处矛盾纠纷，人民调解委员会培训人民调解员，矛盾纠纷排查。",
    "矛盾纠纷由人民调解委员会调处，矛盾纠纷不出村，人民调解委员会主持。",
    "行政执法人员持证上岗，行政执法全程记录，行政执法公示。",
)


def test_reports_like_one_are_those_that_use_its_words(indexed: Index) -> None:
    made = [make_report(text) for text in NEAR]
    indexed()
    assert pks(SearchQuerySet().more_like_this(made[0])) == [made[1].pk]
    assert pks(SearchQuerySet().more_like_this(made[2])) == []
    assert [one.words for one in engine().related(made[1].pk, 5)[1]] == [("人民调解委员会",)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("矛盾纠纷", [0, 1]),
        ("人民调解委员会", [0, 1]),
        # A word within another, and several words.
        ("调解", [0, 1]),
        ("人民调解员", [0]),
        ("行政执法 公示", [2]),
        ("盾纠", []),
    ],
)
def test_words_are_found_by_haystack_and_by_a_plain_query_parser(
    indexed: Index, words: str, expected: list[int]
) -> None:
    made = [make_report(text) for text in NEAR]
    indexed()
    wanted = [made[number].pk for number in expected]
    assert sorted(pks(SearchQuerySet().filter(words=words))) == wanted
    folder = engine().folder.current()
    index = FileIndex(FileStorage(str(folder)))
    with index.searcher() as searcher:
        found = searcher.search(QueryParser("words", index.schema).parse(words))
        assert sorted(int(hit["django_id"]) for hit in found) == wanted
        quoted = searcher.search(QueryParser("words", index.schema).parse('"人民调解委员会主持"'))
        assert [int(hit["django_id"]) for hit in quoted] == [made[1].pk]


def test_update_index_adds_the_published_and_removes_what_is_gone(indexed: Index) -> None:
    kept, gone = make_report("甲村"), make_report("甲村")
    make_report("甲村", status="draft")
    call_command("update_index", verbosity=0)
    assert sorted(engine().pks()) == [kept.pk, gone.pk]
    gone.delete()
    call_command("update_index", remove=True, verbosity=0)
    assert engine().pks() == [kept.pk]


def test_rebuild_index_and_clear_index(indexed: Index) -> None:
    report = make_report("甲村")
    call_command("rebuild_index", interactive=False, verbosity=0)
    assert pks(SearchQuerySet().filter(content="甲村")) == [report.pk]
    call_command("clear_index", interactive=False, verbosity=0)
    assert pks(SearchQuerySet().all()) == []
    assert engine().pks() == []


def test_a_prepared_report_has_the_fields_of_its_document(three: list[Report]) -> None:
    from haystack import connections

    index = connections["default"].get_unified_index().get_index(Report)
    prepared = index.full_prepare(three[1])
    assert (prepared["title"], prepared["year"], prepared["region"]) == ("乙镇报告", 2022, "510104001")
    assert (prepared["roles"], prepared["topics"]) == (("plan", "problems"), ("leadership",))
    assert prepared["text"] == "调解98件"
