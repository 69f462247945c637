"""Postings of words are read as they were written: documents, numbers and places, over blocks and runs."""

import random
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st
from whoosh.fields import COLUMN, Schema
from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.index import FileIndex

from reports.search.backends.whoosh.columns import NumberColumn
from reports.search.backends.whoosh.pool import TermPool
from reports.search.backends.whoosh.postings import Positions, packed, unpacked
from reports.search.backends.whoosh.words import WordsField
from reports.search.backends.whoosh.writing import create, write

WORDS = ("调解", "普法", "法治", "法律", "宣传", "网格", "枫桥", "，", "。")


@given(st.lists(st.integers(0, 1 << 40)))
def test_packed_numbers_are_read_as_they_were_written(numbers: list[int]) -> None:
    assert list(unpacked(packed(numbers))) == numbers


@given(st.sets(st.integers(0, 1 << 20), min_size=1).map(sorted))
def test_places_are_read_as_they_were_written(places: list[int]) -> None:
    form = Positions()
    written = form.encode(places)
    assert form.decode_positions(written) == places
    assert form.decode_frequency(written) == len(places)


def test_the_index_has_each_word_of_each_document_at_its_places(tmp_path: Path) -> None:
    dice = random.Random(7)
    texts = [dice.choices(WORDS, k=dice.randint(1, 200 if number % 50 == 0 else 9)) for number in range(2500)]
    schema = Schema(pk=COLUMN(NumberColumn(-1)), words=WordsField())
    create(tmp_path, schema)
    for start in (0, 1500):
        write(tmp_path, ({"pk": n, "words": texts[n]} for n in range(start, min(start + 1500, 2500))))
    expected: dict[str, dict[int, list[int]]] = defaultdict(dict)
    for number, text in enumerate(texts):
        for place, word in enumerate(word for word in text if word.isalnum()):
            expected[word].setdefault(number, []).append(place)
    with FileIndex(FileStorage(str(tmp_path))).reader() as reader:
        for word, documents in expected.items():
            matcher, found = reader.postings("words", word), {}
            while matcher.is_active():
                found[matcher.id()] = matcher.value_as("positions")
                assert matcher.weight() == len(found[matcher.id()])
                matcher.next()
            assert found == documents
            assert reader.doc_frequency("words", word) == len(documents)


def test_a_pool_that_went_to_disk_gives_all_in_order() -> None:
    given = [("words", word.encode(), number, 1.0, b"\1") for number in range(40) for word in WORDS]
    store = RamStorage()
    pool = TermPool(SimpleNamespace(tempstore=store.temp_storage("pool"), segment=None, limit=3000))  # type: ignore[arg-type]
    for item in given:
        pool.add(item)
    assert len(pool.runs) > 3
    assert list(pool.iter_postings()) == sorted(given)
    assert list(pool.iter_postings()) == []
