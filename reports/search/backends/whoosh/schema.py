"""What the index holds of a document: Haystack's fields, and the columns that this engine searches by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from whoosh import fields, matching, query
from whoosh.searching import Searcher

from reports.search.index.documents import Document, digest
from reports.text.normalise import normalise, normalise_phrase

from .columns import BytesColumn, NumberColumn, TermsColumn, TextColumn
from .words import WordsField

#: Where a year or a date is unknown.
UNKNOWN = -1

NUMBERS = ("pk", "revision", "digest", "kept_digest", "year_number", "published_day")
TERMS = (
    "region_code", "genre_name", "role_names", "topic_names", "indicator_names", "flag_names", "sample_name",
)  # fmt: skip
WAY = "way_back"
SENTENCES = "sentences"
TEXTS = ("text", "title", "heading_text")
WORDS = "words"


class Contains(query.Query):
    """A Whoosh query for the documents whose text ``fieldname`` contains ``text``."""

    def __init__(self, fieldname: str, text: str, boost: float = 1.0) -> None:
        self.fieldname = fieldname
        self.text = text
        self.boost = boost

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.fieldname!r}, {self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Contains) and (self.fieldname, self.text) == (other.fieldname, other.text)

    def __hash__(self) -> int:
        return hash((self.fieldname, self.text))

    def estimate_size(self, ixreader: Any) -> int:
        return int(ixreader.doc_count_all())

    def matcher(self, searcher: Searcher, context: Any = None) -> matching.Matcher:
        """Of one segment, as Whoosh asks; a document's weight is about how often it holds the text."""
        reader = searcher.reader()
        if not self.text or not reader.has_column(self.fieldname):
            return matching.NullMatcher()
        column = reader.column_reader(self.fieldname, translate=False)
        docs, counts = column.containing(self.text)
        kept = [
            (int(doc), float(count) * self.boost)
            for doc, count in zip(docs, counts, strict=True)
            if not reader.is_deleted(int(doc))
        ]
        if not kept:
            return matching.NullMatcher()
        return matching.ListMatcher([doc for doc, _ in kept], [weight for _, weight in kept])


class TextField(fields.FieldType):
    """A text found by what it contains, in Haystack's own queries too: quoted or not, a term is a run of characters."""

    indexed = False
    analyzer = None
    format = None
    vector = None
    scorable = False

    def __init__(self, *, stored: bool = False) -> None:
        self.stored = stored
        self.column_type = TextColumn()

    def to_column_value(self, value: str) -> str:
        """A stored text comes as it is written and is normalised here; any other comes normalised."""
        return normalise(value).text if self.stored else value

    def self_parsing(self) -> bool:
        return True

    def parse_query(self, fieldname: str, qstring: str, boost: float = 1.0) -> Contains:
        return Contains(fieldname, normalise_phrase(qstring), boost)

    def process_text(self, qstring: str, mode: str = "", **kwargs: Any) -> Iterator[str]:
        """A phrase is one word here; :func:`phrase` takes it."""
        yield qstring


def phrase(fieldname: str, words: list[str], boost: float = 1.0, **options: Any) -> query.Query:
    """What a quoted phrase in a Whoosh query string means (``phraseclass`` of the parser)."""
    if fieldname in TEXTS:
        return Contains(fieldname, normalise_phrase(" ".join(words)), boost)
    return query.And([query.Term(fieldname, word) for word in words], boost=boost)


def extend(schema: fields.Schema) -> None:
    """Put this engine's columns into a schema that Haystack made."""
    for name in TEXTS:
        if name in schema:
            schema.remove(name)
        schema.add(name, TextField(stored=name == "title"))
    for name in NUMBERS:
        schema.add(name, fields.COLUMN(NumberColumn(UNKNOWN)))
    for name in (WAY, SENTENCES):
        schema.add(name, fields.COLUMN(BytesColumn()))
    schema.add(WORDS, WordsField())
    for name in TERMS:
        schema.add(name, fields.COLUMN(TermsColumn()))


def column_values(document: Document, pieces: Sequence[str]) -> dict[str, Any]:
    """The values of the columns for a document, of the body's ``pieces``."""
    return {
        WORDS: pieces,
        "text": document.body,
        "heading_text": document.headings,
        WAY: document.way,
        SENTENCES: document.sentences,
        "pk": document.pk,
        "revision": document.revision,
        "digest": document.digest,
        "kept_digest": digest(document.body, document.sentences),
        "year_number": UNKNOWN if document.year is None else document.year,
        "published_day": document.published.toordinal() if document.published else UNKNOWN,
        "region_code": (document.region,) if document.region else (),
        "genre_name": (document.genre,),
        "role_names": document.roles,
        "topic_names": document.topics,
        "indicator_names": document.indicators,
        "flag_names": document.flags,
        "sample_name": ("yes" if document.sample else "no",),
    }
