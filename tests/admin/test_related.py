"""A draft that is a duplicate or a revision of another report, and what publishing it does to that one."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from reports.models import Region, Report, SentenceHash
from tests.admin.test_review import TEXT, form_of, page_of
from tests.factories import make_report


@pytest.fixture
def draft(town: Region) -> Report:
    return make_report(TEXT, region=town, year=2023, status="draft", title="衢山镇报告")


def statuses() -> list[str]:
    return list(Report.objects.order_by("pk").values_list("status", flat=True))


def test_a_draft_marked_as_a_duplicate_is_kept_withdrawn_with_the_reason_on_record(
    keeper: Client, draft: Report, town: Region
) -> None:
    other = make_report(region=town, year=2023, title="先收的报告")
    keeper.post(page_of(draft), form_of(draft, _duplicate="1", other=f" {other.public_id} "))
    draft.refresh_from_db()
    assert draft.status == "withdrawn"
    assert {name: (one["value"], one["by"]) for name, one in draft.corrections.items()} == {
        "duplicate_of": (other.public_id, "keeper")
    }
    told = [entry.get_change_message() for entry in LogEntry.objects.order_by("pk")]
    assert f"已标为与《先收的报告》（编号 {other.public_id}）重复并撤下" in told
    assert f"与这篇报告重复，编号：{other.public_id}" in keeper.get(page_of(draft)).content.decode()
    keeper.post(page_of(other), form_of(other, _withdraw="1"))
    keeper.post(page_of(draft), form_of(draft, _publish="1"))
    draft.refresh_from_db()
    assert (draft.status, draft.corrections) == ("published", {})


@pytest.mark.parametrize("typed", ["", "abc", "999999", "9" * 30, "²"])
def test_a_duplicate_of_nothing_stays_a_draft(keeper: Client, draft: Report, typed: str) -> None:
    answer = keeper.post(page_of(draft), form_of(draft, _duplicate="1", other=typed), follow=True)
    draft.refresh_from_db()
    assert (draft.status, draft.corrections) == ("draft", {})
    assert "没有这个编号的报告" in answer.content.decode()


@pytest.mark.parametrize(
    ("status", "of_itself", "other_status", "sentence"),
    [
        ("published", False, "published", "只有待审的报告能标为重复或修订稿。"),
        ("draft", True, "published", "不能与自己重复，也不能修订自己。"),
        ("draft", False, "withdrawn", "的报告已撤下，请另选一篇。"),
    ],
)
def test_what_cannot_be_a_duplicate_is_told_why(
    keeper: Client, draft: Report, status: str, of_itself: bool, other_status: str, sentence: str
) -> None:
    other = make_report(status=other_status)
    Report.objects.filter(pk=draft.pk).update(status=status)
    of = draft if of_itself else other
    typed = form_of(draft, _duplicate="1", other=str(of.pk))
    page = keeper.post(page_of(draft), typed, follow=True).content.decode()
    draft.refresh_from_db()
    assert (draft.status, draft.corrections) == (status, {})
    assert sentence in page


def test_a_draft_becomes_a_revision_and_takes_the_place_of_the_old_report_once_published(
    client: Client, keeper: Client, town: Region, draft: Report
) -> None:
    old = make_report(TEXT.replace("35件", "53件"), region=town, year=2022, title="先收的报告")
    keeper.post(page_of(draft), form_of(draft, _revision="1", other=str(old.pk)))
    page = keeper.get(page_of(draft)).content.decode()
    assert "<del>调解纠纷53件。</del>" in page
    assert "<ins>调解纠纷35件。</ins>" in page
    old.refresh_from_db()
    assert old.status == "published"
    draft.refresh_from_db()
    keeper.post(page_of(draft), form_of(draft, _publish="1"))
    assert statuses() == ["published", "superseded"]
    address = client.get(old.get_absolute_url())
    assert address.status_code == 200
    assert draft.get_absolute_url() in address.content.decode()


@pytest.fixture
def rivals(town: Region) -> tuple[Report, Report]:
    """A published report, and a draft of the same place and year that does not revise it."""
    old = make_report(region=town, year=2023, title="先收的报告")
    return old, make_report(TEXT, region=town, year=2023, status="draft", title="后收的报告")


def test_of_two_of_one_place_and_year_publishing_asks_which_shall_stand(
    keeper: Client, rivals: tuple[Report, Report]
) -> None:
    old, draft = rivals
    page = keeper.post(page_of(draft), form_of(draft, _publish="1"), follow=True).content.decode()
    assert statuses() == ["published", "draft"]
    assert f"同一地区、年度和文种已发布《先收的报告》（编号 {old.public_id}），只能有一篇对外。" in page
    assert [name in page for name in ('name="_replace"', 'name="_yield"')] == [True, True]


@pytest.mark.parametrize(
    ("answer", "after"),
    [("_replace", ["superseded", "published"]), ("_yield", ["published", "withdrawn"])],
)
def test_either_can_be_chosen_to_stand(
    keeper: Client, rivals: tuple[Report, Report], answer: str, after: list[str]
) -> None:
    _, draft = rivals
    keeper.post(page_of(draft), form_of(draft, **{answer: "1"}))
    assert statuses() == after


def test_a_published_report_corrected_to_the_place_and_year_of_another_asks_too(
    keeper: Client, town: Region
) -> None:
    old = make_report(region=town, year=2023, title="先收的报告")
    moved = make_report(TEXT, region=town, year=2022, title="改了年度的报告")
    page = keeper.post(
        page_of(moved), form_of(moved, year="2023", _continue="1"), follow=True
    ).content.decode()
    moved.refresh_from_db()
    assert (moved.status, moved.returned, moved.supersedes) == ("draft", "held", old)
    assert "《改了年度的报告》退回待审：同一地区、年度和文种已有对外的报告。" in page
    assert "曾对外发布，退回待审：同一地区、年度和文种已有对外的报告。" in page
    assert 'name="_replace"' in page
    keeper.post(page_of(moved), form_of(moved, _replace="1"))
    moved.refresh_from_db()
    assert (statuses(), moved.returned) == (["superseded", "published"], "")


def test_a_draft_corrected_to_the_place_and_year_of_a_held_report_becomes_its_revision(
    keeper: Client, town: Region
) -> None:
    old = make_report(region=town, year=2023)
    draft = make_report(TEXT, region=town, year=None, status="draft")
    keeper.post(page_of(draft), form_of(draft, year="2023"))
    draft.refresh_from_db()
    assert draft.supersedes == old


def test_a_draft_read_as_the_wrong_town_takes_nobodys_place_once_that_is_corrected(
    keeper: Client, town: Region
) -> None:
    make_report(region="330921101", year=2023)
    draft = make_report(TEXT, region="330921101", year=2023, status="draft", supersedes=Report.objects.get())
    keeper.post(page_of(draft), form_of(draft, region=town.pk, _publish="1"))
    draft.refresh_from_db()
    assert (draft.region, draft.supersedes, statuses()) == (town, None, ["published", "published"])


def test_of_two_revisions_the_later_takes_the_place_of_the_earlier(keeper: Client, town: Region) -> None:
    first = make_report(region=town, year=2023)
    drafts = [make_report(TEXT, region=town, year=2023, status="draft", supersedes=first) for _ in range(2)]
    for draft in drafts:
        keeper.post(page_of(draft), form_of(draft, _publish="1"))
    assert statuses() == ["superseded", "superseded", "published"]
    for draft in reversed(drafts):
        draft.refresh_from_db()
        keeper.post(page_of(draft), form_of(draft, _withdraw="1"))
    assert statuses() == ["published", "withdrawn", "withdrawn"]


def test_a_report_shown_again_is_held_against_copied_text_again(keeper: Client, town: Region) -> None:
    text = "一、主要举措\n" + "\n".join(
        f"全镇第{number}个村都建起了议事堂并按月议事。" for number in range(9)
    )
    make_report(text, region=town, year=2023)
    draft = make_report(text, region=town, year=2023, status="draft", supersedes=Report.objects.get())
    keeper.post(page_of(draft), form_of(draft, _publish="1"))
    shown = set(SentenceHash.objects.values_list("report", flat=True))
    draft.refresh_from_db()
    keeper.post(page_of(draft), form_of(draft, _withdraw="1"))
    assert (shown, set(SentenceHash.objects.values_list("report", flat=True))) == (
        {draft.pk},
        {draft.supersedes_id},
    )
