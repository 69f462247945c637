"""A button removes all samples, for those who may delete reports, once they have said yes."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from reports.models import Report
from reports.store.groups import sync_groups
from tests.factories import make_report

BUTTON = "移除全部示例（2 篇）"


@pytest.fixture
def samples(db: None) -> list[Report]:
    return [make_report(region=f"99010110{number}", sample=True) for number in range(2)]


def page(client: Client) -> str:
    return client.get(reverse("admin:reports_report_changelist")).content.decode()


def test_the_list_offers_it_while_there_are_samples(keeper: Client, samples: list[Report]) -> None:
    assert page(keeper).count(BUTTON) == 1
    Report.objects.all().delete()
    assert "移除全部示例" not in page(keeper)


def test_samples_are_named_so_in_the_list_and_can_be_seen_alone(
    keeper: Client, samples: list[Report]
) -> None:
    real = make_report(region="330921100")
    assert page(keeper).count("（示例）") == 2
    alone = keeper.get(reverse("admin:reports_report_changelist") + "?sample=yes")
    assert {one.pk for one in alone.context["cl"].result_list} == {one.pk for one in samples}
    screen = keeper.get(reverse("admin:reports_report_change", args=[samples[0].pk])).content.decode()
    assert f">{samples[0].title}（示例）</h1>" in screen
    screen = keeper.get(reverse("admin:reports_report_change", args=[real.pk])).content.decode()
    assert f">{real.title}</h1>" in screen


def test_it_is_asked_first_and_done_when_posted(keeper: Client, samples: list[Report], indexed) -> None:
    real = make_report(region="330921100")
    address = reverse("admin:reports_report_samples")
    asked = keeper.get(address).content.decode()
    assert "移除全部示例 2 篇？" in asked
    assert Report.objects.count() == 3
    answer = keeper.post(address, follow=True)
    assert [str(message) for message in answer.context["messages"]] == ["移除了示例 2 篇，连同原件 2 个。"]
    assert list(Report.objects.all()) == [real]
    assert LogEntry.objects.get().change_message == "移除了示例 2 篇，连同原件 2 个。"
    again = keeper.post(address, follow=True)
    assert [str(message) for message in again.context["messages"]] == ["馆里没有示例。"]


def test_a_reviewer_may_not(client: Client, samples: list[Report]) -> None:
    sync_groups()
    reviewer = User.objects.create_user("reviewer", is_staff=True)
    reviewer.groups.add(Group.objects.get(name="审核员"))
    client.force_login(reviewer)
    assert "移除全部示例" not in page(client)
    for answer in (
        client.get(reverse("admin:reports_report_samples")),
        client.post(reverse("admin:reports_report_samples")),
    ):
        assert answer.status_code == 403
    assert Report.objects.count() == 2


def test_a_stranger_is_asked_to_log_in(client: Client, samples: list[Report]) -> None:
    assert client.post(reverse("admin:reports_report_samples")).status_code == 302
    assert Report.objects.count() == 2
