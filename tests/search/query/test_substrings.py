"""Any raw characters of a report, in quotation marks, find it: none of two thousand is lost."""

import random

from reports.search.query.language import parse
from reports.search.query.tree import terms
from reports.text.normalise import normalise, normalise_phrase
from tests.benchmarks.corpus import make_reports

#: What is spelled in several ways, and what folds into one character.
ODD = (
    "二○二三年度，全镇发放1,234份、2345份，共3，579份；二零二二年为〇件。阿卜杜拉·买买提•艾力・等‧人。\n"
    "⼀⽅平安，人\u200b民调\u00ad解，依法治鎮，１２３４５件，98 .5%，ＡＢＣ covid-19，12*3~4，/甲/。\n"
)
MARKS = '"＂“”「」『』\\\n'


def test_two_thousand_raw_substrings_all_find_their_report() -> None:
    dice = random.Random(2023)
    texts = [f"{made.text}\n{ODD}" for made in make_reports(20, seed=5)]
    lost, tried = [], 0
    while tried < 2000:
        text = dice.choice(texts)
        near = len(text) - len(ODD) if dice.random() < 0.3 else 0
        start = dice.randrange(near, len(text))
        substring = text[start : start + dice.randint(1, 12)]
        if any(mark in substring for mark in MARKS) or not normalise_phrase(substring):
            continue
        tried += 1
        body = normalise(text).text
        if not any(term.text in body for term in terms(parse(f'"{substring}"').node)):
            lost.append(substring)
    assert lost == []


def test_zeros_and_dots_are_one_character_each() -> None:
    assert normalise("二○二三·•・‧◯").text == "二〇二三····〇"
