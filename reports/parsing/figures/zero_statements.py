"""Statements that something did not happen (零报告): 未发生“民转刑”案件 counts as 0 of them.

Only what a report could have counted is taken: rules (未经审核不得提交), aims (确保不发生) and the names of
honours (零犯罪社区, 无讼村) state nothing. A zero of something qualified (行政复议被撤销) is none of the thing itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .indicators import denied_indicator, may_be_denied, names_wholly
from .listed import items
from .zero_scope import WHOLE_OF, counted_of_the_whole, is_no_fact, of_the_whole

_OBJECT_END = (
    r"(?:案件|案|事故|事项|事件|纠纷|申请|诉讼|复议|上访|非访|信访|投诉|举报|情况|情形|现象|问题|规范性文件|行为|差错|"
    r"舆情|灾害|火灾|火情|伤亡|聚集|败诉|警情|公开|积案|行政决策|重大决策)件?"
)
#: What is denied goes on to the end of its clause, or to a word that begins another one.
_OBJECT = rf"(?:(?!且|同时)[^，,。；;！？\n：:]){{0,36}}{_OBJECT_END}"
_ENDED = r"(?=[，,。；;、）)！？\n]|$)"
_ZERO = re.compile(
    # One look at the first character spares trying the branches everywhere.
    r"(?=[未没无])(?:(?P<verb>未发生|没有发生|未曾发生|未再发生|未出现|没有出现|未产生|未收到|没有收到|未接到|未接收到|未受理|未办理|"
    r"(?:未|没有)(?=新?制定|新增|出台|制发|印发|发布|作出|做出))"
    r"(?P<thing>过?(?:任何)?(?P<one>(?:一|1)\s?(?P<unit>起|件|例|宗|次|份))?(?:有关|相关|涉及)?"
    rf"(?P<object>{_OBJECT})(?:的?发生)?)"
    r"|(?<![毫并若绝有暂])(?P<none>无)(?:(?P<none_thing>(?P<none_one>(?:一|1)\s?(?P<none_unit>起|件|例|宗|次))?"
    r"(?P<none_object>(?:行政|“?民转刑|重大|较大|群体性|越级|涉[法诉访]|刑事|依申请|重特大|集体|安全(?:生产)?事故|命案|"
    r"败诉|被?纠错|被?撤销|进京|赴[省京市]|规范性文件|复议|诉讼)"
    rf"[^，,。；;！？\n：:]{{0,30}}{_OBJECT_END}|败诉|被?纠错|被?撤销)(?:的?发生)?{_ENDED})"
    # 全年无肇事肇祸事件发生: whatever is said not to have happened.
    rf"|(?P<happened_thing>(?P<happened>(?![论法一1])[^，,。；;！？\n：:无]{{0,24}}?{_OBJECT_END})的?发生){_ENDED})"
    # 无一人重新犯罪, 没有一件转为诉讼: whatever is counted by one. 无一例外 is a word.
    r"|(?P<not_one>(?<![毫并若绝有暂])无|(?<!有)没有)(?P<not_one_thing>[一1]\s?(?P<not_one_unit>起|件|例|宗|次|份|人|名|户)"
    r"(?P<not_one_object>(?!外|不|知|一)[^，,。；;！？\n：:]{2,24}?)(?=[，,。；;！？\n]|$)))"
)
# 实现零事故、零上访: facts; in quotation marks slogans, before another noun (零犯罪社区) honours.
_NIL_THING = rf"零(?:(?!零)[^，,。；;、！？\n：:“”]){{0,8}}{_OBJECT_END}"
_NIL = re.compile(
    rf"(?:实现|保持|做到|达到)了?(?P<nils>{_NIL_THING}(?:[、和]{_NIL_THING}){{0,5}})(?=[，,。；;）)！？\n]|$)"
)
# 无一件合同不经过审查: denied twice it is said of all.
_TWICE = re.compile(r"不(?!合格|当|力|实|良)|未|没有")
# 没有行政诉讼案件, 零行政复议, 行政复议案件零发生.
_PLAINLY = re.compile(
    r"(?=[没未无零])(?P<figure>(?<![有毫])没有(?!发生|出现|收到|[一1])|未实施|未处以|未作出(?=行政处罚)|未被(?=提起|申请)|(?<![毫并若绝有暂])无(?![论法一1])|(?<=[年内镇乡道、度])零)"
    r"(?P<object>[^，,。；;：:！？\n零]{2,30}?)(?=[，,。；;！？\n]|、零|$)"
)
_NOT_HAPPENED = re.compile(
    r"(?=[零未没])(?P<figure>零(?=”?发生)|未发生|没有发生)(?:”?发生”?|过)?(?=[，,。；;！？\n]|$)"
)
_EVERY = re.compile(r"[均都]?为?“?$")
_LEAD = re.compile(rf"(?P<whole>{WHOLE_OF})(?:实现|保持|做到|达到)?了?")
#: The groups of what denies, what is denied and its unit in each form of :data:`_ZERO`.
_KINDS = (
    ("verb", "object", "unit"),
    ("none", "none_object", "none_unit"),
    ("none", "happened", "none_unit"),
    ("not_one", "not_one_object", "not_one_unit"),
)
_AFTER_OF = re.compile(r"\s?的(?!发生)")
#: What may follow a thing that is denied whole; 未发生行政复议维持以外的 denies a part of it.
_GOES_ON = re.compile(r"\s?(?:[，,。；;！？\n：:、）)”]|且|同时|并(?!案)|等|$)")
#: Words around what is denied that leave it whole.
_WHOLE_BEFORE = re.compile(
    r"(?:[一1]?[起件例宗次份项]|任何|有关|相关|涉及|涉?[本我该全][镇乡街县区村社][道区]?(?:政府)?|辖区内?|本(?:机关|单位|部门|年度)|镇政府|乡政府|"
    r"办事处|(?:以|针对|对|向)(?:[我本]?[镇乡街]道?(?:政府)?|办事处|本机关|本单位)(?:为|作为)?|作为|(?:被告|被申请人)|[涉][镇乡街]道?|"
    r"新的|新增|清理|报?备案?|新?(?:制定|出台|制发|印发|发布|发生|产生)|[作做]出|办理|受理|实施|立案|查处|全年|共|累计|收到|接到|提出|提起|被(?:申请|提起)|群众|公民|当事人|的|类|各类)+"
)
_WHOLE_AFTER = re.compile(
    r"(?:案件|案|事件|情况|情形|现象|问题|事项|申请|(?<!文)件|等|的|发生|数量?|总数|均|都)+$"
)
#: What was done with a thing, before it.
_DONE = re.compile(
    r"^(?:[我本全][镇乡街]道?|全年|今年|共|累计|开展|组织|举办|召开|办理|受理|收到|接到|实施|作出|发放|提出|出具|制定|报送|审查|已)+了?"
)
#: What is said of one of several things in a list by these is said of them all: 行政诉讼、复议败诉.
_QUALIFIED = re.compile(r"败诉|纠错|撤销|变更|被|违法|不当|引[发起]|超期|不力|[未不]")


@dataclass(frozen=True, slots=True)
class ZeroStatement:
    """``[start, end)`` the statement, ``[figure_start, figure_end)`` its words for zero, ``object_start`` what is denied.

    ``indicator`` is the series of what is denied, None where it is only a part of a series or of none.
    """

    start: int
    figure_start: int
    figure_end: int
    object_start: int
    object_end: int
    end: int
    unit: str | None
    indicator: str | None


def zero_statements(text: str) -> Iterator[ZeroStatement]:
    """Every zero statement of ``text`` in order, one for each series that it denies."""
    found = [*_denied(text), *_nils(text)]
    starts = {zero.figure_start for zero in found}
    found += [zero for zero in _plainly_denied(text) if zero.figure_start not in starts]
    yield from sorted(found, key=lambda zero: (zero.start, zero.object_start))


def _denied(text: str) -> Iterator[ZeroStatement]:
    for match in _ZERO.finditer(text):
        if is_no_fact(text, match.start()):
            continue
        if _AFTER_OF.match(text, match.end()):
            continue
        kind, thing, unit = next(names for names in _KINDS if match[names[0]] and match[names[1]])
        if kind == "not_one" and _TWICE.search(match[thing]):
            continue
        figure_end, (start, end) = match.end(kind), match.span(thing)
        whole = bool(_GOES_ON.match(text, match.end())) and of_the_whole(text, match.start(), match.end())
        series = _series(text[start:end]) if whole else []
        for low, high, indicator in series or [(0, end - start, None)]:
            yield ZeroStatement(
                match.start(),
                match.start(),
                figure_end,
                start + low,
                start + high,
                match.end() if start + high == end else start + high,
                match[unit],
                indicator,
            )


def _plainly_denied(text: str) -> Iterator[ZeroStatement]:
    """What is denied in words that as often say something else: told only where all of it is a series."""
    for match in _PLAINLY.finditer(text):
        if not is_no_fact(text, match.start()) and of_the_whole(text, match.start(), match.end()):
            yield from _each(text, match.start(), match.span("figure"), match.span("object"))
    for match in _NOT_HAPPENED.finditer(text):
        told = re.split(r"[，,。；;：:！？\n]", text[max(0, match.start() - 60) : match.start()])[-1]
        lead = _LEAD.match(told)
        whole, led = (lead.end("whole"), lead.end()) if lead else (0, 0)
        begin = match.start() - len(told)
        every = _EVERY.search(told)
        end = begin + (every.start() if every else len(told))
        if of_the_whole(text, begin + whole, match.end()):
            yield from _each(text, begin + led, match.span("figure"), (begin + led, end))


def _each(text: str, start: int, figure: tuple[int, int], told: tuple[int, int]) -> Iterator[ZeroStatement]:
    """A zero for each thing of ``told``, none where one of them is of no series."""
    denied = text[slice(*told)]
    series = _series(denied)
    if len(series) < len(items(denied)):
        return
    for low, high, indicator in series:
        first, last = told[0] + low, told[0] + high
        if first < figure[0]:
            yield ZeroStatement(first, figure[0], figure[1], first, last, figure[1], None, indicator)
        else:
            yield ZeroStatement(start, *figure, first, last, last, None, indicator)


def _series(denied: str) -> list[tuple[int, int, str | None]]:
    """The spans of ``denied`` that are things of a series, denied whole; one span of all where it is of one or none."""
    if plain := denied_indicator(_whole(denied)):
        return [(0, len(denied), plain)]
    spans = items(denied)
    found = [(low, high, denied_indicator(_whole(denied[low:high]))) for low, high in spans]
    if any(series is None and _QUALIFIED.search(denied[low:high]) for low, high, series in found):
        return []
    named = {series: (low, high, series) for low, high, series in reversed(found) if series}
    if len(named) < 2:
        return [(0, len(denied), next(iter(named)))] if named else []
    return sorted(named.values())


def zero_of(indicator: str, noun: str, before: str = "", after: str = "") -> str | None:
    """``indicator`` where none of ``noun`` (行政诉讼0件) is a zero of it, None where only of a part (败诉案件0件).

    ``before`` is the sentence up to the figure, which may say of which part (未采纳的意见0条, 上半年行政复议0件), and
    ``after`` the text behind it.
    """
    ahead = before[: before.rfind(noun)] if noun and noun in before else before
    if not counted_of_the_whole(ahead, after):
        return None
    denied = denied_indicator(_whole(noun))
    if denied is None and indicator not in may_be_denied() and not _QUALIFIED.search(noun):
        return indicator if names_wholly(indicator, _WHOLE_AFTER.sub("", _DONE.sub("", noun))) else None
    return indicator if denied == indicator else None


def is_whole(indicator: str, noun: str) -> bool:
    """Whether ``noun`` is, whole, what a statement that there was none of is a zero of ``indicator``."""
    return denied_indicator(_whole(noun)) == indicator


def _whole(words: str) -> str:
    """``words`` without blanks, quotation marks and what leaves the thing whole: 我镇行政复议案件 → 行政复议."""
    words = re.sub(r"[\s“”\"]", "", words)
    before = _WHOLE_BEFORE.match(words)
    return _WHOLE_AFTER.sub("", words[before.end() :] if before else words)


def _nils(text: str) -> Iterator[ZeroStatement]:
    """零事故 and 零上访 of 实现零事故、零上访."""
    for match in _NIL.finditer(text) if "零" in text else ():
        if is_no_fact(text, match.start()):
            continue
        for thing in re.finditer("零([^零]+?)(?=[、和]零|$)", match["nils"]):
            start = match.start("nils") + thing.start()
            end = match.start("nils") + thing.end()
            yield ZeroStatement(start, start, start + 1, start + 1, end, end, None, None)


def is_zero_words(figure: str) -> bool:
    """Whether ``figure``, as stored, is the verb of a zero statement (未发生, 无) rather than a numeral."""
    return figure[:1] in "未没无" and bool(figure)
