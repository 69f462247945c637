"""The check of a draft: what it shows, and that it keeps nothing."""

import html as htmllib
import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as project
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reports.models import UsualRange
from reports.search.index.writer import drain
from tests.factories import make_region, make_report

DRAFT = """山前镇2023年度法治政府建设情况报告
一、主要举措和成效
全年共调处矛盾纠纷60件，成功化解51件，化解率98%。
二、存在的不足和原因
持证执法人员偏少，案卷制作不够细致。
三、2023年工作计划
2024年，新增两名执法人员，开展法治宣传12场次。
浙江省舟山市岱山县山前镇人民政府
2024年1月9日
"""


@pytest.fixture
def region(db):
    for code, name in (("33", "浙江省"), ("3309", "舟山市"), ("330921", "岱山县")):
        make_region(code, name)
    return make_region("330921100", "高亭镇")


def post(client: Client, **data) -> str:
    response = client.post("/check/", data)
    assert response.status_code == 200
    return htmllib.unescape(response.content.decode())


def part(html: str, name: str) -> str:
    return html.split(f'id="{name}"')[1].split("</section>")[0]


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def peers(values: list[int], county: str = "330921", year: int = 2023, **fields) -> None:
    for number, value in enumerate(values):
        figure = {"indicator": "disputes_mediated", "value": Decimal(value), "unit": "件"}
        make_report(region=f"{county}{201 + number}", year=year, metrics=[figure], **fields)


def draft_of(place: str = "浙江省舟山市岱山县高亭镇") -> str:
    return DRAFT.replace("浙江省舟山市岱山县山前镇", place).replace("山前镇", "高亭镇")


def test_the_form_promises_to_keep_nothing(client, db):
    response = client.get("/check/")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.content.decode().count("不保存，不入库，不记日志") == 1


def test_header_and_footer_lead_to_it(client, db):
    assert client.get("/topics/").content.decode().count('href="/check/"') == 2


def test_what_was_read_is_shown(client, region):
    html = post(client, text=draft_of())
    read = plain(part(html, "read"))
    assert "高亭镇2023年度法治政府建设情况报告" in read
    assert "浙江省 舟山市 岱山县 高亭镇" in read
    assert "2024年4月1日前" in read
    outline = part(html, "outline")
    assert re.findall(r'href="#s-\w+">([^<]+)</a> <span class="tag">([^<]+)', outline) == [
        ("一、主要举措和成效", "主要举措和成效"),
        ("二、存在的不足和原因", "不足和原因"),
        ("三、2023年工作计划", "下一年度安排"),
    ]
    anchors = re.findall(r'href="#(s-\w+)"', outline)
    assert [html.count(f' id="{anchor}"') for anchor in anchors] == [1] * len(anchors)


def test_the_five_items_are_found_with_their_words_or_not_found(client, region):
    html = post(client, text=draft_of())
    required = part(html, "required")
    headings = [
        re.search(f'id="{anchor}"[^>]*>([^<]*)<', html) for anchor in re.findall(r'href="#(s-\w+)"', required)
    ]
    assert [found and found[1][:1] for found in headings] == ["一", "二", "三"]
    assert required.split("</ul>")[0].count("未见") == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("山前镇2023年度", "山前镇2023年度"), []),
        (
            ("一、主要举措", "2022年，山前镇推进法治建设，现将2022年工作报告如下。\n一、主要举措"),
            ["年度不一致"],
        ),
        (("持证执法", "澳门威尼斯人博彩官网注册送彩金\n持证执法"), ["混入的外来文字"]),
    ],
)
def test_another_year_in_the_body_and_foreign_text_are_said_first(client, region, change, said):
    html = post(client, text=DRAFT.replace(*change))
    first = html.split('<nav class="jump-line"')[0]
    assert re.findall(r'class="notice warn" role="status"><b>([^<]+)</b>', first) == said


def test_a_sum_that_its_parts_do_not_give_is_a_hint(client, region):
    html = post(
        client, text=DRAFT.replace("化解率98%。", "化解率85%。其中邻里20件、婚姻60件、土地30件，共120件。")
    )
    assert "分项合计110件，写的总数是120件。" in plain(part(html, "hints"))


def test_hints_and_leftover_years_lead_to_their_places(client, region):
    html = post(client, text=draft_of())
    hints, leftovers = part(html, "hints"), part(html, "leftovers")
    assert "文中写98%，按51/60计算是85%。" in hints
    assert "这里写的是2023年的计划，而2023年度的报告应安排2024年的工作。" in leftovers
    for anchor in re.findall(r'href="#([ms]-[\d.]+)"', hints + leftovers):
        assert html.count(f'id="{anchor}"') == 1


def test_the_figure_of_last_years_report_and_the_usual_range_are_known(client, region):
    figure = {"indicator": "disputes_mediated", "value": Decimal(60), "unit": "件", "year": 2022}
    make_report(region=region, year=2022, metrics=[figure])
    UsualRange.objects.create(indicator_id="disputes_mediated", unit="件", low=1, high=5, n=30, of=30)
    hints = part(post(client, text=draft_of()), "hints")
    assert hints.count("与上一年度报告的数字相同") == 1
    assert hints.count("其他30份报告多在1至5之间") == 1


def test_figures_stand_beside_the_median_of_the_nearest_peers(client, region):
    peers([10, 20, 30, 40, 50])
    peers([900] * 9, county="330922")
    figures = part(post(client, text=draft_of()), "figures")
    assert "岱山县 2023 年度其他 5 篇报告" in plain(figures)
    row = plain(figures.split("<tbody>")[1].split("</tr>")[0])
    assert "30 件 n=5" in row


def test_where_the_county_has_too_few_reports_the_city_is_asked(client, region):
    peers([10, 20])
    peers([30, 40, 90], county="330922", year=2022)
    assert "舟山市 2022—2023 年度其他 5 篇报告" in plain(part(post(client, text=draft_of()), "figures"))


def test_own_drafts_plans_and_old_years_are_no_peers(client, region):
    peers([10, 20, 30, 40], year=2023)
    peers([10] * 5, year=2019)
    peers([10] * 5, status="draft")
    make_report(region=region, year=2022)
    assert "报告太少" in part(post(client, text=draft_of()), "figures")


def test_sentences_that_stand_elsewhere_are_shown_with_where(client, region):
    sentence = "我镇组织退休教师成立法治宣讲小组，每逢集日在集市东头摆桌答疑。"
    make_report(f"一、主要举措\n{sentence}\n", region="330921102", year=2022)
    from reports.models import Report
    from reports.store import copied_rows as reuse

    for report in Report.objects.all():
        reuse.remember(report)
    found = part(post(client, text=draft_of().replace("全年共", f"{sentence}全年共")), "reuse")
    assert plain(found).count(sentence) == 1
    assert "地区330921102 2022" in plain(found)


def test_a_draft_about_nobody_knows_what_is_answered(client, db):
    html = post(client, text="今天下雨。")
    assert html.count("没有识别出地区") + html.count("没有读出数字") == 1


def test_what_comes_with_the_draft_is_escaped(client, db):
    raw = client.post("/check/", {"text": "<script>alert(1)</script></textarea><img src=x>"}).content.decode()
    assert [bad for bad in ("<script>alert", "</textarea><img", "<img src=x") if bad in raw] == []


def docx(text: str) -> bytes:
    lines = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kinds = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
        '.wordprocessingml.document.main+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
        ' Target="word/document.xml"/></Relationships>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("[Content_Types].xml", kinds)
        file.writestr("_rels/.rels", relations)
        file.writestr(
            "word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{lines}</w:body></w:document>'
        )
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("稿.txt", draft_of().encode()),
        ("稿.txt", draft_of().encode("gb18030")),
        ("稿.docx", docx(draft_of())),
    ],
)
def test_a_file_is_read_in_place_of_pasted_text(client, region, name, data):
    html = post(client, text="别的文字", file=SimpleUploadedFile(name, data))
    assert "高亭镇2023年度法治政府建设情况报告" in part(html, "read")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "请先贴上文字，或选一个文件。"),
        ({"text": " \n "}, "请先贴上文字，或选一个文件。"),
        ({"text": "法" * 100_001}, "文字有 100,001 字，超过 100,000 字的上限。"),
        ({"file": SimpleUploadedFile("x.txt", b"a" * (10 * 1024 * 1024 + 1))}, "文件超过 10 MB 的上限。"),
        ({"file": SimpleUploadedFile("x.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50)}, "这是图片"),
    ],
)
def test_what_cannot_be_read_is_answered_with_a_sentence(client, db, data, sentence):
    response = client.post("/check/", data)
    assert (response.status_code, response.headers["Cache-Control"]) == (422, "no-store")
    assert response.content.decode().count(sentence) == 1


def test_a_form_from_elsewhere_is_refused(db):
    assert Client(enforce_csrf_checks=True).post("/check/", {"text": DRAFT}).status_code == 403


def test_a_form_of_its_own_is_taken(db):
    client = Client(enforce_csrf_checks=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get("/check/").content.decode())
    assert token
    answer = client.post("/check/", {"text": DRAFT, "csrfmiddlewaretoken": token[1]})
    assert answer.status_code == 200


def rows() -> dict[str, list[tuple[object, ...]]]:
    return {model._meta.label: sorted(model.objects.values_list(), key=str) for model in apps.get_models()}


def files(*folders: Path) -> dict[str, tuple[int, bytes]]:
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path): (path.stat().st_mtime_ns, path.read_bytes()) for path in found}


def kept_open(tmp_path: Path) -> list[Path]:
    """Where anything could be left: originals, index, media and the folder for temporary files."""
    index = Path(project.HAYSTACK_CONNECTIONS["default"]["PATH"])
    return [Path(project.ARCHIVE_ROOT), index, Path(project.MEDIA_ROOT or tmp_path), tmp_path]


@pytest.mark.parametrize("user", ["nobody", "staff"])
def test_nothing_is_kept(client, region, indexed, tmp_path, settings, monkeypatch, caplog, admin_user, user):
    # Whatever would spool an upload to the disk fails here.
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "nowhere")
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    peers([10, 20, 30, 40, 50])
    drain()
    if user == "staff":
        client.force_login(admin_user)
    client.get("/check/")
    caplog.clear()
    caplog.set_level(0)
    folders = kept_open(tmp_path)
    before = rows(), files(*folders)
    # Larger than what Django would hold in memory by itself.
    page = f"<html><body><!--{'x' * 3_000_000}--><p>{draft_of()}</p></body></html>"
    large = page.encode()
    broken = docx(draft_of())[:-30]
    drafts = [
        {"text": draft_of()},
        {"file": SimpleUploadedFile("机密稿.html", large)},
        {"file": SimpleUploadedFile("机密稿.docx", docx(draft_of()))},
        {"file": SimpleUploadedFile("机密稿.docx", broken)},
        {"file": SimpleUploadedFile("机密稿.txt", b"a" * (11 * 1024 * 1024))},
    ]
    assert [client.post("/check/", draft).status_code for draft in drafts] == [200, 200, 200, 422, 422]
    assert (rows(), files(*folders)) == before
    words = ("高亭镇", "机密稿", "矛盾纠纷", "化解")
    assert [
        one.getMessage() for one in caplog.records if any(word in one.getMessage() for word in words)
    ] == []
    assert [name for name in client.cookies if name not in ("csrftoken", "sessionid")] == []


def test_a_longer_draft_causes_no_more_queries(client, region, django_assert_max_num_queries):
    peers([10, 20, 30, 40, 50])
    longer = draft_of().replace(
        "二、存在",
        "\n".join(
            f"全年举办法治讲座{n + 30}场，调解邻里纠纷{n + 40}件，发放资料{n + 500}份。" for n in range(40)
        )
        + "\n二、存在",
    )
    post(client, text=draft_of())
    with django_assert_max_num_queries(100) as short:
        post(client, text=draft_of())
    with django_assert_max_num_queries(100) as long:
        post(client, text=longer)
    assert len(long) == len(short)
