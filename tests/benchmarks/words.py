"""What the tools of words take: ``python -m tests.benchmarks.words SIZE`` prints JSON, times those of the processor.

Beside them, in the same run, what a concordancer does on a desk (AntConc and its like): texts held in memory, a regular
expression over each, every hit with its 20 characters on both sides, sorted by what stands behind. It has the texts ready
made and reads no report's own characters.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable
from time import perf_counter, process_time

from tests.benchmarks.archive import open_archive
from tests.benchmarks.ours import memory, quantiles

PHRASES = (
    "人民调解", "枫桥经验", "法治建设", "普法", "矛盾纠纷", "行政执法", "法律顾问", "村规民约",
    "公共法律服务", "主要负责人", "合法性审核", "信访", "权责清单", "法律明白人", "宪法宣传", "没有的话",
)  # fmt: skip
#: With PHRASES the sixty of a panel of twenty concepts.
MORE = (
    "有序", "公开", "案件", "规范", "排查", "人次", "班子", "主席团", "团委", "电信网络诈骗", "民法典", "安置帮教",
    "社区矫正对象", "诈骗", "公共法律服务站", "创建", "廉政", "局面", "化解纠纷", "乡村", "用法", "解决", "接待", "意见",
    "第一责任人职责", "干部", "承担", "专业", "彩礼", "山林", "县政府", "全局", "61%", "98%", "71%", "排查矛盾",
    "城关街道", "城西街道", "新城街道", "仁和镇", "有限公司", "古城街道", "旧城镇", "光明街道",
)  # fmt: skip
PROVINCES = ("33", "37", "44", "11", "51", "32", "42", "65")
YEARS = (2015, 2024)
SIDE = 20
#: Rounds that are measured.
ROUNDS = 3


def measure(size: int) -> dict[str, object]:
    """Each of :data:`PHRASES` and :data:`PROVINCES`, after one round that opens what is opened once."""
    open_archive(size)
    from reports.queries import words
    from reports.queries.lines import every_line, lines_at
    from reports.search import Criteria
    from reports.search.answer.results import warm_up
    from reports.search.engine import engine

    warm_up()
    everything = Criteria()
    corpus = words.texts(everything).corpus
    phrases = words.phrases_of(PHRASES, len(PHRASES))
    texts = [
        part.text[start:end].tobytes().decode("utf-16-le")
        for part in corpus.texts.parts
        for start, end in zip(part.starts.tolist(), part.ends.tolist(), strict=True)
    ]
    years, places = corpus.years.tolist(), (corpus.regions // 10**7).tolist()
    taken: dict[str, list[float]] = {}
    counts: dict[words.Phrase, object] = {}

    def time(name: str, work: Callable[..., object], *given: object) -> object:
        began = process_time()
        made = work(*given)
        taken.setdefault(name, []).append(1000 * (process_time() - began))
        return made

    def frequency(phrase: words.Phrase) -> object:
        return words.phrase_frequency(everything, [phrase], "province")

    def beside(phrase: words.Phrase) -> object:
        return words.words_beside(everything, phrase, window=5)

    def telling(region: str) -> object:
        return words.telling_words(Criteria(regions=(region,)), None)

    def table() -> object:
        return list(words.concept_panel(panel, concepts, "province"))

    def first_lines(phrase: words.Phrase) -> int:
        found, lines = words.phrase_lines(everything, phrase, "right")
        lines_at(found, lines, 0, 50)
        return len(lines)

    several = PHRASES + MORE
    concepts = {f"概念{number // 3}": several[number : number + 3] for number in range(0, len(several), 3)}
    panel = everything.change(year_from=YEARS[0], year_to=YEARS[1])
    for turn in range(1 + ROUNDS):
        if turn == 1:
            taken.clear()
        for phrase in phrases:
            time("frequency", frequency, phrase)
            counts[phrase] = time("lines", first_lines, phrase)
            time("collocates", beside, phrase)
        for region in PROVINCES:
            time("keyness", telling, region)
        for pk in range(1, 17):
            time("related", engine().related, pk, 5)
        time("panel", table)
    for phrase in phrases:
        time("frequency, by regular expression", _counted, texts, years, places, phrase.text)
        assert time("lines, by regular expression", _lines, texts, phrase.text) == counts[phrase]
    found, lines = words.phrase_lines(everything, phrases[0], "right")
    before, began, clock = memory()["own"], process_time(), perf_counter()
    count = sum(1 for _ in every_line(found, lines))
    worked, waited = process_time() - began, perf_counter() - clock
    return {
        "milliseconds": {name: quantiles(values) for name, values in taken.items()},
        "lines": {
            "count": count,
            "per_second": count / worked,
            "by_clock": count / waited,
            "more_mb": memory()["own"] - before,
        },
        "memory": memory(),
    }


def _counted(texts: list[str], years: list[int], places: list[int], phrase: str) -> Counter[tuple[int, int]]:
    counts: Counter[tuple[int, int]] = Counter()
    pattern = re.compile(re.escape(phrase))
    for text, year, place in zip(texts, years, places, strict=True):
        counts[year, place] += sum(1 for _ in pattern.finditer(text))
    return counts


def _lines(texts: list[str], phrase: str) -> int:
    pattern = re.compile(re.escape(phrase))
    lines = sorted(
        (text[hit.end() : hit.end() + SIDE], text[max(0, hit.start() - SIDE) : hit.start()], number)
        for number, text in enumerate(texts)
        for hit in pattern.finditer(text)
    )
    return len(lines)


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[-1]))))
