"""What every engine must do, tested against a plain scan and against SQL: subclass it with a ``TestCase``."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product

from reports.analysis.review.checklist import review
from reports.models import Report
from reports.queries import parsed_of
from reports.search import Criteria, search
from reports.search.engine import engine
from reports.search.index.writer import drain
from reports.search.query.language import parse
from reports.search.query.tree import Term
from reports.search.query.words import query_words
from reports.text.normalise import normalise, normalise_phrase, searchable
from reports.text.soft_ends import soft_ends
from tests.factories import make_report
from tests.text.broken_lines import How, broken

WAYS: tuple[How, ...] = ("characters", "columns", "hand")
ROLES = ("achievements", "problems", "responsibility", "plan")
TOPICS = ("leadership", "government_functions")
INDICATORS = ("petitions_received", "disputes_mediated")
FLAGS = ("missing_title", "inline_sections")
GENRES = ("annual_report", "work_plan")
REGIONS = (
    "110101001", "110101002", "110105001", "500112001", "500229001", "510104001", "510104002",
    "510112001", "513221001", "330681003", "330681", "51", "500112",
)  # fmt: skip
PIECES = (
    "法治政府建设", "人民调解委员会", "枫桥经验", "重大行政决策", "合法性审查", "规范性文件", "行政复议", "行政诉讼",
    "综合行政执法", "镇党委", "的", "了", "和", "第一责任人", "开展", "12348", "98%", "3.5万", "covid-19", "App",
    "一村一法律顾问", "民主法治示范村", "普法宣传", "2023年", "，", "。", "、", "“", "”", "（", "）", "法", "治",
    "調解", "Ａ級", "信 访", "矛盾纠纷", "网格员", "wi fi", "研究部署", "党政主要负责人", "述职述法", "not",
)  # fmt: skip


class EngineContract:
    """Some two hundred random reports, the same each time; ``bodies`` and ``titles`` are what a scan reads."""

    SIZE = 200
    #: How many of the texts, a third of which is broken into lines, have soft line ends.
    joined: int
    bodies: dict[int, str]
    titles: dict[int, str]
    roles: dict[int, tuple[str, ...]]

    @classmethod
    def setUpTestData(cls) -> None:
        dice = random.Random(20240325)
        cls.bodies, cls.titles, cls.roles, cls.joined = {}, {}, {}, 0
        engine().rebuild(())
        # One report stands for a place, year and genre.
        subjects = dice.sample(list(product(REGIONS, range(2016, 2024), GENRES)), cls.SIZE)
        for number, (region, year, genre) in enumerate(subjects):
            text = "\n".join(cls._line(dice) for _ in range(dice.randint(1, 12)))
            if number % 3 == 0:
                text, _ = broken(
                    text, dice.randint(20, 40), dice.choice(("", "　　")), 0, dice.choice(WAYS), dice
                )
                cls.joined += bool(soft_ends(text))
            furniture = [(start, start + dice.randint(1, 9)) for start in cls._places(dice, text)]
            injected = [(start, start + dice.randint(1, 9)) for start in cls._places(dice, text)]
            title = cls._line(dice)[:60]
            report = make_report(
                text,
                title=title,
                region=region,
                year=year,
                genre=genre,
                sample=number % 7 == 0,
                published=dice.choice([date(2023, 3, dice.randint(1, 28)), None]),
                status="published" if number % 10 else dice.choice(["draft", "superseded", "withdrawn"]),
                sections=[
                    {"heading": cls._line(dice)[:20], "role": dice.choice([*ROLES, ""]), "topics": topics}
                    for topics in (dice.sample(TOPICS, dice.randint(0, 2)) for _ in range(dice.randint(0, 4)))
                ],
                metrics=[
                    {"indicator": dice.choice([*cls.indicators(), None])} for _ in range(dice.randint(0, 3))
                ],
                furniture=furniture,
                flags=[
                    *dice.sample(FLAGS, dice.randint(0, 2)),
                    *(
                        {"kind": "injected_text", "start": start, "end": end, "note": ""}
                        for start, end in injected
                    ),
                ],
            )
            if report.status == "published":
                cls.bodies[report.pk] = searchable(text, furniture + injected).text
                cls.titles[report.pk] = normalise(title).text
                cls.roles[report.pk] = review(parsed_of(report)).roles
        drain()

    @classmethod
    def tearDownClass(cls) -> None:
        engine().rebuild(())
        super().tearDownClass()  # type: ignore[misc]

    @staticmethod
    def indicators() -> list[str]:
        from reports.models import Indicator

        return list(Indicator.objects.order_by("position").values_list("slug", flat=True)[:3])

    @staticmethod
    def _line(dice: random.Random) -> str:
        return "".join(dice.choice(PIECES) for _ in range(dice.randint(0, 25)))

    @staticmethod
    def _places(dice: random.Random, text: str) -> list[int]:
        return [dice.randrange(len(text) or 1) for _ in range(dice.choice([0, 0, 0, 1, 2]))]

    def found(self, query: str, **criteria: object) -> list[int]:
        """All pks, in order, that the engine finds."""
        asked = Criteria(q=query, page_size=1000, **criteria)  # type: ignore[arg-type]
        return list(engine().find(parse(query).node, asked).pks)

    def scan(self, holds: Callable[[str], bool]) -> set[int]:
        return {pk for pk, body in self.bodies.items() if holds(body)}

    def phrases(self, count: int) -> Iterator[str]:
        """Of 1 to 12 characters: half cut out of reports anywhere, the others put together at random."""
        dice = random.Random(1)
        bodies = list(self.bodies.values())
        for number in range(count):
            length = dice.randint(1, 12)
            if number % 2:
                body = dice.choice(bodies)
                start = dice.randrange(len(body) + 1)
                phrase = body[start : start + length]
            else:
                phrase = "".join(dice.choice(PIECES) for _ in range(6))[dice.randint(0, 4) :][:length]
            if phrase.strip() and '"' not in phrase and "\\" not in phrase:
                yield phrase

    def test_a_quoted_phrase_finds_exactly_the_reports_that_contain_it(self) -> None:
        wrong, some, none = [], 0, 0
        for phrase in self.phrases(4000):
            normal = normalise_phrase(phrase)
            expected = self.scan(lambda body, normal=normal: normal in body)
            some, none = some + bool(expected), none + (not expected)
            if set(self.found(f'"{phrase}"')) != expected and normal:
                wrong.append(phrase)
        assert wrong == []
        assert some > 1000
        assert none > 300
        assert self.joined > self.SIZE // 6

    def test_every_character_of_the_corpus_is_found_by_itself(self) -> None:
        wrong = []
        for character in sorted(set("".join(self.bodies.values())) - set('\n "\\')):
            if set(self.found(f'"{character}"')) != self.scan(lambda body, c=character: c in body):
                wrong.append(character)
        assert wrong == []

    def test_a_phrase_never_runs_across_a_paragraph_end(self) -> None:
        joined = [body.replace("\n", "") for body in self.bodies.values() if "\n" in body]
        crossing = [body[i - 4 : i + 4] for body in joined for i in (body.find("法治"),) if i > 4]
        for phrase in filter(str.isalpha, crossing):
            assert set(self.found(f'"{phrase}"')) == self.scan(lambda body, p=phrase: p in body)

    def test_an_unquoted_term_finds_exact_matches_first_then_those_that_hold_all_its_words(self) -> None:
        dice = random.Random(2)
        both = 0
        for _ in range(300):
            term = dice.choice(PIECES) + dice.choice(PIECES)
            node = parse(term).node
            if not isinstance(node, Term) or node.quoted:
                continue
            normal = node.text
            words = query_words(normal)
            exact = self.scan(lambda body, normal=normal: normal in body)
            by_words = (
                self.scan(lambda body, words=words or [normal]: all(word in body for word in words)) - exact
            )
            page = self.found(term)
            assert set(page[: len(exact)]) == exact
            assert set(page[len(exact) :]) == by_words
            assert set(self.found(term, match="exact")) == exact
            assert set(self.found(term, match="words")) == by_words
            assert search(Criteria(q=term, page_size=1)).exact_count == len(exact)
            both += bool(exact and by_words)
        assert both > 5

    def test_operators_parentheses_and_titles_mean_what_sets_mean(self) -> None:
        dice = random.Random(3)

        def tree(depth: int) -> tuple[str, set[int]]:
            kind = dice.choice(["and", "or", "not", "title", "term", "term"]) if depth else "term"
            if kind in ("term", "title"):
                phrase = dice.choice([piece for piece in PIECES if piece.isalnum()])
                normal = normalise_phrase(phrase)
                if kind == "title":
                    return f'title:"{phrase}"', {pk for pk, title in self.titles.items() if normal in title}
                return f'"{phrase}"', self.scan(lambda body: normal in body)
            left, left_set = tree(depth - 1)
            if kind == "not":
                return f"-({left})", set(self.bodies) - left_set
            right, right_set = tree(depth - 1)
            if kind == "and":
                return f"({left} {right})", left_set & right_set
            return f"({left} OR {right})", left_set | right_set

        sizes = Counter()
        for _ in range(400):
            query, expected = tree(4)
            assert set(self.found(query)) == expected, query
            sizes[bool(expected)] += 1
        assert min(sizes.values()) > 20

    def test_filters_and_facets_count_what_sql_counts(self) -> None:
        dice = random.Random(4)
        for _ in range(120):
            phrase = dice.choice(["", "", "法", "法治政府建设", "的"])
            criteria = self._random_criteria(dice, f'"{phrase}"' if phrase else "")
            texts = self.scan(lambda body, phrase=phrase: phrase in body)
            page = search(criteria)
            assert page.count == len(texts & self._sql(criteria))
            assert [hit.report.pk for hit in page.hits] == self.found(criteria.q, **self._filters(criteria))
            self._check_facets(page.facets, criteria, texts)

    def _check_facets(self, facets: dict, criteria: Criteria, texts: set[int]) -> None:
        for facet, field, lookup in (
            ("year", "years", "year"),
            ("topic", "topics", "sections__topics"),
            ("genre", "genres", "genre"),
            ("indicator", "indicators", "metrics__indicator"),
            ("flag", "flags", "flags__kind"),
            ("sample", "samples", "sample"),
        ):
            own = {"years": (), "year_from": None, "year_to": None} if facet == "year" else {field: ()}
            rows = texts & self._sql(criteria.change(**own))
            pairs = set(Report.objects.filter(pk__in=rows).values_list("pk", lookup))
            named = {True: "yes", False: "no"}
            expected = Counter(str(named.get(value, value)) for _, value in pairs if value not in (None, ""))
            shown = {value.value: value.count for value in facets[facet] if value.count}
            assert shown == dict(expected), facet
            assert {v.value for v in facets[facet] if v.active} == {str(v) for v in getattr(criteria, field)}
        rows = texts & self._sql(criteria.change(roles=()))
        shown = {value.value: value.count for value in facets["role"] if value.count}
        assert shown == dict(Counter(role for pk in rows for role in self.roles[pk]))
        assert {value.value for value in facets["role"] if value.active} == set(criteria.roles)
        rows = texts & self._sql(criteria.change(regions=()))
        codes = list(
            Report.objects.filter(pk__in=rows).exclude(region_code="").values_list("region_code", flat=True)
        )
        shown = {value.value: value.count for value in facets["province"] if value.count}
        assert shown == dict(Counter(code[:2] for code in codes))
        for level, digits in (("city", 4), ("county", 6), ("township", 9)):
            below = tuple(code for code in criteria.regions if len(code) < digits)
            expected = Counter(
                code[:digits] for code in codes if len(code) >= digits and code.startswith(below)
            )
            shown = {v.value: v.count for v in facets[level] if v.count and v.value.startswith(below)}
            if level == "city":
                expected = {code: n for code, n in expected.items() if code[:2] not in ("11", "50")}
            assert shown == dict(expected), level

    def _random_criteria(self, dice: random.Random, q: str) -> Criteria:
        def some(values: tuple, most: int = 2) -> tuple:
            return tuple(dice.sample(values, dice.choice([0, 0, 1, most])))

        return Criteria(
            q=q,
            page_size=1000,
            regions=some(("11", "50", "51", "5101", "510104", "500112", "330681003", "99")),
            years=some((2019, 2020, 2021, 2022)),
            year_from=dice.choice([None, None, 2020]),
            year_to=dice.choice([None, None, 2022]),
            topics=some(TOPICS, 1),
            roles=some(ROLES),
            indicators=some(tuple(self.indicators())),
            genres=some(GENRES, 1),
            flags=some((*FLAGS, "injected_text")),
            samples=some(("yes", "no"), 1),
        )

    @staticmethod
    def _filters(criteria: Criteria) -> dict:
        names = (
            "regions",
            "years",
            "year_from",
            "year_to",
            "topics",
            "roles",
            "indicators",
            "genres",
            "flags",
            "samples",
        )
        return {name: getattr(criteria, name) for name in names}

    def _sql(self, criteria: Criteria) -> set[int]:
        rows = Report.objects.filter(status="published")
        if criteria.regions:
            rows = rows.filter(region__code__regex=f"^({'|'.join(criteria.regions)})")
        if criteria.years:
            rows = rows.filter(year__in=criteria.years)
        if criteria.year_from:
            rows = rows.filter(year__gte=criteria.year_from)
        if criteria.year_to:
            rows = rows.filter(year__lte=criteria.year_to)
        for name, lookup in (
            ("topics", "sections__topics__in"),
            ("indicators", "metrics__indicator__in"),
            ("genres", "genre__in"),
            ("flags", "flags__kind__in"),
        ):
            if values := getattr(criteria, name):
                rows = rows.filter(**{lookup: values})
        if criteria.samples:
            rows = rows.filter(sample__in=[value == "yes" for value in criteria.samples])
        found = set(rows.values_list("pk", flat=True))
        if criteria.roles:
            # No column holds them: they are what the checklist finds.
            found &= {pk for pk, roles in self.roles.items() if set(roles) & set(criteria.roles)}
        return found

    def test_sorts_are_stable_with_ties_by_id_and_the_unknown_last(self) -> None:
        reports = list(Report.objects.filter(status="published").order_by("pk"))
        far = date.max.toordinal()
        for sort, key in {
            "year": lambda r: (r.year is None, r.year or 0),
            "-year": lambda r: (r.year is None, -(r.year or 0)),
            "published": lambda r: r.published.toordinal() if r.published else far,
            "-published": lambda r: -r.published.toordinal() if r.published else 0,
            "region": lambda r: r.region_code or "~",
            "": lambda r: (r.year is None, -(r.year or 0)),
            "relevance": lambda r: 0,
        }.items():
            assert self.found("", sort=sort) == [report.pk for report in sorted(reports, key=key)], sort

    def test_pages_add_up_to_the_whole_and_the_last_one_answers_for_those_behind_it(self) -> None:
        whole = self.found("法")
        pages = [search(Criteria(q="法", page=number, page_size=10)) for number in range(1, 40)]
        last = -(-len(whole) // 10)
        assert [hit.report.pk for page in pages[:last] for hit in page.hits] == whole
        assert {page.pages for page in pages} == {last}
        behind = pages[last]
        assert behind.criteria.page == last
        assert behind.hits == pages[last - 1].hits
        assert len(behind.notices) == 1

    def test_a_listing_without_words_is_all_published_reports(self) -> None:
        page = search(Criteria())
        assert page.count == page.exact_count == len(self.bodies)
        assert page.description == "全部报告"

    def test_no_query_is_an_error(self) -> None:
        for query in (
            "", " ", '"', '""', "-", "--", "OR", "( ( (", ")", "title:", "\x00", "\ud800", "法\x00治", '"\ud800"',
            "法" * 10_000, "(" * 3000, "-" * 500 + "法", "a OR " * 2000, '"' + "法治政府建设，" * 900 + '"', "𠮷", "\uffff",
        ):  # fmt: skip
            page = search(Criteria(q=query, page_size=1))
            assert page.count >= 0
