"""What of a page is text: what its reader sees, and the article where only a script or a second page shows it."""

import base64
from email.message import EmailMessage

import pytest

from reports.reading import UnreadableFile, read

LINES = [
    "一、主要举措和成效",
    "镇党委、政府坚持依法行政，全年排查矛盾纠纷136次，成功调解48起，调解成功率98%，健全多元化解机制。",
    "二、存在的不足",
    "法治宣传形式单一，干部依法行政能力有待提高，执法力量薄弱，群众参与度不高，需要持续改进。",
    "三、下一步安排",
    "继续推进法治政府建设，健全依法决策机制，落实重大行政决策程序，强化监督，提升能力。",
]
ARTICLE = "".join(f"<p>{line}</p>" for line in LINES)
SHELL = "网页的正文藏在脚本才显示的部分里，已读出，请对照原网页。"
PAGED = "网页的正文分页，隐藏的各页已依次读出。"


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>报告</title>{head}</head><body>{body}</body></html>".encode()


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>调解<del>46</del><ins>48</ins>起，<s>摸</s>排查<strike>1</strike>2次</p>", "调解48起，排查2次"),
        ('<p>调解<span style="text-decoration: line-through">46</span>48起</p>', "调解48起"),
        ("<p>排查136<sup>①</sup>次，调解48<sup>[2]</sup>起，走访7<sup><a href=#n>3</a></sup>户，委员会<sup>注1</sup></p>",
         "排查136次，调解48起，走访7户，委员会"),
        ("<p>面积120m<sup>2</sup>，30米<sup>3</sup>，10<sup>4</sup>元，CO<sub>2</sub></p>", "面积120m²，30米³，10^4元，CO2"),
        ("<p><ruby>鄞<rp>(</rp><rt>yín</rt><rp>)</rp></ruby>州，人民<wbr>调解</p>", "鄞州，人民调解"),
        ("<p>&amp;nbsp;&amp;nbsp;“一站式”&amp;amp;ldquo;调解&amp;rdquo;&amp;#8220;</p>", "“一站式”“调解”“"),
        ("<p>甲&amp;乙 &amp;copy 丙</p>", "甲&乙 &copy 丙"),
        ('<p>前</p><iframe srcdoc="&lt;p>框内&lt;/p>"></iframe><p>后</p>', "前\n框内\n后"),
        ("<p>前</p><dialog>弹窗</dialog><dialog open>开着</dialog>", "前\n开着"),
    ],
)  # fmt: skip
def test_marks_of_the_writer_are_read_as_they_show(body: str, text: str) -> None:
    assert read(page(body), "a.html").text == text


@pytest.mark.parametrize(
    ("hiding", "shown"),
    [
        ('style="display:none"', ""),
        ('style="DISPLAY : none !important"', ""),
        ('style="visibility:hidden"', ""),
        ('style="opacity: 0;"', ""),
        ('style="opacity:0.5"', "藏"),
        ('style="font-size:0px"', ""),
        ('style="font-size:0.9em"', "藏"),
        ('style="position:absolute;left:-9999px"', ""),
        ('style="margin-left:-20px"', "藏"),
        ('style="text-indent:-9999px"', ""),
        ('style="height:0;overflow:hidden"', ""),
        ('style="position:absolute;clip:rect(0 0 0 0)"', ""),
        ('style="display:block;display:none"', ""),
        ("hidden", ""),
        ('aria-hidden="true"', "藏"),
        ('class="gone"', ""),
        ('class="gone back"', "藏"),
        ('class="gone" style="display:block"', "藏"),
        ('class="paper"', "藏"),
        ('class="narrow"', "藏"),
        ('class="screen"', ""),
        ('class="away"', ""),
        ('id="x" class="back"', ""),
    ],
)
def test_hidden_is_hidden_in_whatever_way(hiding: str, shown: str) -> None:
    rules = (
        "<style>/* .paper{display:none} */ .gone{display:none} .back{display:block}"
        "@media print{.paper{display:none}} @media (max-width:600px){.narrow{display:none}}"
        "@media screen{.screen{display:none}} .away{position:absolute;top:-2000px} #x{display:none}</style>"
    )
    text = read(page(f"<p>前</p><div {hiding}><p>藏</p></div><p>后</p>", rules), "a.html").text
    assert text == "\n".join(["前", *shown, "后"])


def test_blocks_whose_blanks_alone_are_of_no_size_are_shown() -> None:
    body = '<div style="font-size:0"><span style="font-size:16px">走访120户</span></div>'
    assert read(page(body), "a.html").text == "走访120户"


@pytest.mark.parametrize(
    "held",
    [
        f'<div id="js_content" style="visibility: hidden; opacity: 0;">{ARTICLE}</div>',
        f'<div class="content">{ARTICLE}</div>',
        f"<noscript><div>{ARTICLE}</div></noscript>",
        f'<textarea style="display:none">{escaped(ARTICLE)}</textarea>',
        f"<template>{ARTICLE}</template>",
        f'<input type="hidden" value="{escaped(ARTICLE)}">',
        f'<script type="text/template">{ARTICLE}</script>',
        f'<script>var detail = {{"id": 1, "content": "{ARTICLE}"}};</script>',
        "<script>window.data = '" + ARTICLE.replace("<", "\\u003c").replace("/", "\\/") + "'</script>",
    ],
    ids=["style", "class", "noscript", "textarea", "template", "input", "script of markup", "json", "script"],
)
def test_an_article_that_only_a_script_shows_is_read_and_said(held: str) -> None:
    data = page(f"<h1>青山镇报告</h1>{held}<div>主办：青山镇</div>", "<style>.content{opacity:0}</style>")
    source = read(data, "a.html")
    lines = source.text.split("\n")
    assert ([line for line in lines if line not in ("青山镇报告", "主办：青山镇")], source.notes) == (
        LINES,
        (SHELL,),
    )


def test_a_body_that_is_hidden_until_its_page_has_loaded_is_read() -> None:
    data = page(ARTICLE, "<style>body{visibility:hidden}</style>")
    source = read(data, "a.html")
    assert (source.text.split("\n"), source.notes) == (LINES, (SHELL,))


FIRST, SECOND = (
    "".join(f"<p>{line}</p>" for line in LINES[:2]),
    "".join(f"<p>{line}</p>" for line in LINES[2:]),
)
OTHER = "<p>解读：一要学习，二要宣传，三要落实，四要督查，五要考核；" + "各村各部门要高度重视。" * 12 + "</p>"


@pytest.mark.parametrize(
    ("body", "lines", "notes", "partial"),
    [
        (
            f'<div id="p1">{FIRST}</div><div id="p2" style="display:none">{SECOND}</div><a>下一页</a>',
            [*LINES, "下一页"], (PAGED,), (),
        ),
        (f'<div class="page on">{FIRST}</div><div class="page" style="display:none">{SECOND}</div>', LINES, (PAGED,), ()),
        (
            f'<div class="tab">{ARTICLE}</div><div class="tab" style="display:none">{OTHER}</div>',
            LINES, (), ("hidden_text",),
        ),
        (f'<div class="tab">{ARTICLE}</div><div class="print" hidden>{ARTICLE}</div>', LINES, (), ()),
        (f"<div>{ARTICLE}</div><div hidden>请使用新版浏览器，否则不能正常显示。</div>", LINES, (), ()),
        ('<h1>报告</h1><iframe src="detail.html"></iframe>', ["报告"], (), ("frame",)),
        (f'<div>{ARTICLE}</div><iframe src="ad.html"></iframe>', LINES, (), ()),
    ],
)  # fmt: skip
def test_what_a_page_hides_beside_its_text_is_read_in_order_or_named(
    body: str, lines: list[str], notes: tuple[str, ...], partial: tuple[str, ...]
) -> None:
    source = read(page(body), "a.html")
    assert (source.text.split("\n"), source.notes, source.partial) == (lines, notes, partial)


NOTICE = (
    "您好，本网站使用缓存文件，用于保存设置，改善浏览，不会收集您的个人信息，也不会提供给别人；点击同意，即表示接受隐私声明，"
    "如不同意，可在浏览器里关闭，部分功能可能受到影响，详情请联系管理员，谢谢您的理解和支持，祝您浏览愉快。"
)
SPAM = "注册就送彩金，天天返水，提款秒到，真人视讯，电子游艺，体育竞猜，彩票投注，棋牌捕鱼，诚邀代理，" * 3
REST = (
    "四、其他情况。镇党委每季度听取汇报，司法所牵头落实普法清单，组织干部学法12次，开展宣传8场，化解纠纷31件；"
    "执法队巡查96次，整治违建7处，群众满意度持续提升，村民代表参与监督，社区矫正对象全部在管，没有脱漏。"
)
LEADS = "".join(
    f'<li><a href="/{n}">青山镇召开第{n}次会议</a>，强调落实责任，深入排查，服务群众，确保平安。</li>'
    for n in range(9)
)
COPY = "".join(LINES)


@pytest.mark.parametrize(
    ("body", "doubtful"),
    [
        (f"<div hidden>{NOTICE}</div>{ARTICLE}", False),
        (f"{ARTICLE}<div hidden>{NOTICE}</div>{ARTICLE}", False),
        (f'<div class="TRS_Editor">{ARTICLE * 3}<p hidden>{NOTICE}</p></div>', False),
        (f'<div class="TRS_Editor">{ARTICLE * 3}<p hidden>{SPAM}</p></div>', True),
        (f"{ARTICLE}<div style='display:none'>{SPAM}</div>{ARTICLE}", True),
        (f"<div hidden>{SPAM}</div>{ARTICLE}", False),
        (f"{ARTICLE}<div hidden>{REST}</div>", True),
        (f"<div hidden>{REST}</div>{ARTICLE}", True),
        (f'<div class="TRS_Editor">{ARTICLE * 3}<p hidden>{REST}</p></div>', True),
        (f"{ARTICLE}<ul hidden>{LEADS}</ul>", False),
        (f"{ARTICLE}<div hidden>{REST}<a href='/1'>详情</a><a href='/2'>附件</a></div>", True),
        (f"{ARTICLE}<input type=hidden value='{COPY}'>", False),
        (f"{ARTICLE}<input type=hidden value='{COPY[40:]}'>", False),
        (f"{ARTICLE}<textarea style='display:none'>{COPY.replace('。', '；')}</textarea>", False),
        (f"{ARTICLE}<textarea style='display:none'>{COPY}{REST}</textarea>", True),
    ],
)
def test_what_is_hidden_is_doubtful_where_it_may_belong_to_the_report(body: str, doubtful: bool) -> None:
    assert read(page(body), "a.html").partial == (("hidden_text",) if doubtful else ())


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (
            "<tr><th colspan=2>处罚<th rowspan=2>合计<tr><th>警告<th>罚款<tr><td>4件<td>9件<td>13件",
            "处罚 |  | 合计\n警告 | 罚款 | 合计\n4件 | 9件 | 13件",
        ),
        ("<tr><td rowspan=2>执法<td>警告<td>4件<tr><td>罚款<td>9件<tr><td>普法<td>讲座<td>3场",
         "执法 | 警告 | 4件\n执法 | 罚款 | 9件\n普法 | 讲座 | 3场"),
        ("<tr><td>警告<td rowspan=2>13件<tr><td>罚款", "警告 | 13件\n罚款"),
        ("<tr><td colspan=3>附表<tr><td>甲<td>乙<td>丙", "附表\n甲 | 乙 | 丙"),
        ("<tr><td>名称<td colspan=3>报告<tr><td>甲<td>乙<td>丙<td>丁", "名称 | 报告\n甲 | 乙 | 丙 | 丁"),
        (f"<tr><td rowspan=2><table><tr><td>菜单<td>首页</table><td><p>{LINES[1]}</p><tr><td>{LINES[3]}",
         f"菜单 | 首页\n{LINES[1]}\n{LINES[3]}"),
        ("<tr><td colspan=99999 rowspan=99999>甲<td>乙", "甲" + " | " * 60 + "乙"),
    ],
)  # fmt: skip
def test_merged_cells_keep_every_figure_below_its_head(table: str, text: str) -> None:
    assert read(page(f"<table>{table}</table>"), "a.html").text == text


def archive(*pages: tuple[str, str, str]) -> bytes:
    """A web archive of pages, each with its Content-Location, its Content-ID and its body."""
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message.make_related()
    for location, identity, body in pages:
        message.add_related(page(body), maintype="text", subtype="html", cid=f"<{identity}>")
        message.get_payload()[-1]["Content-Location"] = location
    return message.as_bytes()


@pytest.mark.parametrize(
    ("pages", "text", "partial"),
    [
        (
            [
                ("http://x/a.html", "a", '<p>前</p><iframe src="cid:f1@x"></iframe><p>后</p>'),
                ("cid:f1@x", "f1@x", "<p>框内</p>"),
            ],
            "前\n框内\n后", (),
        ),
        (
            [("http://x/a.html", "a", '<iframe src="b/c.html#top"></iframe>'), ("http://x/b/c.html", "c", "<p>框内</p>")],
            "框内", (),
        ),
        (
            [("http://x/a.html", "a", '<iframe src="cid:b"></iframe>'), ("y", "b", '<p>里</p><iframe src="cid:c"></iframe>'),
             ("z", "c", '<p>深</p><iframe src="cid:a"></iframe>')],
            "里\n深", ("frame",),
        ),
        ([("http://x/a.html", "a", '<p>前</p><iframe src="gone.html"></iframe>')], "前", ("frame",)),
    ],
)  # fmt: skip
def test_frames_of_a_web_archive_are_read_where_they_stand(
    pages: list[tuple[str, str, str]], text: str, partial: tuple[str, ...]
) -> None:
    source = read(archive(*pages), "a.mht")
    assert (source.text, source.partial) == (text, partial)


def test_a_web_archive_of_a_frameset_is_read() -> None:
    pages = ("http://x/b.html", "b", "<p>左</p>"), ("http://x/c.html", "c", "<p>右</p>")
    frames = '</head><frameset cols="1,2"><frame src="b.html"><frame src="c.html"></frameset></html>'
    message = archive(("http://x/a.html", "a", "@"), *pages)
    before = base64.encodebytes(page("@")).strip()
    assert message.count(before) == 1
    after = base64.encodebytes(f"<!doctype html><html><head>{frames}".encode()).strip()
    assert read(message.replace(before, after), "a.mht").text == "左\n右"


def test_a_page_of_frames_alone_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnreadableFile, match="请打开那一页另存再传"):
        read(b'<html><frameset cols="1,2"><frame src="b.html"></frameset></html>', "a.html")
