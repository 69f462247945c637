import pytest

from reports.ingest.intake import Defaults, safe_name, settle, take_in
from reports.models import BatchItem, Region, Report, SourceFile
from tests.ingest.readings import TEXT, place, understood

State = BatchItem.State


def test_the_same_bytes_under_another_name_are_a_duplicate(town: Region) -> None:
    first = settle(understood(), Defaults())
    again = take_in(TEXT.encode(), "别名.txt", Defaults())
    assert (again.state, again.report, again.title) == (State.DUPLICATE, first.report, first.title)
    assert Report.objects.count() == SourceFile.objects.count() == 1


def test_a_draft_without_doubt_is_published_when_it_comes_again_to_be_published(town: Region) -> None:
    settle(understood(), Defaults())
    again = take_in(TEXT.encode(), "报告.txt", Defaults(publish=True))
    assert (again.state, again.reason) == (State.STORED, "此前已收，现已发布。")
    assert Report.objects.get().status == "published"
    assert take_in(TEXT.encode(), "报告.txt", Defaults(publish=True)).state == State.DUPLICATE


@pytest.mark.parametrize("doubt", [{"year": None}, {"region": place(confidence=0.5)}, {"genre": "other"}])
def test_a_doubtful_draft_stays_one_when_it_comes_again(town: Region, doubt: dict[str, object]) -> None:
    settle(understood(**doubt), Defaults())
    assert take_in(TEXT.encode(), "报告.txt", Defaults(publish=True)).state == State.DUPLICATE
    assert Report.objects.get().status == "draft"


def test_an_unreadable_file_is_refused_and_leaves_no_row(db: None) -> None:
    outcome = take_in(b"", "空.txt", Defaults())
    assert (outcome.state, outcome.reason) == (State.REFUSED, "文件是空的（0 字节）。")
    assert SourceFile.objects.count() == 0


def test_what_the_reader_of_a_file_remarks_is_told_with_what_became_of_it(town: Region) -> None:
    data = TEXT.encode("utf-8-sig")
    at = data.index("法治".encode())
    outcome = take_in(data[:at] + b"\xff" + data[at:], "坏字.txt", Defaults())
    assert outcome.reason.endswith("有 1 个字符已损坏，以“\ufffd”代替。")
    assert Report.objects.count() == 1


def test_a_region_that_no_row_has_is_a_question(county: Region) -> None:
    outcome = settle(understood(), Defaults(publish=True))
    assert outcome.state == State.UNDECIDED
    assert outcome.reason == "认出“浙江省舟山市岱山县衢山镇”，但对不上地区表里的任何一处，请选地区。"
    assert Report.objects.get().region_name == "衢山镇"


def test_a_given_town_fills_in_for_a_missing_region(town: Region) -> None:
    outcome = settle(understood(region=None), Defaults(publish=True, region=town))
    report = Report.objects.get()
    assert (outcome.state, report.region, report.status) == (State.STORED, town, "published")
    assert report.corrections["region"]["value"] == town.code


def test_a_given_county_picks_the_town_of_that_name_inside_it(town: Region, county: Region) -> None:
    Region.objects.create(code="500116113", name="衢山镇", level="township", full_name="重庆市江津区衢山镇")
    outcome = settle(understood(region=place("500116113", 0.4)), Defaults(region=county))
    assert (outcome.state, Report.objects.get().region) == (State.STORED, town)


def test_a_given_town_never_overrules_a_reading_of_another(town: Region) -> None:
    other = Region.objects.create(code="330921107", name="东沙镇", level="township", full_name="岱山县东沙镇")
    outcome = settle(understood(), Defaults(publish=True, region=other))
    assert (outcome.state, Report.objects.get().region) == (State.UNDECIDED, town)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("报告.txt", "报告.txt"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\报告.txt", "报告.txt"),
        ("a\x00b\x1f\n.txt", "ab.txt"),
        ("报告\u202etxt.exe", "报告txt.exe"),
        ("长" * 300 + ".txt", "长" * 196 + ".txt"),
        ("..", "未命名"),
        ("/", "未命名"),
        ("", "未命名"),
        ("\u200b", "未命名"),
    ],
)
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe
