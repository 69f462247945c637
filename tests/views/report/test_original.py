"""The original as a download."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model

from reports.store.originals import keep, path_of
from reports.views.report.original import disposition
from tests.factories import make_report, make_source


@pytest.fixture
def original(db, settings, tmp_path: Path):
    settings.ARCHIVE_ROOT = tmp_path
    content = "<script>alert(1)</script>\r\n原文".encode("gb18030")
    keep(content)
    return content


def test_the_bytes_come_back_as_a_download_that_is_never_shown(original, client):
    report = make_report(source=make_source(original, "年报 2023.html"))
    response = client.get(f"/reports/{report.public_id}/original")
    assert response.content == original
    assert response.headers["Content-Type"] == "application/octet-stream"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response.headers["Content-Disposition"] == (
        "attachment; filename=\"__ 2023.html\"; filename*=UTF-8''%E5%B9%B4%E6%8A%A5%202023.html"
    )


def test_the_original_of_a_draft_is_for_reviewers_alone(original, client):
    report = make_report(source=make_source(original), status="draft")
    address = f"/reports/{report.public_id}/original"
    assert client.get(address).status_code == 404
    client.force_login(get_user_model().objects.create_superuser("keeper"))
    assert client.get(address).status_code == 200


def test_an_original_missing_from_the_store_is_a_404(db, client, settings, tmp_path):
    settings.ARCHIVE_ROOT = tmp_path
    assert client.get(f"/reports/{make_report().public_id}/original").status_code == 404


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", "attachment; filename=\"a.txt\"; filename*=UTF-8''a.txt"),
        ('a"b\r\nX: 1.txt', "attachment; filename=\"a_b_X_ 1.txt\"; filename*=UTF-8''a_b_X_%201.txt"),
        ("../../etc/passwd", "attachment; filename=\"_.._etc_passwd\"; filename*=UTF-8''_.._etc_passwd"),
        ("", "attachment; filename=\"original\"; filename*=UTF-8''original"),
    ],
)
def test_file_names_cannot_leave_their_header_or_folder(name, expected):
    assert disposition(name) == expected


@pytest.mark.parametrize("instead", ["folder", "link", "other bytes"])
def test_what_lies_in_an_originals_place_is_not_given_out(original, client, tmp_path, instead):
    report = make_report(source=make_source(original))
    path = path_of(report.source.sha256)
    path.unlink()
    if instead == "folder":
        path.mkdir()
    elif instead == "link":
        (tmp_path / "elsewhere").write_bytes(original)
        path.symlink_to(tmp_path / "elsewhere")
    else:
        path.write_bytes(b"other")
    answer = client.get(f"/reports/{report.public_id}/original")
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8")
