"""Accounts: passwords, signing in, tokens, and who sees what is not published."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import global_settings
from django.conf import settings as configured
from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from archive import settings as of_the_archive
from reports.models import ApiToken, Report
from tests.factories import make_report

STRANGER, OTHER = "203.0.113.7", "203.0.113.8"
PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def counted_here(settings: Settings, tmp_path: Path) -> None:
    settings.LIMITS_ROOT = tmp_path / "limits"
    caches["login"].clear()


def sign_in(client: Client, password: str, address: str = STRANGER, name: str = "keeper") -> int:
    form = {"username": name, "password": password}
    return client.post("/admin/login/", form, REMOTE_ADDR=address).status_code


@pytest.mark.parametrize("password", ["short", "123456789012345", "password1234", "keeper-keeper"])
def test_a_weak_password_is_not_accepted(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, User(username="keeper-keepe"))


def test_wrong_passwords_are_counted_by_user_and_address(client: Client, db: None) -> None:
    User.objects.create_superuser("keeper", password=PASSWORD)
    statuses = [sign_in(client, "wrong") for _ in range(9)]
    assert (statuses[:7], statuses[8]) == ([200] * 7, 429)
    assert sign_in(client, PASSWORD) == 429
    assert sign_in(client, PASSWORD, OTHER) == 302


def test_many_users_tried_from_one_address_are_counted_too(client: Client, db: None) -> None:
    statuses = [sign_in(client, "wrong", name=f"user{number}") for number in range(21)]
    assert (statuses[:20], statuses[20]) == ([200] * 20, 429)


def test_a_session_ends_after_a_working_day_and_its_cookie_is_no_scripts(client: Client, db: None) -> None:
    User.objects.create_superuser("keeper", password=PASSWORD)
    assert sign_in(client, PASSWORD) == 302
    cookie = client.cookies[configured.SESSION_COOKIE_NAME]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (43_200, True, "Lax")


def test_a_session_is_new_when_one_signs_in_and_ends_when_one_signs_out(client: Client, db: None) -> None:
    keeper = User.objects.create_superuser("keeper", password=PASSWORD)
    given = client.session
    given.save()
    client.cookies[configured.SESSION_COOKIE_NAME] = given.session_key
    sign_in(client, PASSWORD)
    session = client.cookies[configured.SESSION_COOKIE_NAME].value
    thief = Client()
    thief.cookies[configured.SESSION_COOKIE_NAME] = session
    assert (session != given.session_key, thief.get("/admin/").status_code) == (True, 200)
    client.post("/admin/logout/")
    assert thief.get("/admin/").status_code == 302
    sign_in(client, PASSWORD)
    keeper.set_password(f"another {PASSWORD}")
    keeper.save()
    assert client.get("/admin/").status_code == 302


def test_a_password_is_kept_as_a_hash_and_reset_by_no_mail(db: None, settings: Settings) -> None:
    # The tests' own are quick.
    settings.PASSWORD_HASHERS = getattr(of_the_archive, "PASSWORD_HASHERS", global_settings.PASSWORD_HASHERS)
    keeper = User.objects.create_superuser("keeper", password=PASSWORD)
    assert keeper.password.startswith("pbkdf2_sha256$")
    with pytest.raises(NoReverseMatch):
        reverse("admin_password_reset")


def test_signing_in_leads_to_the_desk(client: Client, db: None) -> None:
    User.objects.create_superuser("keeper", password=PASSWORD)
    form = {"username": "keeper", "password": PASSWORD}
    assert client.post("/admin/login/", form)["Location"] == "/admin/"


@pytest.mark.parametrize(("group", "status"), [("审核员", 200), ("上传员", 404), (None, 404)])
def test_a_draft_is_seen_by_reviewers_alone(client: Client, db: None, group: str | None, status: int) -> None:
    draft = make_report(status=Report.Status.DRAFT)
    user = User.objects.create_user("staff", is_staff=True)
    if group:
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    answer = client.get(draft.get_absolute_url())
    assert answer.status_code == status
    assert answer.headers.get("Cache-Control") == ("private, no-store" if status == 200 else None)


def test_a_token_is_made_shown_once_and_revoked_on_its_page(keeper: Client) -> None:
    user = User.objects.get(username="keeper")
    form = {"user": user.pk, "name": "脚本", "scope": "upload", "days": 30}
    page = keeper.post("/admin/reports/apitoken/add/", form, follow=True).content.decode()
    token = ApiToken.objects.get()
    assert ("tra_" in page, token.expires_at - token.created_at < timedelta(days=31)) == (True, True)
    listed = keeper.get("/admin/reports/apitoken/").content.decode()
    assert ("tra_" in listed, "有效" in listed) == (False, True)
    keeper.post("/admin/reports/apitoken/", {"action": "end", "_selected_action": [token.pk]})
    token.refresh_from_db()
    assert token.state == "已作废"


@pytest.mark.parametrize("group", ["审核员", "上传员"])
def test_tokens_are_the_administrators(client: Client, db: None, group: str) -> None:
    user = User.objects.create_user("staff", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    assert client.get("/admin/reports/apitoken/").status_code == 403
