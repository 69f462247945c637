"""The shapes of the API's answers. Field docs appear on the documentation page."""

from datetime import date, datetime
from typing import Any, Literal

from ninja import Field, Schema


class Problem(Schema):
    """A problem document (RFC 9457); ``detail`` is a sentence for a person."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


class Gone(Problem):
    """A report that was withdrawn: what it was, and nothing of its text."""

    report_title: str
    region: str
    year: int | None
    withdrawn_at: datetime
    reason: str = Field(description="empty where none was given")
    sha256: str = Field(description="of the original")


class RegionRef(Schema):
    code: str
    name: str
    full_name: str


class SnippetOut(Schema):
    section: str = Field(description="path of the section, “0” in the preamble")
    section_id: str | None = Field(description="its id, null in the preamble")
    heading: str
    start: int = Field(description="offset of the snippet in the report's text, in characters")
    end: int
    text: str
    hits: list[tuple[int, int]] = Field(description="[start, end) of each hit in the snippet's text")


class ReportSummary(Schema):
    id: str = Field(
        description="the first twelve hex digits of the original's SHA-256, of which it never changes"
    )
    title: str
    url: str
    region: RegionRef | None
    year: int | None
    published: date | None
    issuer: str
    sample: bool = Field(description="invented, to show the archive at work; no report of any government")


class Result(ReportSummary):
    score: float
    exact: bool = Field(description="every term stands in the report as typed")
    hit_count: int
    snippets: list[SnippetOut]


class FacetOut(Schema):
    value: str
    label: str
    count: int = Field(description="reports this value would give, the facet's own filter left aside")


class ReportList(Schema):
    count: int
    exact_count: int
    page: int
    page_size: int
    description: str = Field(description="what is shown, as a sentence")
    results: list[Result]
    facets: dict[str, list[FacetOut]]
    notices: list[str] = Field(description="what the reader should know, e.g. a query taken literally")


class SectionOut(Schema):
    id: str = Field(description="made of its heading; the anchor on the report's page; lasts")
    path: str
    level: int
    marker: str
    heading: str
    start: int
    end: int
    role: str | None = Field(description="the first of `roles`")
    roles: list[str] = Field(
        description="several where the heading announces several contents, the larger first"
    )
    topics: list[str]


class MetricOut(Schema):
    id: str = Field(description="made of the words around it; the anchor on the report's page; lasts")
    text: str
    start: int
    end: int
    figure: str
    figure_start: int
    value: str = Field(description="decimal, as a string so that nothing is rounded")
    value_high: str | None
    unit: str | None
    approx: bool
    bound: Literal["min", "max"] | None
    subject: str
    section: str
    indicator: str | None
    year: int | None
    per: str | None
    planned: bool
    negated: bool


class FlagOut(Schema):
    kind: str
    start: int | None
    end: int | None
    note: str


class SourceOut(Schema):
    name: str
    sha256: str
    media_type: str
    size: int
    url: str
    download: str


class ChecklistOut(Schema):
    item: str
    present: bool
    start: int | None = Field(description="place of the words that show it")
    end: int | None


class TimelinessOut(Schema):
    due: date | None = Field(description="the day before which the report was to be public")
    status: Literal["on_time", "late", "unknown"]


class RulesOut(Schema):
    id: str
    name: str
    clause: str
    binding: bool = Field(description="false for a report on a year before there was a rule")


class HintOut(Schema):
    kind: Literal[
        "parts_exceed_total",
        "sum_differs",
        "part_exceeds_whole",
        "rate_differs_from_counts",
        "rate_over_100",
        "leftover_year",
        "same_as_last_year",
        "out_of_range",
    ]
    sentence: str = Field(description="what is remarked on, in Chinese")
    spans: list[tuple[int, int]] = Field(description="[start, end) of the words it rests on")


class ReuseSource(Schema):
    report: str = Field(description="its id")
    share: float = Field(description="sentences that stand in it, exact or masked, of all that were compared")
    sentences: int
    relation: Literal["own_town", "other_town"]
    direction: Literal["earlier", "later", "unknown"] = Field(
        description="whether it was public before this report; unknown without both dates, or on one day"
    )


class ReuseOut(Schema):
    """Sentences that stand in other published reports too, as a machine finds them; shares from 0 to 1 of all sentences
    long enough to be compared. Reports of the own town count on earlier years alone. The same is not yet copied."""

    share: float = Field(description="word for word, formulas left aside")
    masked_share: float = Field(description="the same with figures and place names masked; includes `share`")
    formula_share: float = Field(description="formulas: sentences that many issuers use")
    sources: list[ReuseSource] = Field(description="those with most sentences first, at most 200")


class ReportOut(ReportSummary):
    """A report with everything read out of it; offsets index the text at ``/reports/{id}/text``."""

    status: Literal["published", "superseded"]
    title_derived: bool
    genre: str
    signed: date | None
    index_no: str
    doc_no: str
    region_confidence: float
    parser_version: str
    evidence: dict[str, Any]
    source: SourceOut
    sections: list[SectionOut]
    items: list[dict[str, Any]]
    metrics: list[MetricOut]
    flags: list[FlagOut]
    checklist: list[ChecklistOut] = Field(description="the five required contents, as a machine finds them")
    rules: RulesOut = Field(description="what the report was held against")
    timeliness: TimelinessOut
    hints: list[HintOut] = Field(
        description="what does not seem to add up, as a machine finds it; no verdicts"
    )
    reuse: ReuseOut


class RegionOut(RegionRef):
    level: str
    parent: str | None
    report_count: int = Field(description="published reports of this unit and all below it")


class RegionDetail(RegionOut):
    path: list[RegionRef]
    children: list[RegionOut] = Field(description="units directly below that have reports")


class RegionList(Schema):
    count: int
    page: int
    page_size: int
    results: list[RegionOut]


class TopicOut(Schema):
    slug: str
    name: str
    report_count: int


class IndicatorOut(Schema):
    slug: str
    name: str
    family: str = Field(
        description="kind of unit: count, people, rate or money; unlike kinds are never one series"
    )
    stock_or_flow: Literal["stock", "flow"] = Field(
        description="stock (存量): how many there are at a date; flow (流量): how many came about over the year"
    )
    definition: str = Field(description="what is counted")
    caveat: str = Field(description="what it is easily mistaken for, overlaps with, or can't be added to")
    report_count: int


class IndicatorValue(MetricOut):
    sentence: str = Field(description="the sentence the figure stands in")
    sentence_start: int = Field(description="where that sentence begins in the report's text")
    url: str = Field(description="the figure's place on the report's page")
    report: ReportSummary


class IndicatorValues(Schema):
    indicator: IndicatorOut
    count: int
    page: int
    page_size: int
    results: list[IndicatorValue]


class FigureRowOut(Schema):
    indicator: str
    unit: str | None
    per: str | None
    planned: bool
    cells: list[list[MetricOut]] = Field(description="a cell a report; empty means not found, never zero")


class PartRowOut(Schema):
    key: str = Field(description="role or topic")
    cells: list[list[str]] = Field(description='paths of the sections, a cell a report; "0" for the preamble')


class Comparison(Schema):
    reports: list[ReportSummary]
    figures: list[FigureRowOut]
    by_role: list[PartRowOut]
    by_topic: list[PartRowOut]


class PhraseCell(Schema):
    year: int | None
    region: str | None = Field(description="code of a place of the level asked for; null by year")
    occurrences: int
    reports: int = Field(description="reports that have the phrase")


class FirstReport(Schema):
    report: str
    year: int
    url: str


class PhraseFrequency(Schema):
    q: str
    occurrences: int
    reports: int
    first: FirstReport | None = Field(description="the earliest year's first report that has it")
    cells: list[PhraseCell]


class HeldCell(Schema):
    year: int | None
    region: str | None
    reports: int = Field(description="reports held")
    characters: int = Field(description="characters read in them")
    bodies: int = Field(description="townships that exist there today")


class Frequencies(Schema):
    phrases: list[PhraseFrequency]
    held: list[HeldCell]
    left_out: int = Field(description="characters of formulas that were not counted in")


class WordReports(Schema):
    word: str
    reports: int


class LikeWords(Schema):
    begun: list[WordReports] = Field(
        description="words and phrases that it begins, or whose initials in pinyin it is"
    )
    near: list[WordReports] = Field(
        description="where no report has it: what sounds like it or is one slip away"
    )


class PhraseLine(Schema):
    report: str
    url: str
    year: int | None
    region: str | None
    left: str
    hit: str
    right: str
    start: int
    end: int
    same: int = Field(description="lines that are alike, this one included")


class PhraseLines(Schema):
    count: int = Field(description="lines, those that are alike as one when grouped")
    occurrences: int
    results: list[PhraseLine]
    next: str | None


class KeyWordOut(Schema):
    word: str
    count: int
    reference_count: int
    reports: int
    g2: float
    log_ratio: float


class Sizes(Schema):
    words: int
    reference_words: int


class KeyWords(Schema):
    results: list[KeyWordOut]
    sizes: Sizes


class CollocateOut(Schema):
    word: str
    count: int = Field(description="places beside the phrase that hold the word")
    total: int
    g2: float
    log_dice: float


class WordsBeside(Schema):
    results: list[CollocateOut]
    hits: int = Field(description="occurrences of the phrase")
    places: int = Field(description="words beside it")
    words: int = Field(description="words in all reports counted in")


class PanelRow(Schema):
    concept: str
    region: str | None
    year: int | None
    occurrences: int
    reports: int
    held: int
    characters: int


class ConceptPanel(Schema):
    rows: list[PanelRow]
