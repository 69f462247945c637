import pytest

from reports.reading import UnreadableFile, read

BODY = "我镇认真履行法治建设职责，" * 20


def text_of(page: str) -> str:
    return read(f"<!doctype html>{page}".encode(), "a.html").text


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>一</p><p>二</p>", "一\n二"),
        ("<p>一<br>二<br/>三</p>", "一\n二\n三"),
        ("<h1>标题</h1>正文<div>后文</div>", "标题\n正文\n后文"),
        ("<p>&nbsp;&nbsp;　　缩进&nbsp;后</p>", "缩进 后"),
        ("<p>法治<b>政府</b>建设</p>", "法治政府建设"),
        ("<p>法治\n   政府</p>", "法治政府"),
        ("<p>rule of\n law</p>", "rule of law"),
        ("<p>2023 年</p>", "2023 年"),
        ("<p>零\u200b宽\ufeff字</p>", "零宽字"),
        ("<pre>第一行\n第二行</pre>", "第一行\n第二行"),
        ("<p></p><p>&nbsp;</p><p>有</p>", "有"),
        ("<p>调解&lt;35&gt;件</p>", "调解<35>件"),
        ("<p>前</p><script>document.write('<p>藏</p>')</script><p>后</p>", "前\n后"),
        ("<style>p{}</style><p>前</p><noscript>藏</noscript><template><p>藏</p></template>", "前"),
        ('<p>前</p><p hidden>藏</p><div style="Display : NONE"><p>藏</p></div><p>后</p>', "前\n后"),
        ("<!-- <p>藏</p> --><p>前</p><select><option>藏</option></select><textarea>藏</textarea>", "前"),
        ("<svg><text>藏</text></svg><iframe src=x>藏</iframe><p>前</p>", "前"),
        ("<p>没有闭合<p>第二段<li>第三段", "没有闭合\n第二段\n第三段"),
    ],
)
def test_blocks_become_lines(page: str, text: str) -> None:
    assert text_of(page) == text


@pytest.mark.parametrize(
    ("table", "text"),
    [
        (
            "<table><tr><th>项目</th><th>数</th></tr><tr><td>调解</td><td>35件</td></tr></table>",
            "项目 | 数\n调解 | 35件",
        ),
        (
            "<table><tr><td>索 引 号</td><td>A1</td><td>文号</td><td></td></tr></table>",
            "索 引 号 | A1 | 文号 |",
        ),
        ("<table><tr><td><p>甲</p><p>乙</p></td><td>丙</td></tr></table>", "甲 乙 | 丙"),
        ("<table><tr><td><p>独</p><p>段</p></td></tr></table>", "独\n段"),
        (
            "<table><tr><td>左</td><td><table><tr><td>里</td><td>外</td></tr></table></td></tr></table>",
            "左\n里 | 外",
        ),
        (f"<table><tr><td>左</td><td><p>{BODY * 5}</p><p>二</p></td></tr></table>", f"左\n{BODY * 5}\n二"),
        (
            "<table><caption>表一</caption><tr><td>甲</td><td>乙</td></tr></table><p>后</p>",
            "表一\n甲 | 乙\n后",
        ),
        ("<table><tr></tr><tr><td></td><td> </td></tr></table><p>后</p>", "后"),
    ],
)
def test_a_table_becomes_rows_and_a_layout_table_becomes_blocks(table: str, text: str) -> None:
    assert text_of(f"<div></div><div></div>{table}") == text


MENU = "<ul><li><a>首页</a></li><li><a>新闻</a></li><li><a>公开</a></li><li><a>服务</a></li></ul>"
CRUMB = "<div>当前位置：<a>首页</a>&gt;<a>政务公开</a>&gt;<a>青山镇</a>&gt;<a>报告</a></div>"
FOOTER = "<div>主办：青山镇人民政府<a>甲</a><a>乙</a><a>丙</a><a>丁</a></div>"


@pytest.mark.parametrize(
    "container",
    [
        '<div class="TRS_Editor">{}</div>',
        '<div id="zoom">{}</div>',
        "<UCAPCONTENT>{}</UCAPCONTENT>",
        '<div id="vsb_content">{}</div>',
        '<div class="con article-content">{}</div>',
        "<article>{}</article>",
    ],
)
def test_menus_outside_a_known_article_are_dropped_and_what_places_the_page_is_kept(container: str) -> None:
    article = container.format(f"<p>{BODY}</p>")
    page = f"{MENU}{CRUMB}<h1>青山镇报告</h1>{article}{MENU}{FOOTER}"
    assert text_of(page).split("\n") == [
        "当前位置：首页>政务公开>青山镇>报告",
        "青山镇报告",
        BODY,
        "主办：青山镇人民政府甲乙丙丁",
    ]


def test_links_inside_the_article_are_kept() -> None:
    assert text_of(f'<div id="zoom"><p>{BODY}</p>{MENU}</div>').split("\n")[1:] == [
        "首页",
        "新闻",
        "公开",
        "服务",
    ]


def test_without_a_known_article_all_of_the_page_is_kept() -> None:
    assert text_of(f"{MENU}<div><p>{BODY}</p></div>").split("\n") == ["首页", "新闻", "公开", "服务", BODY]


def test_meta_tags_title_and_linked_data_are_read() -> None:
    page = """<html><head><title> 青山镇
    报告 </title><META NAME="ArticleTitle" CONTENT=" 青山镇2023年报告 "><meta name="PubDate" content="2024-03-01">
    <meta name="empty" content=" "><meta property="og:title" content="报告">
    <script type="application/ld+json">{"headline": "青山镇", "datePublished": "2024-03-01"}</script>
    <script type="application/ld+json">{broken</script></head><body><p>正文</p></body></html>"""
    assert read(page.encode(), "a.html").meta == (
        ("title", "青山镇 报告"),
        ("articletitle", "青山镇2023年报告"),
        ("pubdate", "2024-03-01"),
        ("og:title", "报告"),
        ("headline", "青山镇"),
        ("datepublished", "2024-03-01"),
    )


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        ("<!DOCTYPE html><p>甲", "text/html"),
        ('<?xml version="1.0"?><html><p>甲</p></html>', "text/html"),
        ("<!-- 说明 -->\n<HTML><body>甲", "text/html"),
        ("一、调解<35件>，占a<b", "text/plain"),
        ("标题<br>正文", "text/plain"),
    ],
)
def test_a_page_is_told_by_its_content_not_by_its_name(data: str, media_type: str) -> None:
    for name in ("a.txt", "a.html", "a.pdf"):
        assert read(data.encode(), name).media_type == media_type


def test_tags_left_in_a_file_named_txt_do_not_make_it_a_page() -> None:
    piece = '<div class="a"><p>甲</p></div>'
    assert read(piece.encode(), "a.html").text == "甲"
    assert read(piece.encode(), "报告.TXT").text == piece


def test_nesting_beyond_any_honest_page_is_refused() -> None:
    with pytest.raises(UnreadableFile) as refusal:
        text_of("<div>" * 200_000 + "甲")
    assert refusal.value.kind == "hostile"


def test_a_page_of_unclosed_tags_is_read() -> None:
    assert text_of("<p>甲" * 3_000).split("\n") == ["甲"] * 3_000


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ('<ol style="list-style-type: cjk-ideographic"><li>举措<li>不足</ol>', "一、举措\n二、不足"),
        ('<ol style="list-style-type: decimal" start="3"><li>甲<li>乙</ol>', "3.甲\n4.乙"),
        ('<ol type="I"><li>甲<li value="5">乙<li>丙</ol>', "I.甲\nV.乙\nVI.丙"),
        ('<ol class="custom_cn2 list-paddingleft-1"><li><p>甲</p></li><li><p>乙</p></li></ol>', "（一）甲\n（二）乙"),
        ('<ol class="custom_cn"><li>甲<ol class="custom_num1"><li>子<li>丑</ol><li>乙</ol>', "一、甲\n1）子\n2）丑\n二、乙"),
        # A number of its own, and lists of which nobody knows how they look.
        ('<ol class="custom_cn"><li>一、甲<li>乙</ol>', "一、甲\n二、乙"),
        ("<ol><li>甲<li>乙</ol>", "甲\n乙"),
        ('<ul type="1"><li>甲</ul>', "甲"),
        ('<ol style="list-style: none"><li>甲</ol>', "甲"),
    ],
)  # fmt: skip
def test_a_list_is_read_with_the_numbers_the_page_says_it_shows(page: str, text: str) -> None:
    assert read(f"<html><body>{page}</body></html>".encode(), "网页.html").text == text


def test_a_page_whose_text_is_fetched_by_script_is_refused_with_what_to_do() -> None:
    page = "<html><body><div id=app></div><script>load('/api/article/12')</script></body></html>"
    with pytest.raises(UnreadableFile, match="在浏览器里打开后另存"):
        read(page.encode(), "网页.html")
