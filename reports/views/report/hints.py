"""What is remarked on in a report, each with the sentences it rests on and the way to the place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from reports.analysis.review.checklist import Finding
from reports.analysis.review.facts import Hint
from reports.parsing.types import Section
from reports.text.sentences import sentence_at
from reports.text.soft_ends import joined_part, soft_ends
from reports.wording.markup import marked_html


@dataclass(frozen=True)
class Quote:
    """A sentence with the words in question marked; ``anchors`` are the places of those words on the page."""

    html: SafeString
    anchors: tuple[str, ...]


@dataclass(frozen=True)
class HintRow:
    """A hint as pages show it."""

    hint: Hint
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class FindingRow:
    """A required item as pages show it: ``words`` is the heading or sentence that shows it, ``anchor`` its place.

    ``heading`` says that the words are a heading. ``anchor`` is "" where the words stand in no section.
    """

    finding: Finding
    words: str
    anchor: str
    heading: bool


def hint_rows(
    hints: Iterable[Hint],
    text: str,
    figures: Mapping[tuple[int, int], str],
    sections: Sequence[tuple[Section, str]],
) -> list[HintRow]:
    """``figures`` are the anchors of figures by their spans; the sections have theirs with them."""
    rows = []
    ends = soft_ends(text)
    for hint in hints:
        sentences: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for start, end in hint.spans:
            # A heading's words end with its line, and so does the sentence.
            sentence = sentence_at(text, start, max(start + 1, end - 1))
            sentences.setdefault((sentence.start, sentence.end), []).append((start, end))
        quotes = []
        for (start, end), spans in sentences.items():
            anchors = [figures.get(span) or section_anchor(sections, span[0]) for span in spans]
            shown, marks = joined_part(text, ends, start, end, spans)
            quotes.append(
                Quote(
                    mark_safe(marked_html(shown, marks)),
                    tuple(anchor for anchor in dict.fromkeys(anchors) if anchor),
                )
            )
        rows.append(HintRow(hint, tuple(quotes)))
    return rows


def finding_rows(
    findings: Iterable[Finding], text: str, sections: Sequence[tuple[Section, str]]
) -> list[FindingRow]:
    """The required items in the order of the rule."""
    headings = {one.heading_start for one, _ in sections}
    rows = []
    ends = soft_ends(text)
    for one in findings:
        words = anchor = ""
        if one.start is not None and one.end is not None:
            words, _ = joined_part(text, ends, one.start, one.end, ())
            anchor = section_anchor(sections, one.start)
        rows.append(FindingRow(one, words, anchor, one.start in headings))
    return rows


def section_anchor(sections: Sequence[tuple[Section, str]], position: int) -> str:
    """The anchor of the innermost section around ``position``, "" in the preamble."""
    around = [anchor for one, anchor in sections if one.start <= position < max(one.end, one.heading_end)]
    return around[-1] if around else ""
