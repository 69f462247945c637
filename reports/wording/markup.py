"""A set text as HTML. Everything of the report is escaped.

Anchors: ``s-3f9a1c20`` a section and ``m-8b02de41`` a figure, by their ids, which last (see :mod:`.quotations`);
``h-517`` the search mark at offset 517, ``c-517`` the compared sentence that begins there, ``x-517`` injected text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby

from .sentence import Counted, Sentence
from .typeset import BAR, Block, Run


@dataclass(frozen=True)
class Reader:
    """Whom the page speaks to beside the text: ``say`` puts a sentence into the language whose HTML tag is ``tag``."""

    say: Callable[[str], str] = str
    tag: str = "zh-CN"


CHINESE = Reader()
_TABLE = Sentence("表格")


#: What is pencilled beside a text (批注): an item of a list as HTML, by the offset it is about.
Note = tuple[int, str]


def blocks_html(blocks: Iterable[Block], reader: Reader = CHINESE, notes: Iterable[Note] = ()) -> str:
    """All blocks in order; page furniture is folded away, several lines of it together, as are the rows of a table.

    ``notes`` stand behind the paragraph or table they are about.
    """
    several = list(blocks)
    starts = [block.start for block in several]
    beside: dict[int, list[str]] = {}
    for place, note in notes:
        beside.setdefault(max(0, bisect_right(starts, place) - 1), []).append(note)
    parts = []
    for kind, group in groupby(enumerate(several), key=lambda one: one[1].kind):
        numbered = list(group)
        if kind == "furniture":
            html = _furniture_html([block for _, block in numbered], reader)
        elif kind == "row":
            # Rows of another width begin another table.
            tables = groupby((block for _, block in numbered), key=lambda row: row.text.count(BAR))
            html = "\n".join(_table_html(list(rows), reader) for _, rows in tables)
        else:
            parts += [
                _with_notes(_block_html(block, reader), beside.get(number, ()), reader)
                for number, block in numbered
            ]
            continue
        own = [note for number, _ in numbered for note in beside.get(number, ())]
        parts.append(_with_notes(html, own, reader))
    return "\n".join(parts)


def _with_notes(html: str, notes: Iterable[str], reader: Reader) -> str:
    items = "".join(notes)
    if not items:
        return html
    tag = "" if reader.tag == CHINESE.tag else f' lang="{reader.tag}"'
    return f'<div class="para">{html}<ul class="notes"{tag}>{items}</ul></div>'


def runs_html(runs: Iterable[Run], reader: Reader = CHINESE) -> str:
    """Runs as inline HTML: a figure is one link around its pieces, injected text is folded away."""
    return "".join(
        _injected_html(list(group), reader) if injected else _own_html(group, reader)
        for injected, group in groupby(runs, key=lambda run: run.injected)
    )


def injected_places(blocks: Iterable[Block]) -> list[int]:
    """The offsets behind ``x-`` where injected text is folded away, in order."""
    return [
        next(group).start
        for block in blocks
        if block.kind != "furniture"
        for runs in (block.lead, block.runs)
        for injected, group in groupby(runs, key=lambda run: run.injected)
        if injected
    ]


def _own_html(runs: Iterable[Run], reader: Reader) -> str:
    parts = []
    for key, group in groupby(runs, key=lambda run: run.figure.key if run.figure else None):
        pieces = list(group)
        figure = pieces[0].figure
        if key is None or figure is None:
            parts += [_piece_html(run, reader) + _shared_by(run, reader) for run in pieces]
            continue
        inner = "".join(_piece_html(run, reader) for run in pieces)
        anchor = f' id="m-{escape(key)}"' if pieces[0].first_of_figure else ""
        # A link cannot stand in a link.
        ends = "".join(_shared_by(run, reader) for run in pieces)
        others = "".join(_anchors([f"m-{other.key}", *other.others]) for other in pieces[0].also) + (
            _anchors(figure.others) if pieces[0].first_of_figure else ""
        )
        title = f' title="{escape(figure.label)}"' if figure.label else ""
        parts.append(f'{others}<a class="figure"{anchor} href="#f-{escape(key)}"{title}>{inner}</a>{ends}')
    return "".join(parts)


def marked_html(text: str, marks: Iterable[tuple[int, int]]) -> str:
    """``text`` with ``<mark>`` around the ranges ``marks`` (offsets into ``text``, disjoint, any order)."""
    parts, position = [], 0
    for start, end in sorted(marks):
        start = max(start, position)
        if start >= min(end, len(text)):
            continue
        parts.append(f"{escape(text[position:start])}<mark>{escape(text[start:end])}</mark>")
        position = end
    return "".join(parts) + escape(text[position:])


def _piece_html(run: Run, reader: Reader) -> str:
    inner = escape(run.text)
    if run.mark is not None:
        anchor = f' id="h-{run.mark}"' if run.first_of_mark else ""
        inner = f"<mark{anchor}>{inner}</mark>"
    if run.shared is not None:
        anchor = f' id="c-{run.start}"' if run.start == run.shared.start else ""
        look = "" if run.shared.kind == "own" else f' class="c-{run.shared.kind}"'
        if anchor or look:
            inner = f"<span{anchor}{look}>{inner}</span>"
    return inner


def _injected_html(runs: list[Run], reader: Reader) -> str:
    """Injected text behind a button that says how long it is; figures in it keep their anchors."""
    text = "".join(run.text for run in runs)
    start, size = runs[0].start, len("".join(text.split()))
    label = escape(reader.say(Counted("〔混入文字 %(n)s 字〕", n=size)))
    note = escape(reader.say(Sentence("原网页夹进来的外来文字，检索和统计都不算它：")))
    tag = "" if reader.tag == CHINESE.tag else f' lang="{reader.tag}"'
    figures = [one for run in runs if run.figure and run.first_of_figure for one in (run.figure, *run.also)]
    anchors = _anchors(name for one in figures for name in (f"m-{one.key}", *one.others))
    return (
        f'{anchors}<button type="button" class="injected" id="x-{start}" popovertarget="xt-{start}"{tag}>{label}</button>'
        f'<span class="meaning" id="xt-{start}" popover><span{tag}>{note}</span><del>{escape(text)}</del></span>'
    )


def _shared_by(run: Run, reader: Reader) -> str:
    """Behind the last piece of a sentence that others have: how many reports they are, leading to their list."""
    one = run.shared
    if one is None or not one.count or run.start + len(run.text) != one.end:
        return ""
    title = escape(reader.say(Counted("另见 %(n)s 篇", n=one.count)))
    # A word joiner: the number never begins a line.
    return f'&#8288;<sup><a class="shared-by" href="#w-{one.start}" title="{title}">{one.count}</a></sup>'


def _block_html(block: Block, reader: Reader) -> str:
    body = runs_html(block.runs, reader)
    if block.kind in ("title", "signature"):
        return f'<p class="{block.kind}-line">{body}</p>'
    if block.kind == "heading":
        return _heading_html(block, body, "")
    indent = f" d{min(block.depth, 3)}" if block.depth else ""
    name = f"{block.kind}{indent}"
    if not block.headings:
        return f'<p class="{name}">{body}</p>'
    return f'<div class="{name} led">{_heading_html(block, runs_html(block.lead, reader), " run-in")}{body}</div>'


def _heading_html(block: Block, inner: str, extra: str) -> str:
    main, *others = block.headings
    # The page's own title is h1.
    tag = f"h{min(main.level + 1, 6)}"
    anchors = _anchors([*main.others, *(one for other in others for one in (other.anchor, *other.others))])
    level = f"l{min(main.level, 4)}"
    return f'<{tag} id="{escape(main.anchor)}" class="{level}{extra}">{anchors}{inner}</{tag}>'


def _anchors(names: Iterable[str]) -> str:
    """Empty places: for what begins where something else does, and for addresses of before."""
    return "".join(f'<span id="{escape(name)}"></span>' for name in names)


def _furniture_html(blocks: list[Block], reader: Reader) -> str:
    lines = "".join(f"<p>{escape(block.text)}</p>" for block in blocks)
    summary = escape(reader.say(Counted("网页杂项（%(n)s 行，检索不含）", n=len(blocks))))
    tag = "" if reader.tag == CHINESE.tag else f' lang="{reader.tag}"'
    return f'<details class="furniture"><summary{tag}>{summary}</summary>{lines}</details>'


def _table_html(rows: list[Block], reader: Reader) -> str:
    """Rows of one width. The first is the head if it says no numbers and another does."""
    has_head = not _has_digits(rows[0]) and any(_has_digits(row) for row in rows)
    lines = []
    for number, row in enumerate(rows):
        tag = 'th scope="col"' if has_head and number == 0 else "td"
        cells = (runs_html(cell, reader) for cell in _cells(row.runs))
        lines.append("<tr>" + "".join(f"<{tag}>{cell}</{tag[:2]}>" for cell in cells) + "</tr>")
    inner = "\n".join(lines)
    label = escape(reader.say(_TABLE))
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{label}"><table>{inner}</table></div>'


def _has_digits(row: Block) -> bool:
    return any(character.isdigit() for character in row.text)


def _cells(runs: Iterable[Run]) -> list[list[Run]]:
    """The runs of each cell of a row, the bars between them left off."""
    cells: list[list[Run]] = [[]]
    for run in runs:
        position = run.start
        for number, piece in enumerate(run.text.split(BAR)):
            if number:
                cells.append([])
                position += len(BAR)
            if piece:
                first = number == 0
                cells[-1].append(
                    replace(
                        run,
                        start=position,
                        text=piece,
                        first_of_figure=first and run.first_of_figure,
                        first_of_mark=first and run.first_of_mark,
                        also=run.also if first else (),
                    )
                )
            position += len(piece)
    return cells
