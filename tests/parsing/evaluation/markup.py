"""The markup of the evaluation's reports: a text with its annotation in it, so that no offset is ever typed.

A file is a head of ``key: value`` lines, a line ``===``, and the text with marks:

    §2r ach publ,serv§（二）…   a section begins: level, kind of heading (line, run_in, inline, body), role, topics;
                                ``2r?`` may be read as a section or not; roles after ``/`` are accepted too
    {受理来信[1400余]件/书|x/y;plan;b=min}
                                a metric: figure in [], its unit up to / or the end, indicator x (also accepted: y, ``-``
                                for none); then flags: plan, neg, skip (accepted, not wanted), v= value, u= unit,
                                b= bound, per=
    «十四五|n»                  no metric; why: d date, f fixed expression, l law, n name, p telephone, o ordinal;
                                ``?`` for what may be read as one or not
    ‹…›  ‹m …›                  page furniture; a line of metadata
    ⟪…⟫                         injected text
    ⁅…⁆                         said twice: whatever is read here is neither wanted nor wrong
    ‖                           the body ends here

``read`` gives the text without marks and the annotation as JSON-like objects whose offsets index that text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

ROLES = {
    "ach": "achievements",
    "prob": "problems",
    "resp": "responsibility",
    "plan": "plan",
    "oth": "other",
    "over": "overview",
    "*": "*",
}
TOPICS = {
    "lead": "leadership",
    "func": "government_functions",
    "norm": "normative_documents",
    "deci": "decision_making",
    "enf": "enforcement",
    "emer": "emergency",
    "disp": "disputes",
    "supv": "supervision",
    "digi": "digital",
    "publ": "publicity",
    "serv": "legal_services",
    "cap": "capacity",
}
HEADINGS = {"l": "line", "r": "run_in", "i": "inline", "b": "body"}
REASONS = {
    "d": "date or period",
    "f": "fixed expression",
    "l": "law or document",
    "n": "name",
    "p": "telephone number",
    "o": "ordinal marker of a heading",
}
_CLOSES = {"{": "}", "«": "»", "‹": "›", "⟪": "⟫", "⁅": "⁆"}
_MARKER = re.compile(
    r"第[一二三四五六七八九十]+部分|[（(]\s*[一二三四五六七八九十\d]+\s*[）)]|[一二三四五六七八九十]+\s*、|\d+(?:\.\d+)*[.、．]?"
)
_MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


@dataclass
class _Open:
    kind: str
    start: int
    attributes: str | None = None
    figure: list[int] = field(default_factory=list)
    unit_end: int | None = None


def read(path: Path) -> tuple[str, dict[str, Any]]:
    """The text and the annotation of a marked file; raises ValueError where the marks don't close."""
    head, marked = path.read_text("utf-8").split("\n===\n", 1)
    fields = dict(line.split(": ", 1) for line in head.split("\n") if line.strip())
    gold: dict[str, Any] = {
        key: fields.get(key)
        for key in ("title", "title_derived", "published", "signed", "issuer", "index_no", "doc_no")
    }
    gold |= {
        "file": path.name,
        "year": int(fields["year"]),
        "genre": fields.get("genre", "annual_report"),
        "region": {"township_code": fields.get("code")},
        **{key: [] for key in ("sections", "metrics", "not_metrics", "chrome_spans", "flags", "optional")},
    }
    text = _Reader(path.name, marked, gold).read()
    _close_sections(gold, text)
    return text, gold


class _Reader:
    """One pass over the marked text: copies characters, notes spans as they close."""

    def __init__(self, name: str, marked: str, gold: dict[str, Any]) -> None:
        self.name, self.marked, self.gold = name, marked, gold
        self.out: list[str] = []
        self.open: list[_Open] = []

    def read(self) -> str:
        position = 0
        while position < len(self.marked):
            position = self._step(position)
        if self.open:
            raise ValueError(f"{self.name}: {self.open[-1].kind} is not closed")
        text = "".join(self.out)
        self.gold.setdefault("body_end", len(text))
        for spans in (self.gold["metrics"], self.gold["not_metrics"]):
            spans.sort(key=lambda span: span["start"])
        return text

    def _step(self, position: int) -> int:
        """Handle the character at ``position``; gives the next position."""
        char, here = self.marked[position], len(self.out)
        top = self.open[-1] if self.open else None
        if char == "§":
            end = self.marked.index("§", position + 1)
            self._section(self.marked[position + 1 : end], here)
            return end + 1
        if char == "‖":
            self.gold["body_end"] = here
        elif char in _CLOSES:
            self.open.append(_Open(char, here))
            if char == "‹" and self.marked.startswith("m ", position + 1):
                self.open[-1].attributes = "m"
                return position + 3
        elif top and char == _CLOSES[top.kind]:
            self._close(self.open.pop(), here)
        elif top and char == "|" and top.kind in "{«":
            end = self.marked.index(_CLOSES[top.kind], position)
            top.attributes = self.marked[position + 1 : end]
            return end
        elif top and top.kind == "{" and char in "[]":
            top.figure.append(here)
        elif top and top.kind == "{" and char == "/" and len(top.figure) == 2:
            top.unit_end = here
        else:
            self.out.append(char)
        return position + 1

    def _section(self, attributes: str, start: int) -> None:
        shape, roles, *topics = attributes.split()
        role, *others = (ROLES[name] for name in re.split("[/,]", roles))
        section = {
            "level": int(shape[0]),
            "start": start,
            "heading_kind": HEADINGS[shape[1]],
            "role": role,
            "topics": [TOPICS[name] for name in topics[0].split(",") if name != "-"] if topics else None,
        }
        if others:
            section["role_alt"] = others
        if shape.endswith("?"):
            section["optional"] = True
        self.gold["sections"].append(section)

    def _close(self, span: _Open, end: int) -> None:
        text = "".join(self.out[span.start : end])
        where = {"text": text, "start": span.start}
        if span.kind == "{":
            self._metric(span, end, text)
        elif span.kind == "«" and span.attributes == "?":
            self.gold["optional"].append({"start": span.start, "end": end})
        elif span.kind == "«":
            self.gold["not_metrics"].append(where | {"why": REASONS[span.attributes or "f"]})
        elif span.kind == "⟪":
            self.gold["flags"].append(where | {"kind": "injected_text", "end": end})
        elif span.kind == "⁅":
            self.gold["optional"].append({"start": span.start, "end": end})
        else:
            kind = "metadata" if span.attributes == "m" else "furniture"
            for line in re.finditer(r"[^\n]+", text):
                self.gold["chrome_spans"].append(
                    {"text": line.group(), "start": span.start + line.start(), "kind": kind}
                )

    def _metric(self, span: _Open, end: int, text: str) -> None:
        if len(span.figure) != 2 or span.attributes is None:
            raise ValueError(f"{self.name}: metric without a figure or an indicator: {text}")
        indicators, *flags = span.attributes.split(";")
        options = {name: value for name, _, value in (flag.partition("=") for flag in flags)}
        first, last = span.figure
        figure = "".join(self.out[first:last])
        unit = "".join(self.out[last : span.unit_end or end]).strip() or None
        indicator, *others = (name if name != "-" else None for name in re.split("[/,]", indicators))
        negated = "neg" in options
        if "skip" in options:
            self.gold["optional"].append({"start": span.start, "end": end})
            return
        value = "0" if negated else options.get("v") or _value(figure)
        if unit and unit[0] in "万亿" and len(unit) > 1:
            # Money is in 元: 3.2万元 is 32000.
            value, unit = str(Decimal(value) * _MAGNITUDES[unit[0]]), unit[1:]
        bound = (
            options.get("b")
            or ("max" if "近" in figure else None)
            or ("min" if re.search("[余多]|不[少低]于", figure) else None)
        )
        metric = {
            "text": text,
            "start": span.start,
            "end": end,
            "figure": figure,
            "figure_start": first,
            "value": value,
            "value_high": None,
            "unit": options.get("u", None if negated else unit),
            "approx": bound is not None or bool(re.search("[约近]", figure)) or text.endswith("左右"),
            "bound": bound,
            "section": "0",
            "indicator": indicator,
            "planned": "plan" in options,
            "negation": negated,
            "per": options.get("per"),
        }
        if others:
            metric["indicator_alt"] = others
        self.gold["metrics"].append(metric)


def _value(figure: str) -> str:
    """The value of a figure in digits with 万 and the like (1.5万余 → 15000); others need ``v=``."""
    found = re.fullmatch(r"(?:[约近]|不[少低]于)?([\d.,]+)\s*([百千万亿]?)\s*[余多]?", figure.strip())
    if not found:
        raise ValueError(f"give v= for the figure {figure!r}")
    return str(Decimal(found[1].replace(",", "")) * _MAGNITUDES.get(found[2], 1))


def _close_sections(gold: dict[str, Any], text: str) -> None:
    """Give every section its path, marker, heading and end, and every metric its section."""
    counts: list[int] = []
    sections = gold["sections"]
    for index, section in enumerate(sections):
        level = section["level"]
        counts = [*counts[:level], *[0] * (level - len(counts))]
        counts[-1] += 1
        section["path"] = ".".join(map(str, counts))
        rest = text[section["start"] :]
        found = _MARKER.match(rest)
        section["marker"] = found.group() if found else ""
        stop = {"line": "\n", "run_in": "。：:\n", "inline": " \n", "body": "。\n"}[section["heading_kind"]]
        line = rest[len(section["marker"]) :].lstrip(" 、")
        section["heading"] = re.split(f"[{stop}]", line, maxsplit=1)[0].strip()
        later = (other["start"] for other in sections[index + 1 :] if other["level"] <= level)
        section["end"] = next(later, gold["body_end"])
        if section["marker"]:
            gold["not_metrics"].append(
                {"text": section["marker"], "start": section["start"], "why": REASONS["o"]}
            )
    for metric in gold["metrics"]:
        before = [s for s in sections if s["start"] <= metric["figure_start"] and not s.get("optional")]
        if before:
            metric["section"] = before[-1]["path"]
    gold["not_metrics"].sort(key=lambda span: span["start"])
