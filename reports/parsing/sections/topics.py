"""What each section is about (主题), with the words it rests on.

The text is read once for the words of :file:`vocab/topics.toml`, the longest at each place. A section is made of
passages: its heading, its items (一是 …) or else its paragraphs. Each passage has the topics its words speak most of,
those of its first sentence above all, and each sentence of a paragraph the one that it speaks most of; a section has
the topics of its heading and of passages that make up a fair share of it. A container (a section with numbered
subsections) whose heading only says which content of a report it is (主要举措和成效) has none; any other has its
subsections' main topics as well as its own.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from reports.text.stops import SEMICOLONS

from ..types import Item, ParsedReport, Section, TopicEvidence
from ..vocab import load
from .roles import announced

_STRONG, _WEAK = 2.0, 0.7
#: The first sentence of a passage says what it is about.
_LEAD = 2.5
_REPEAT = 0.5
#: Least score of a passage's topic, and least part of its best topic's score; the latter for a sentence.
_LEAST, _PART, _MOST = 4.0, 0.5, 0.9
#: Of decisions and contracts reports tell more than of the documents reviewed with them.
_BESIDE = {"normative_documents": 0.4}
#: Characters of a passage that says anything.
_SHORTEST = 5
#: Headings that name no subject, besides those that announce a content of a report (下一步打算).
_GENERIC = re.compile(
    r"(?:[主重总具]\w)?(?:履行职责|履职|常规|日常|亮点|特色|其他|重点)?(?:工作)?"
    r"(?:任务|内容|措施|要求|目标|事项|保障|安排|方面|亮点|特色|情况|做法|成绩|成效)?"
)
#: What ends a sentence of a paragraph.
_STOPS = re.compile(f"[。{SEMICOLONS}\n]")
_LINE_ENDS = re.compile("\n")
#: Least part of a section's passages, by length, that a topic must be spoken of in.
_SHARE = 0.15
_HEADING_LEAST = 1.4
#: Words that only name who takes part (组织平安办、司法所干部学习), what a meeting was for (针对执法、调解等问题现场办公),
#: or what is taken as examples (以邻里、土地纠纷等法律问题为切入点).
_IN_PASSING = re.compile(
    r"[办所队室心站科][、和及与][\u4e00-\u9fff、]{1,20}?[办所队室心站科]"
    r"(?=等|负责人|干部|人员|工作人员|参加|主要|分管|派|联合|牵头|[，,。；;])"
    r"|(?:针对|围绕|就)[^，,。；;、\n]{2,20}、[^，,。；;\n]{2,40}?等(?:问题|议题|难题)"
    r"|(?:以|把)[^，,。；;、\n]{2,20}、[^，,。；;\n]{2,60}?等[^，,。；;、\n]{0,10}(?:问题|知识|案例)[为作]"
)
#: The longest name of an organ.
_ORGAN = 10
#: Words given as evidence of one topic.
_EVIDENCE = 8
#: Spellings taken as one, in the vocabulary and the text; each as long as the other.
_SPELLINGS = (("（", "("), ("）", ")"), ("，", ","), ("“", '"'), ("”", '"'), ("；", ";"), ("：", ":"))

_Weights = tuple[tuple[str, float], ...]


class _Hit(NamedTuple):
    start: int
    end: int
    word: str
    weights: _Weights


@dataclass(frozen=True, slots=True)
class _Passage:
    start: int
    lead_end: int
    end: int


def _spelled(text: str) -> str:
    for written, taken in _SPELLINGS:
        text = text.replace(written, taken)
    return text


@cache
def _words() -> tuple[dict[str, _Weights], dict[str, tuple[int, ...]]]:
    """Word → what it weighs for which topics; a word's first two characters → lengths of such words, longest first."""
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for topic in load("topics")["topic"]:
        for kind, weight in (("weak", _WEAK), ("strong", _STRONG)):
            for word in topic[kind]:
                weights[_spelled(word)][topic["id"]] = weight
    for topic in load("topics")["topic"]:
        for word in topic["not"]:
            weights[_spelled(word)].pop(topic["id"], None)
    lengths: dict[str, set[int]] = defaultdict(set)
    for word in weights:
        lengths[word[:2]].add(len(word))
    return (
        {word: tuple(topics.items()) for word, topics in weights.items()},
        {prefix: tuple(sorted(found, reverse=True)) for prefix, found in lengths.items()},
    )


@cache
def _beginning() -> re.Pattern[str]:
    """Where a word may begin, by its first two characters: passes over two thirds of a text."""
    _, lengths = _words()
    first, second = (re.escape("".join(sorted({pair[at] for pair in lengths}))) for at in (0, 1))
    return re.compile(f"[{first}][{second}]")


def assign_topics(report: ParsedReport) -> ParsedReport:
    """Give each section its topics and their evidence."""
    if not report.sections:
        return report
    return replace(report, sections=tuple(_Reader(report).read()))


def find_words(text: str, start: int, end: int) -> list[_Hit]:
    """The vocabulary's words in ``text[start:end]``, the longest at each place, not overlapping, none named in passing."""
    words, lengths = _words()
    spelled = _spelled(text)
    begins = _beginning().search
    passing = [
        (found.start() - (_ORGAN if found[0][1] in "、和及与" else 0), found.end())
        for found in _IN_PASSING.finditer(text, start, end)
    ]
    hits: list[_Hit] = []
    at = start
    while found := begins(spelled, at, end):
        at = found.start()
        for length in lengths.get(found[0], ()):
            word = spelled[at : at + length]
            if word in words:
                hits.append(_Hit(at, at + length, word, words[word]))
                at += length
                break
        else:
            at += 1
    if passing:
        hits = [hit for hit in hits if not any(low <= hit.start and hit.end <= high for low, high in passing)]
    return hits


class _Reader:
    def __init__(self, report: ParsedReport) -> None:
        self.text = report.readable
        self.sections = report.sections
        self.year = report.year
        self.hits = find_words(self.text, report.sections[0].start, max(s.end for s in report.sections))
        self.places = [hit.start for hit in self.hits]
        self.items: dict[str, list[Item]] = defaultdict(list)
        for item in report.items:
            if item.depth == 1:
                self.items[item.section].append(item)
        self.parents = {section.path.rpartition(".")[0] for section in report.sections}

    def read(self) -> Iterator[Section]:
        """The sections with their topics, those spoken of most first."""
        found: dict[str, dict[str, float]] = {}
        for index in range(len(self.sections) - 1, -1, -1):
            section = self.sections[index]
            found[section.path] = self._topics_of(index, found)
        for section in self.sections:
            ranked = sorted(found[section.path].items(), key=lambda entry: -entry[1])
            names = tuple(topic for topic, _ in ranked)
            yield replace(section, topics=names, topic_evidence=tuple(self._evidence(section, names)))

    def _topics_of(self, index: int, found: dict[str, dict[str, float]]) -> dict[str, float]:
        """Topic → its part of the section (its heading's topics count as the whole)."""
        section = self.sections[index]
        heading = self._score(_Passage(section.heading_start, section.heading_end, section.heading_end), 1.0)
        named = {topic: 1.0 + score / 100 for topic, score in heading.items() if score >= _HEADING_LEAST}
        if section.path in self.parents:
            if not named and (announced(section.heading, self.year) or _GENERIC.fullmatch(section.heading)):
                return {}
            return named | self._of_subsections(index, found, named)
        shares = self._shares(list(self._passages(index)), _PART)
        if not self.items[section.path]:
            for topic, share in self._shares(list(self._sentences(index)), _MOST).items():
                shares[topic] = max(share, shares.get(topic, 0.0))
        chosen = {topic: share for topic, share in shares.items() if share >= _SHARE and topic not in named}
        return chosen | named or self._of_little(section)

    def _shares(self, passages: Sequence[_Passage], part: float) -> dict[str, float]:
        """Topic → the part of ``passages``, by length, that speaks of it."""
        size = sum(passage.end - passage.start for passage in passages) or 1
        shares: dict[str, float] = defaultdict(float)
        for passage in passages:
            for topic in self._chosen(passage, part):
                shares[topic] += (passage.end - passage.start) / size
        return shares

    def _of_little(self, section: Section) -> dict[str, float]:
        """The one topic of a section in whose few words none has enough of them."""
        scores = self._score(_Passage(section.heading_start, section.end, section.end), 1.0)
        ranked = sorted(scores, key=lambda topic: -scores[topic])
        if not ranked or scores[ranked[0]] < _HEADING_LEAST:
            return {}
        return {ranked[0]: _SHARE} if len(ranked) < 2 or scores[ranked[1]] < scores[ranked[0]] else {}

    def _of_subsections(
        self, index: int, found: dict[str, dict[str, float]], named: dict[str, float]
    ) -> dict[str, float]:
        section = self.sections[index]
        shares: dict[str, float] = defaultdict(float)
        for place in range(index + 1, len(self.sections)):
            child = self.sections[place]
            if child.start >= section.end:
                break
            if child.level == section.level + 1:
                for topic in found[child.path]:
                    shares[topic] += (child.end - child.start) / (section.end - section.start)
        return {topic: share for topic, share in shares.items() if share >= _SHARE and topic not in named}

    def _passages(self, index: int) -> Iterator[_Passage]:
        section = self.sections[index]
        start, end = self._bounds(index)
        cuts = [item.start for item in self.items[section.path]]
        return self._between([start, *(cuts or self._ends(_LINE_ENDS, start, end)), end])

    def _sentences(self, index: int) -> Iterator[_Passage]:
        start, end = self._bounds(index)
        return self._between([start, *self._ends(_STOPS, start, end), end])

    def _bounds(self, index: int) -> tuple[int, int]:
        """What a section says itself, above its subsections; a heading that is a whole sentence belongs to it."""
        section = self.sections[index]
        following = self.sections[index + 1].start if index + 1 < len(self.sections) else section.end
        whole = section.heading_end - section.heading_start > 30
        return section.heading_start if whole else section.heading_end, min(section.end, following)

    def _ends(self, marks: re.Pattern[str], start: int, end: int) -> list[int]:
        return [mark.end() for mark in marks.finditer(self.text, start + 1, end - 1)]

    def _between(self, bounds: Sequence[int]) -> Iterator[_Passage]:
        for left, right in pairwise(bounds):
            if right - left >= _SHORTEST:
                yield _Passage(left, self._lead_end(left, right), right)

    def _lead_end(self, start: int, end: int) -> int:
        ends = [at for mark in f"。{SEMICOLONS}" if (at := self.text.find(mark, start + 4, end)) >= 0]
        return min(ends, default=end)

    def _inside(self, start: int, end: int) -> Sequence[_Hit]:
        return self.hits[bisect_left(self.places, start) : bisect_left(self.places, end)]

    def _score(self, passage: _Passage, lead: float = _LEAD) -> dict[str, float]:
        scores: dict[str, float] = defaultdict(float)
        seen: dict[str, int] = defaultdict(int)
        for hit in self._inside(passage.start, passage.end):
            seen[hit.word] += 1
            times = (1.0, _REPEAT)[seen[hit.word] - 1] if seen[hit.word] <= 2 else 0.0
            place = lead if hit.start < passage.lead_end else 1.0
            for topic, weight in hit.weights:
                scores[topic] += weight * times * place
        return scores

    def _chosen(self, passage: _Passage, part: float) -> list[str]:
        scores = self._score(passage)
        best = max(scores.values(), default=0.0)
        return [
            topic
            for topic, score in scores.items()
            if score >= max(_LEAST, best * part * _BESIDE.get(topic, 1.0))
        ]

    def _evidence(self, section: Section, names: tuple[str, ...]) -> Iterator[TopicEvidence]:
        """For each topic its words in the section, in order, the strong ones if there are too many."""
        words: dict[str, list[tuple[float, int, int]]] = {name: [] for name in names}
        for hit in self._inside(section.heading_start, section.end) if names else ():
            for topic, weight in hit.weights:
                if topic in words and hit.end <= section.end:
                    words[topic].append((-weight, hit.start, hit.end))
        for name, found in words.items():
            for start, end in sorted((start, end) for _, start, end in sorted(found)[:_EVIDENCE]):
                yield TopicEvidence(name, start, end)
