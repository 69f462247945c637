"""Near copies are found by their signatures' bands, as comparing every pair would find them."""

import random
from itertools import combinations, islice

import numpy as np
import pytest

from reports.analysis.compared_sentences import prints
from reports.analysis.copied.minhash import BANDS, SIZE, bands, likenesses, runs, signature
from tests.analysis.copied.made_sentences import made_sentences, report_of


def near_copies(seed: int, families: int, members: int) -> list[str]:
    """Reports in families: each member is the family's first with some sentences changed, lost and added."""
    dice = random.Random(seed)
    made = made_sentences(seed)
    texts = []
    for _ in range(families):
        first = list(islice(made, dice.randint(40, 110)))
        for _ in range(members):
            changed = dice.uniform(0, 0.12)
            texts.append(report_of([next(made) if dice.random() < changed else one for one in first]))
    return texts


@pytest.fixture(scope="module")
def masked_texts() -> list[str]:
    return [prints(text).masked_text for text in near_copies(seed=1, families=40, members=6)]


@pytest.fixture(scope="module")
def jaccards(masked_texts) -> np.ndarray:
    """The likeness itself of every two texts, of all runs, without sampling or estimating."""
    sets = [runs(text) for text in masked_texts]
    columns = np.unique(np.concatenate(sets))
    held = np.zeros((len(sets), len(columns)), np.float32)
    for row, keys in zip(held, sets, strict=True):
        row[np.searchsorted(columns, keys)] = 1
    both = held @ held.T
    sizes = held.sum(axis=1)
    return both / (sizes[:, None] + sizes - both)


def test_pairs_that_share_a_band_are_nearly_all_that_are_alike(masked_texts, jaccards):
    keys = [set(bands(signature(text) or b"")) for text in masked_texts]
    alike = [pair for pair in combinations(range(len(keys)), 2) if jaccards[pair] >= 0.8]
    found = [pair for pair in alike if keys[pair[0]] & keys[pair[1]]]
    assert len(alike) > 300
    assert len(found) / len(alike) >= 0.98


def test_likeness_is_estimated_to_a_tenth(masked_texts, jaccards):
    signatures = [signature(text) or b"" for text in masked_texts]
    estimated = np.array([likenesses(one, signatures) for one in signatures])
    wrong = (estimated - jaccards)[jaccards > 0.3]
    assert np.quantile(np.abs(wrong), 0.95) < 0.1
    assert abs(float(np.mean(wrong))) < 0.02


def test_figures_and_places_do_not_change_a_signature():
    text = report_of(list(islice(made_sentences(3), 60)))
    other = text.replace("7", "35").replace("某镇", "中山镇")
    assert signature(prints(text).masked_text) == signature(prints(other).masked_text)


def test_signatures_of_one_text_are_always_the_same_and_compact():
    text = prints(report_of(list(islice(made_sentences(4), 60)))).masked_text
    stored = signature(text) or b""
    assert (signature(text), len(stored), len(set(bands(stored)))) == (stored, 4 * SIZE, BANDS)
    assert likenesses(stored, [stored]).tolist() == [1.0]


def test_the_numbers_are_those_that_archives_have_stored():
    text = prints(report_of(list(islice(made_sentences(4), 60)))).masked_text
    stored = np.frombuffer(signature(text) or b"", "<u4")
    assert (stored[:3].tolist(), int(stored.sum(dtype=np.uint64))) == (
        [30267431, 24516573, 49369771],
        3730761174,
    )


@pytest.mark.parametrize("text", ["", "短", "一句话太短不足以比较全文的相近程度"])
def test_a_short_text_has_no_signature(text):
    assert signature(text) is None


def test_nothing_is_like_nothing():
    assert likenesses(b"", []).tolist() == []
