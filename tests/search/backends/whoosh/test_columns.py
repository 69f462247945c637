"""The columns give back what was put in, and find phrases as a scan does, in texts of any length."""

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from whoosh.filedb.filestore import FileStorage

from reports.search.backends.whoosh.columns import BytesColumn, NumberColumn, TermsColumn, TextColumn
from reports.search.backends.whoosh.words import WordsColumn


def written(path: Path, column: Any, values: dict[int, Any], doccount: int) -> Any:
    """The reader of a column of ``doccount`` documents with ``values`` by document."""
    storage = FileStorage(str(path))
    file = storage.create_file("column")
    writer = column.writer(file)
    for docnum, value in values.items():
        writer.add(docnum, value)
    writer.finish(doccount)
    file.close()
    file = storage.open_file("column")
    reader = column.reader(file, 0, storage.file_length("column"), doccount)
    file.close()
    return reader


@pytest.mark.parametrize(
    ("column", "values", "expected"),
    [
        (NumberColumn(-1), {1: 7, 2: 2**62}, [-1, 7, 2**62, -1]),
        (BytesColumn(), {1: b"ab", 2: b"c"}, [b"", b"ab", b"c", b""]),
        (TermsColumn(), {1: ("乙", "甲"), 2: ("甲",)}, [(), ("乙", "甲"), ("甲",), ()]),
        (TextColumn(), {1: "法治\n政府", 2: "𠮷a"}, ["", "法治\n政府", "𠮷a", ""]),
        (WordsColumn(), {1: ("乙", "甲", "乙"), 2: ("𠮷",)}, [(), ("乙", "甲", "乙"), ("𠮷",), ()]),
    ],
)
def test_a_column_gives_back_its_values_and_the_default(
    tmp_path: Path, column: Any, values: dict[int, Any], expected: list[Any]
) -> None:
    reader = written(tmp_path, column, values, 4)
    assert [reader[number] for number in range(4)] == expected
    empty = written(tmp_path, column, {}, 2)
    assert [empty[number] for number in range(2)] == [expected[0]] * 2


def test_phrases_are_found_as_a_scan_finds_them_however_long_the_texts(tmp_path: Path) -> None:
    dice = random.Random(7)
    texts = [
        "".join(dice.choice("甲乙丙丁ab1𠮷\n") for _ in range(dice.choice([0, 1, 30, 900, 9_000])))
        for _ in range(700)
    ]
    # Something rare at places beyond all that are counted, and before.
    texts[3] = "甲" * 66_000 + "戊己庚" + "乙" * 900 + "庚己戊" + "乙" * 9 + "庚己戊辛"
    texts[4] = "戊己庚" + "甲" * 66_000 + "庚己戊" + "乙" * 900 + "戊辛" + "己戊辛"
    reader = written(tmp_path, TextColumn(), dict(enumerate(texts)), len(texts))
    assert reader.lengths.tolist() == [len(text) for text in texts]
    phrases = ["戊己庚", "庚己戊", "己庚乙", "戊己戊", "甲戊己庚乙", "𠮷𠮷", "a", "没", "没有", "甲\n乙"]
    phrases += ["庚己戊辛", "己戊辛", "乙己戊辛", "乙戊辛己戊辛", "甲庚己戊乙", "甲甲甲戊己庚乙乙乙乙乙"]
    for length in (40, 48, 49, 50, 99):
        phrases += [
            texts[3][66_003 - length : 66_004],
            "甲" * length + "戊己庚",
            "庚己戊" + "乙" * length,
            "乙" * length,
        ]
    for _ in range(250):
        text = dice.choice(texts)
        start = dice.randrange(len(text) + 1)
        phrases.append(text[start : start + dice.randint(1, 9)])
        phrases.append("".join(dice.choice("甲乙丙丁ab1𠮷") for _ in range(dice.randint(1, 9))))
    for phrase in filter(None, phrases):
        docs, counts = reader.containing(phrase)
        expected = (
            [number for number, text in enumerate(texts) if phrase in text] if "\n" not in phrase else []
        )
        assert docs.tolist() == expected, phrase
        occurrences = np.array([texts[number].count(phrase) for number in expected])
        assert (counts >= np.minimum(occurrences, 255)).all(), phrase


def test_more_different_characters_than_unicode_has_assigned_are_told_apart(tmp_path: Path) -> None:
    text = "".join(map(chr, (code for code in range(0xA0, 0x82000) if not 0xD800 <= code < 0xE000)))
    reader = written(tmp_path, TextColumn(), {1: text}, 2)
    for start in (0, 40_000, 70_000, 500_000, len(text) - 4):
        piece = text[start : start + 4]
        found = [
            reader.containing(phrase)[0].tolist() for phrase in (piece, piece[:2], piece[0], piece[::-1])
        ]
        assert found == [[1], [1], [1], []]


def test_pieces_are_numbered_by_two_bytes_however_many_different_ones_there_are(tmp_path: Path) -> None:
    # Each word stands in two documents that follow each other, the last in all.
    texts = [
        (*(f"{number}" for number in range(100 * document, 100 * document + 200)), "末")
        for document in range(1500)
    ]
    reader = written(tmp_path, WordsColumn(), dict(enumerate(texts)), len(texts))
    assert [reader[number] for number in range(len(texts))] == texts
    words = reader.words()
    stretches = list(reader.stretches())
    assert (reader.pieces.dtype, len(words)) == (np.dtype("<u2"), 150_101)
    assert [(start, end) for start, end, _ in stretches] == [(0, 512), (512, 1024), (1024, 1500)]
    for start, end, own in stretches:
        pieces = reader.pieces[reader.ends[start] - len(texts[start]) : reader.ends[end - 1]]
        assert [words[own[piece]] for piece in pieces] == [word for text in texts[start:end] for word in text]
    assert reader.holding("51200")[0].tolist() == [511, 512]
    assert reader.holding("末")[0].tolist() == list(range(1500))
    assert reader.holding("没有")[0].tolist() == []


def test_a_document_of_more_words_than_two_bytes_number_takes_four(tmp_path: Path) -> None:
    texts = [("甲",) * 3, tuple(f"{number}" for number in range(70_000))]
    reader = written(tmp_path, WordsColumn(), dict(enumerate(texts)), len(texts))
    assert [reader[number] for number in range(2)] == texts
    assert reader.pieces.dtype == np.dtype("<u4")
