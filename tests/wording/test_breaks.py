"""Where a title's lines may end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.wording.breaks import breakable, pieces


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        (
            "重庆市江津区中山镇人民政府2020年法治政府建设情况报告",
            "重庆市|江津区|中山镇|人民政府|2020年|法治政府|建设|情况|报告",
        ),
        ("乐山市市中区牟子镇2023年度法治建设工作总结", "乐山市|市中区|牟子镇|2023年度|法治建设|工作|总结"),
        (
            "忠县忠州街道办事处关于2021年法治政府建设工作情况的报告",
            "忠县|忠州|街道办事处|关于|2021年|法治政府|建设|工作|情况|的|报告",
        ),
        ("积石山保安族东乡族撒拉族自治县大河家镇年度报告", "积石山保安族东乡族撒拉族自治县|大河家镇|年度|报告"),
        ("包含“人民调解委员会”的报告", "包含“人民调解|委员会”的|报告"),
        ("最早见于本馆：2017 年，示例省爵岩市铃舌渡镇。", "最早见于本馆：|2017 年，|示例省|爵岩市|铃舌渡镇。"),
        ("江西省赣州市章贡区水南镇，榫州区铃舌渡镇", "江西省|赣州市|章贡区|水南镇，|榫州区|铃舌渡镇"),
        ("A report <b>", "A report <b>"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_line_ends_between_words(title, cut):
    assert "|".join(pieces(title)) == cut


@given(st.text(alphabet="重庆市江津区中山镇乡街道人民政府法治建设的2020年报告 <&"))
def test_nothing_is_lost(title):
    assert "".join(pieces(title)) == title
    assert "<" not in breakable(title).replace("<wbr>", "")
