from dataclasses import replace

import pytest

from reports.store.decide import Decision, Held, Reading, Verdict, decide

SURE = Reading("330921106", "township", 0.98, "岱山县衢山镇", 2023, "annual_report")
HELD = Held(7, "旧报告")


@pytest.mark.parametrize("publish", [True, False])
def test_a_report_without_doubt_is_stored_and_published_if_asked(publish: bool) -> None:
    assert decide(SURE, publish=publish) == Decision(Verdict.STORED, publish=publish)


def test_the_same_bytes_are_a_duplicate_whatever_else() -> None:
    doubtful = replace(SURE, year=None)
    for reading in (SURE, doubtful):
        decision = decide(reading, same_bytes=HELD, same_report=HELD, publish=True)
        assert decision == Decision(Verdict.DUPLICATE, of=HELD, reason="与已收的《旧报告》是同一个文件。")


def test_the_same_region_year_and_genre_is_a_revision_that_is_never_published_at_once() -> None:
    decision = decide(SURE, same_report=HELD, publish=True)
    assert (decision.verdict, decision.publish, decision.of) == (Verdict.REVISION, False, HELD)


@pytest.mark.parametrize(
    ("reading", "reason"),
    [
        (replace(SURE, genre="other"), "看来不是法治政府建设年度报告，请确认文种。"),
        (replace(SURE, year=None), "没认出是哪一年的报告，请填年度。"),
        (replace(SURE, region=None, region_read=""), "没认出是哪个地区的报告，请选地区。"),
        (replace(SURE, region=None), "认出“岱山县衢山镇”，但对不上地区表里的任何一处，请选地区。"),
        (replace(SURE, region_confidence=0.89), "可能是“岱山县衢山镇”（把握 89%），请核对地区。"),
        (
            replace(SURE, region="330921", region_level="county"),
            "“岱山县衢山镇”在地区表里没有对上乡镇，请选地区。",
        ),
    ],
)
def test_a_doubtful_reading_is_put_to_a_person_even_when_it_should_be_published(
    reading: Reading, reason: str
) -> None:
    assert decide(reading, publish=True) == Decision(Verdict.UNDECIDED, reason=reason)


@pytest.mark.parametrize("within", ["33", "3309", "330921", "330921106"])
def test_a_reading_inside_the_given_region_is_sure(within: str) -> None:
    assert decide(replace(SURE, region_confidence=0.5), within=within).verdict == Verdict.STORED


def test_a_reading_outside_the_given_region_is_a_question() -> None:
    decision = decide(SURE, within="330922", publish=True)
    assert decision == Decision(
        Verdict.UNDECIDED, reason="识别为“岱山县衢山镇”，不在所选的地区之内，请核对。"
    )


@pytest.mark.parametrize("publish", [True, False])
def test_a_sample_gives_way_to_a_real_report(publish: bool) -> None:
    sample = Held(7, "示例", sample=True)
    decision = decide(SURE, same_report=sample, publish=publish)
    assert (decision.verdict, decision.publish, decision.of) == (Verdict.STORED, publish, sample)


def test_a_sample_never_takes_the_place_of_another_report() -> None:
    for held in (HELD, Held(7, "示例", sample=True)):
        assert decide(replace(SURE, sample=True), same_report=held, publish=True).verdict == Verdict.REVISION
