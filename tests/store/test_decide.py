from dataclasses import replace

import pytest

from reports.store.asking.decide import Decision, Verdict, decide
from reports.store.asking.questions import Asked, Held, Question, Reading, questions
from reports.wording.questions import in_words

SURE = Reading("330921106", "township", 0.98, "岱山县衢山镇", 2023, "annual_report")
HELD = Held(7, "旧报告")
HALF = replace(SURE, genre="other", flags=frozenset({"half_year"}))
PICTURES = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.mark.parametrize("publish", [True, False])
def test_a_report_without_doubt_is_stored_and_published_if_asked(publish: bool) -> None:
    assert decide(SURE, publish=publish) == Decision(Verdict.STORED, publish=publish)


def test_the_same_bytes_are_a_duplicate_whatever_else() -> None:
    doubtful = replace(SURE, year=None)
    for reading in (SURE, doubtful):
        decision = decide(reading, same_bytes=HELD, same_report=HELD, publish=True, doubtful=True)
        assert decision == Decision(Verdict.DUPLICATE, of=HELD)


def test_another_paper_of_the_year_is_a_revision_that_is_not_published_at_once() -> None:
    asked = (Question(Asked.HELD, {"title": "旧报告"}),)
    assert decide(SURE, same_report=HELD, publish=True) == Decision(Verdict.REVISION, False, HELD, asked)


@pytest.mark.parametrize(
    ("reading", "reason"),
    [
        (replace(SURE, genre="other"), "看来不是法治政府建设年度报告，请确认文种。"),
        (replace(SURE, genre="work_plan"), "看来不是法治政府建设年度报告，请确认文种。"),
        (HALF, "写的不是全年的情况，请确认文种。"),
        (replace(SURE, year=None), "没认出是哪一年的报告，请填年度。"),
        (replace(SURE, flags=frozenset({"year_conflict"})), "文中年度不一致，暂按 2023 年，请核对年度。"),
        (replace(SURE, region=None, region_read=""), "没认出是哪个地区的报告，请选地区。"),
        (replace(SURE, region=None), "认出“岱山县衢山镇”，但对不上地区表里的任何一处，请选地区。"),
        (
            replace(SURE, region=None, region_read="城关镇", places=131),
            "认出“城关镇”，全国有 131 处叫这个名字，请选地区。",
        ),
        (
            replace(SURE, region="62", region_level="province", region_read="甘肃省城关镇", places=20),
            "认出“甘肃省城关镇”，当地有 20 处叫这个名字，请选地区。",
        ),
        (replace(SURE, region_confidence=0.89), "可能是“岱山县衢山镇”（把握 89%），请核对地区。"),
        (
            replace(SURE, region="330921", region_level="county"),
            "“岱山县衢山镇”在地区表里没有对上乡镇，请选地区。",
        ),
        (replace(SURE, flags=frozenset({"empty"})), "几乎没有正文，可能只有附件或图片。"),
        (replace(SURE, flags=frozenset({"mojibake"})), "有乱码，请对照原件。"),
        (replace(SURE, flags=frozenset({"part_not_read"})), "文件有一部分没有读出，请对照原件。"),
        (replace(SURE, injected=0.3), "混入的外来文字占全文 30%，请核对。"),
        (
            replace(SURE, media_type=PICTURES, size=2_000_000, characters=40),
            "文件有 1953 KB，读出的正文只有 40 字，请对照原件。",
        ),
    ],
)
def test_a_doubtful_reading_is_put_to_a_person_even_when_it_should_be_published(
    reading: Reading, reason: str
) -> None:
    decision = decide(reading, publish=True)
    assert (decision.verdict, decision.publish) == (Verdict.UNDECIDED, False)
    assert in_words(decision.questions) == reason


@pytest.mark.parametrize(
    "reading",
    [
        replace(SURE, flags=frozenset({"missing_title", "injected_text", "table_residue"}), injected=0.02),
        replace(HALF, genre="annual_report", corrected=frozenset({"genre"})),
        replace(SURE, flags=frozenset({"year_conflict"}), corrected=frozenset({"year"})),
        replace(SURE, media_type=PICTURES, size=9_000_000, characters=2_000),
        replace(SURE, media_type="text/html", size=900_000, characters=2_000),
        replace(SURE, media_type="text/plain", size=120, characters=40),
        replace(SURE, places=131),
    ],
)
def test_nothing_is_asked_of_ordinary_reports_and_of_what_a_person_has_answered(reading: Reading) -> None:
    assert questions(reading) == ()


def test_a_withdrawn_report_that_comes_back_is_a_question() -> None:
    decision = decide(SURE, withdrawn=HELD, publish=True)
    assert (decision.verdict, decision.publish, decision.of) == (Verdict.UNDECIDED, False, None)
    assert in_words(decision.questions) == "像是已撤下的《旧报告》又来了，请核对。"


def test_all_there_is_to_ask_is_asked_at_once() -> None:
    decision = decide(replace(HALF, year=None, region=None, region_read=""), same_report=HELD)
    assert [question.code for question in decision.questions] == [
        Asked.HALF_YEAR,
        Asked.NO_YEAR,
        Asked.NO_REGION,
        Asked.HELD,
    ]


@pytest.mark.parametrize(
    ("reading", "published"),
    [
        (replace(SURE, flags=frozenset({"mojibake"})), True),
        (HALF, True),
        (replace(SURE, year=None), False),
        (replace(SURE, region=None), False),
        (replace(SURE, sample=True), False),
    ],
)
def test_what_is_doubtful_is_published_by_hand_as_far_as_readers_can_find_it(
    reading: Reading, published: bool
) -> None:
    assert decide(reading, same_report=HELD, publish=True, doubtful=True).publish is published


@pytest.mark.parametrize("within", ["33", "3309", "330921", "330921106"])
def test_a_reading_inside_the_given_region_is_sure(within: str) -> None:
    assert decide(replace(SURE, region_confidence=0.5), within=within).verdict == Verdict.STORED


def test_a_reading_outside_the_given_region_is_a_question() -> None:
    decision = decide(SURE, within="330922", publish=True)
    asked = (Question(Asked.OUTSIDE, {"place": "岱山县衢山镇"}),)
    assert decision == Decision(Verdict.UNDECIDED, questions=asked)


@pytest.mark.parametrize("publish", [True, False])
def test_a_sample_gives_way_to_a_real_report(publish: bool) -> None:
    sample = Held(7, "示例", sample=True)
    decision = decide(SURE, same_report=sample, publish=publish)
    assert (decision.verdict, decision.publish, decision.of) == (Verdict.STORED, publish, sample)


def test_a_sample_never_takes_the_place_of_another_report() -> None:
    for held in (HELD, Held(7, "示例", sample=True)):
        assert decide(replace(SURE, sample=True), same_report=held, publish=True).verdict == Verdict.REVISION
