"""One body's reports year by year (历年变化): sections kept, new and gone, plans announced again, plans answered.

A machine's reading. A plan beside sentences of the next report says that they speak of the same matter, not that it was
done; a plan without any says that none was found (未见), not that nothing was done.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from reports.parsing.halves import Halves
from reports.parsing.types import ParsedReport
from reports.text.numerals import NUMBER_WORD
from reports.text.sentences import SAME_FROM, fingerprint, sentences, template, without
from reports.text.stops import COLONS, COMMAS, SEMICOLONS

from ..compared_sentences import Print, prints_of
from .compare import Part
from .likeness import NEAR, likeness, pairs
from .word_diff import MOST_SECTIONS, MOST_SENTENCES, Text, lined_up, text_of

#: Two sections under different headings are one if at least this share of the smaller's sentences stands in both.
SAME_SECTION = 0.5
#: A sentence answers a plan when it has at least this share of the content of one of the plan's clauses. Content is
#: pairs of characters beside stock words, each weighing the more the fewer sentences of the two reports have it.
ANSWERS = 0.6
#: A pair that the next report nowhere has weighs half: it often only joins the end of a word to the next one's head.
NOWHERE = 0.5
#: Clauses with fewer pairs of content (推进各项工作) promise nothing that could be found again.
LEAST_CONTENT = 3
#: Of the sentences that answer a plan the best so many are shown.
MOST_ANSWERS = 2

#: Words that stand in every plan and every account and so tell of no matter.
STOCK = """
下一步 下一年 下一阶段 新的一年 今后 明年 来年 今年 全年 年度 一年来 本年 上年 继续 进一步 不断 持续
切实 扎实 认真 积极 主动 深入 全面 全力 大力 着力 严格 有效 充分 及时 定期 加强 加大 加快 推进 推动 促进
提升 提高 强化 完善 健全 落实 做好 抓好 开展 实施 组织 深化 优化 巩固 拓展 坚持 围绕 按照 根据 结合 通过
确保 保障 力度 水平 能力 质效 成效 实效 效率 质量 工作 任务 措施 机制 体系 各项 各类 相关 有关 情况 方面
重点 为主 基础 作用 法治政府 法治 依法 政府 我镇 我乡 我街道 新建 建成 建立 镇级 村级 县级 一处 一个
一批 一支 一次 一年 若干 本镇 本乡 本街道 全镇 全乡 全街道 镇党委 乡党委 街道党工委 党委 将要 将以 力争
争取 努力 打算 计划 安排 要求 进行 形成 营造 法治政府建设 法治建设 队伍建设 发挥 利用 一律 以上
氛围 局面 格局 良好 浓厚 有力 提供 齐抓共管 获得感 幸福感 安全感 满意度 责任感 使命感 政治站位 高质量发展 经济社会发展
尊法学法守法用法 办事依法 遇事找法 解决问题用法 化解矛盾靠法 法治保障 法治环境 法治氛围 法治思维 法治方式 落到实处
""".split()  # noqa: SIM905 — a table of words reads better so

_STOCK = re.compile("|".join(sorted(STOCK, key=lambda word: (-len(word), word))))
_CLAUSE_END = re.compile(f"[{COMMAS}{SEMICOLONS}。{COLONS}]")
# Function characters part content as punctuation does.
_CONTENT = re.compile(r"[一-鿿㐀-䶿a-z]+")
_FUNCTION = re.compile(r"[的了和与及或在把被将并等其也都更]")
#: 一是, （二）, 3.: they count, they say nothing.
_ORDINAL = re.compile(rf"^[（(]?(?:第?{NUMBER_WORD}(?:[是要、，）)]|$)|\d{{1,2}}[.．、）)](?!\d))[、，,]?\s*")
#: 重点做好以下工作： announces what follows.
_ANNOUNCES = re.compile(r"[：:]$|(?:以下|如下)(?:几?个?方面)?(?:的?工作)?[：:。]?$")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence at ``[start, end)`` of its report's text, in the section ``path`` ("0" before the first).

    ``role`` is its section's, "" for none; in a section of several the one that the sentence has. ``key`` is what tells
    it from others: its fingerprint without an ordinal at its head.
    """

    path: str
    start: int
    end: int
    text: str
    key: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class SectionPair:
    """A section and the one it was, None on the side where there is none.

    ``kind``: "new", "gone", "same" (kept word for word), "figures" (only figures differ), "changed". Of the ``total``
    comparable sentences of the later section ``kept`` stood anywhere in the earlier report already.
    """

    earlier: Part | None
    later: Part | None
    kind: str
    kept: int
    total: int


@dataclass(frozen=True, slots=True)
class Repeated:
    """A plan announced again: ``kind`` "same" word for word, "figures" but for figures, "near" nearly so."""

    earlier: Said
    later: Said
    kind: str


@dataclass(frozen=True, slots=True)
class Answer:
    """``share`` is how much of the content of the best fitting clause of the plan the sentence has, 0–1."""

    said: Said
    share: float


@dataclass(frozen=True, slots=True)
class Promise:
    """A sentence of a plan with the sentences of the next report on the same matter, the best first."""

    plan: Said
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Change:
    """From one year held to the next one held.

    Of the ``total`` comparable sentences of the later report ``kept`` stand in the earlier too, word for word or but for
    figures and names of places. ``promises`` is None where the years do not follow one another: the report that would
    answer is not held. It is empty where no plan was found. Of texts that are ``too_long`` nothing else is said.
    """

    earlier: int
    later: int
    kept: int = 0
    total: int = 0
    sections: tuple[SectionPair, ...] = ()
    repeated: tuple[Repeated, ...] = ()
    promises: tuple[Promise, ...] | None = None
    too_long: bool = False


def changes(readings: Mapping[int, Reading]) -> list[Change]:
    """Year → report; each change from a year to the next that there is, in order of time."""
    return [change(one, readings[one], other, readings[other]) for one, other in pairwise(sorted(readings))]


def change(earlier_year: int, earlier: Reading, later_year: int, later: Reading) -> Change:
    """From one report to another of a later year."""
    if _too_long(earlier, later):
        return Change(earlier_year, later_year, too_long=True)
    return Change(
        earlier_year,
        later_year,
        *_kept((one for part in later.compared for one in part), _standing(earlier)),
        tuple(section_pairs(earlier, later)),
        tuple(repeated_plans(earlier, later)),
        tuple(promises(earlier, later)) if later_year == earlier_year + 1 else None,
    )


def _too_long(*readings: Reading) -> bool:
    parts = sum(len(one.parts) for one in readings)
    return parts > MOST_SECTIONS or sum(len(said) for one in readings for said in one.said) > MOST_SENTENCES


@dataclass(frozen=True)
class Reading:
    """A report taken apart once for all comparisons: the sentences of each of its parts, and the comparable of these."""

    parts: Sequence[Part]
    said: tuple[tuple[Said, ...], ...]
    compared: tuple[tuple[Print, ...], ...]
    #: Headings that say something without any text below them.
    headings: tuple[Said, ...] = ()

    def of(self, wanted: Callable[[str], bool]) -> list[Said]:
        """The sentences of the wanted roles, in order."""
        return [one for said in self.said for one in said if wanted(one.role)]


def reading_of(report: ParsedReport) -> Reading:
    return read(text_of(report), prints_of(report).sentences)


def read(text: Text, compared: Sequence[Print] = ()) -> Reading:
    """The sentences outside of what is hidden; ``compared`` are those of the whole text that count, in order."""
    said = tuple(tuple(_said(text, part)) for part in text.parts)
    # A long heading is a sentence too: it stands before its section's own text, behind that of the one before.
    ends = [part.own[-1][1] for part in text.parts]
    parts: list[list[Print]] = [[] for _ in text.parts]
    for one in compared:
        parts[min(bisect_right(ends, one.start), len(parts) - 1)].append(one)
    return Reading(text.parts, said, tuple(map(tuple, parts)), tuple(_headings(text, said)))


def _headings(text: Text, said: Sequence[Sequence[Said]]) -> Iterator[Said]:
    """（二）组织一次领导干部学法考试: headings with nothing below them that have content beside stock words."""
    above = {part.path[:at] for part in text.parts for at, sign in enumerate(part.path) if sign == "."}
    for part, below in zip(text.parts, said, strict=True):
        if below or not part.own or part.path in above or len(content(part.title)) < LEAST_CONTENT:
            continue
        end = part.own[0][0]
        start = text.text.rfind(part.title, 0, end)
        if start < 0:
            # The marker stands apart from the heading.
            start = text.text.rfind("\n", 0, max(0, end - 1)) + 1
        shown = text.text[start:end].rstrip()
        role = part.roles[0] if part.roles else ""
        yield Said(part.path, start, start + len(shown), shown, fingerprint(_bare(shown)), role)


def _said(text: Text, part: Part) -> Iterator[Said]:
    for start, end in part.own:
        halves = Halves(text.text, start, end, part.roles, text.year)
        for first, last in without(text.hidden, start, end):
            for one in sentences(text.text, first, last):
                key = fingerprint(_bare(one.text))
                yield Said(part.path, one.start, one.end, one.text, key, halves.at(one.start))


def section_pairs(earlier: Reading, later: Reading) -> list[SectionPair]:
    """Sections in the order of the later, what is gone where it stood; of a new or gone one not its subsections.

    Sections without sentences of their own are told of only where they are new or gone.
    """
    matched = _with_kept_texts(list(lined_up(earlier.parts, later.parts)), earlier.compared, later.compared)
    standing = _standing(earlier)
    pairs_found: list[SectionPair] = []
    for old, new in matched:
        before = earlier.parts[old] if old is not None else None
        if new is None:
            pairs_found.append(SectionPair(before, None, "gone", 0, 0))
            continue
        kind = "new" if old is None else _kind(earlier.said[old], later.said[new])
        kept = _kept(later.compared[new], standing)
        pairs_found.append(SectionPair(before, later.parts[new], kind, *kept))
    topmost = _topmost(pairs_found)
    return [pair for pair in pairs_found if _told(pair) and pair in topmost]


def _with_kept_texts(
    matched: list[tuple[int | None, int | None]],
    before: Sequence[Sequence[Print]],
    after: Sequence[Sequence[Print]],
) -> list[tuple[int | None, int | None]]:
    """The pairs, those joined whose headings differ and whose sentences are the same but for figures and names."""
    old_prints = {
        old: {one.masked for one in before[old]} for old, new in matched if new is None and old is not None
    }
    joined: dict[int, int] = {}
    for old, new in matched:
        if old is not None or new is None:
            continue
        own = {one.masked for one in after[new]}
        shares = [
            (len(own & other) / min(len(own), len(other)), -place)
            for place, other in old_prints.items()
            if own and other and place not in joined.values()
        ]
        share, place = max(shares, default=(0.0, 0))
        if share >= SAME_SECTION:
            joined[new] = -place
    taken = set(joined.values())
    return [
        (joined.get(new, old) if new is not None else old, new)
        for old, new in matched
        if not (new is None and old in taken)
    ]


def _bare(sentence: str) -> str:
    return _ORDINAL.sub("", sentence)


def _standing(report: Reading) -> frozenset[int]:
    """The masked hashes of all comparable sentences of a report."""
    return frozenset(one.masked for part in report.compared for one in part)


def _kept(own: Iterable[Print], standing: Collection[int]) -> tuple[int, int]:
    """How many of these sentences stand among those, and how many they are."""
    found = [one.masked in standing for one in own]
    return sum(found), len(found)


def _kind(before: Sequence[Said], after: Sequence[Said]) -> str:
    # Joined: it makes no difference where their lines end.
    for kind, key in (("same", fingerprint), ("figures", template)):
        if "".join(key(one.text) for one in before) == "".join(key(one.text) for one in after):
            return kind
    return "changed"


def _topmost(found: Sequence[SectionPair]) -> list[SectionPair]:
    new = [pair.later for pair in found if pair.kind == "new" and pair.later]
    gone = [pair.earlier for pair in found if pair.kind == "gone" and pair.earlier]
    return [
        pair
        for pair in found
        if not (pair.kind == "new" and any(one.above(pair.later) for one in new if pair.later))
        and not (pair.kind == "gone" and any(one.above(pair.earlier) for one in gone if pair.earlier))
    ]


def _told(pair: SectionPair) -> bool:
    """What stands before the first section is no section, and a bare heading that stays is no news."""
    part = pair.later or pair.earlier
    if part is None or not part.title:
        return False
    return pair.kind in ("new", "gone") or pair.total > 0


def plan_sentences(report: Reading) -> list[Said]:
    """The statements of sections on what is planned (下一年度安排), headings without text too, in order, each once."""
    found: dict[str, Said] = {}
    sentences = [
        one
        for one in report.of(lambda role: role == "plan")
        if len(one.key) >= SAME_FROM and not _ANNOUNCES.search(one.text)
    ]
    headings = [one for one in report.headings if one.role == "plan"]
    for one in sorted([*sentences, *headings], key=lambda one: one.start):
        found.setdefault(one.key, one)
    return list(found.values())


def repeated_plans(earlier: Reading, later: Reading) -> list[Repeated]:
    """Each statement of the later plan that the earlier has too, with the likest of the earlier."""
    before = [(one, template(_bare(one.text))) for one in plan_sentences(earlier)]
    grams = [pairs(masked) for _, masked in before]
    found = []
    for one in plan_sentences(later):
        masked = template(_bare(one.text))
        own = pairs(masked)
        scored = [
            (3.0 if other.key == one.key else 2.0 if pattern == masked else likeness(own, gram), -place)
            for place, ((other, pattern), gram) in enumerate(zip(before, grams, strict=True))
        ]
        score, place = max(scored, default=(0.0, 0))
        if score >= NEAR:
            kind = "same" if score == 3.0 else "figures" if score == 2.0 else "near"
            found.append(Repeated(before[-place][0], one, kind))
    return found


def content(clause: str) -> frozenset[str]:
    """The pairs of neighbouring characters of a clause, :data:`STOCK` words, function words and numbers left out."""
    bare = _STOCK.sub(" ", _bare(clause.strip().lower()))
    runs = _CONTENT.findall(_FUNCTION.sub(" ", bare))
    return frozenset(run[place : place + 2] for run in runs for place in range(len(run) - 1))


def promises(earlier: Reading, later: Reading) -> list[Promise]:
    """Each statement of the earlier plan with what the later report says on the same matter.

    Not looked at are the later's own plan and what it finds lacking: neither tells what was done.
    """
    plans = plan_sentences(earlier)
    done = later.of(lambda role: role not in ("plan", "problems"))
    said = [one for one in done if len(one.key) >= SAME_FROM]
    grams = [content(one.text) for one in said]
    where: defaultdict[str, list[int]] = defaultdict(list)
    for place, own in enumerate(grams):
        for gram in own:
            where[gram].append(place)
    count = len(said) + len(plans)
    often = Counter(gram for own in [*grams, *(content(one.text) for one in plans)] for gram in own)
    weight = {
        gram: log(1 + count / times) * (1 if gram in where else NOWHERE) for gram, times in often.items()
    }
    return [Promise(plan, _answers(plan, said, where, weight)) for plan in plans]


def _answers(
    plan: Said, said: Sequence[Said], where: Mapping[str, Sequence[int]], weight: Mapping[str, float]
) -> tuple[Answer, ...]:
    best: dict[int, float] = {}
    for clause in _clauses(plan.text):
        own = [gram for gram in content(clause) if gram in weight]
        if len(own) < LEAST_CONTENT:
            continue
        whole = sum(weight[gram] for gram in own)
        common: defaultdict[int, float] = defaultdict(float)
        for gram in own:
            for place in where.get(gram, ()):
                common[place] += weight[gram]
        for place, found in common.items():
            best[place] = max(best.get(place, 0.0), found / whole)
    good = sorted((-share, place) for place, share in best.items() if share >= ANSWERS)
    return tuple(Answer(said[place], round(-share, 3)) for share, place in good[:MOST_ANSWERS])


def _clauses(sentence: str) -> list[str]:
    return [*dict.fromkeys([sentence, *_CLAUSE_END.split(sentence)])]
