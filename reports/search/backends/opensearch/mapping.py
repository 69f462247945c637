"""How the cluster keeps a report: pairs of characters with their places, single characters with their counts.

A phrase is asked for by its pairs, so that what is found contains it whatever its words: nothing is cut, and nothing
dropped. The score of any text is how often it is there (``count``); what that is worth is reckoned by :mod:`.ranking`.
"""

from __future__ import annotations

import unicodedata
import zlib
from functools import cache
from typing import Any

from reports.search.words.dictionary import digest

from .address import Address

#: Raised by hand when anything below, or what is written into it, changes.
FORMAT = "1"
#: A page may lie as deep as there are reports in the country, with room to spare.
_WINDOW = 2_000_000
#: Values of one filter: reports with a share of copied sentences are named one by one.
_TERMS = 2_000_000

_COUNT = {"type": "scripted", "script": {"source": "return query.boost * doc.freq;"}}
_ANALYSIS = {
    "tokenizer": {
        "one": {"type": "ngram", "min_gram": 1, "max_gram": 1},
        "two": {"type": "ngram", "min_gram": 2, "max_gram": 2},
        "lines": {"type": "char_group", "tokenize_on_chars": ["\n"], "max_token_length": 8},
        "entries": {"type": "char_group", "tokenize_on_chars": ["\n"], "max_token_length": 255},
    },
    "filter": {"holes": {"type": "stop", "stopwords": ["_"]}},
    "analyzer": {
        "one": {"type": "custom", "tokenizer": "one"},
        "two": {"type": "custom", "tokenizer": "two"},
        "grams": {"type": "custom", "tokenizer": "lines", "filter": ["holes"]},
        "words": {"type": "custom", "tokenizer": "entries"},
    },
}
_TEXT = {
    "type": "text",
    "analyzer": "two",
    "similarity": "count",
    "norms": False,
    "fields": {
        "one": {
            "type": "text",
            "analyzer": "one",
            "similarity": "count",
            "norms": False,
            "index_options": "freqs",
        }
    },
}
_WORDS = {
    "type": "text",
    "analyzer": "words",
    "similarity": "count",
    "norms": False,
    "index_options": "freqs",
}
KEYWORDS = (
    "region", "province", "city", "county", "township", "genre", "roles", "topics", "indicators", "flags", "sample",
)  # fmt: skip


@cache
def version() -> str:
    """What an index depends on, in eight digits: this layout, the characters' data, the words' dictionary."""
    return f"{zlib.crc32(f'{FORMAT}/{unicodedata.unidata_version}/{digest()}'.encode()):08x}"


def alias(address: Address) -> str:
    """The name under which an index of this version is read and written; another version's is never taken for it."""
    return f"{address.name}-{version()}"


def index_body(address: Address) -> dict[str, Any]:
    """Settings and mappings of a new index, which is not yet refreshed or copied."""
    return {
        "settings": {
            "number_of_shards": address.shards,
            "number_of_replicas": 0,
            "refresh_interval": "-1",
            "max_result_window": _WINDOW,
            "max_terms_count": _TERMS,
            "similarity": {"count": _COUNT},
            "analysis": _ANALYSIS,
        },
        "mappings": {
            "dynamic": "strict",
            "properties": {
                "body": _TEXT,
                "title": _TEXT,
                "headings": _TEXT,
                "words": _WORDS,
                "pk": {"type": "long"},
                "revision": {"type": "long", "index": False},
                "digest": {"type": "long", "index": False},
                "body_digest": {"type": "long", "index": False},
                "length": {"type": "integer", "index": False},
                "way": {"type": "binary"},
                "year": {"type": "integer"},
                "published": {"type": "date", "format": "yyyy-MM-dd"},
                **{name: {"type": "keyword"} for name in KEYWORDS},
            },
        },
    }
