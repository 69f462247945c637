"""The outline: what only looks like a heading."""

import pytest

from tests.parsing.sections.outlines import BODY, MORE, read

TRAPS = [
    ("一方面", f"一方面，{BODY}\n另一方面，{MORE}"),
    ("三个一批", f"三个一批项目推进顺利。{BODY}\n一批骨干得到锻炼。{MORE}"),
    ("一是 … 二是", f"一是{BODY}\n二是{MORE}\n三是{MORE}"),
    ("（一是） in brackets", f"（一是）{BODY}\n（二是）{MORE}\n（三是）{MORE}"),
    ("(一)类", f"（一）类场所全部纳管。{BODY}"),
    ("第一责任人", f"第一责任人职责逐项落实。{BODY}\n第二，{MORE}"),
    ("a decimal figure", "1.5万名群众参加。\n2.3万份资料发出。\n3.6万元用于补助。"),
    ("a date", f"2023.12.4 宪法宣传\n{BODY}\n12.4国家宪法日\n{MORE}\n3.15晚会\n{MORE}"),
    ("a time", f"9:30 签到\n{BODY}\n10：00 开会"),
    ("houses", f"1、2号楼加装扶手。{BODY}\n3、4号楼同步推进。{MORE}"),
    ("industries", f"一、二、三产业融合发展。{BODY}\n二、三产业占比提高。{MORE}"),
    (
        "a list of laws",
        "学习内容：\n1.《中华人民共和国宪法》\n2.《中华人民共和国民法典》；\n3.《信访工作条例》。",
    ),
    ("a document number", f"依据某府发（2023）5号文件，{BODY}按照第（三）项执行。"),
    ("一、 in running text", f"今年主要抓了三件事：一、修好路；二、通好水；三、治好山。{BODY}"),
    ("(一) in running text", f"会议强调要做到（一）守规矩；（二）讲程序；（三）重证据。{BODY}{MORE}{MORE}"),
    ("1. in running text", f"流程为：1.登记；2.受理；3.办结。{BODY}"),
    ("a list within a line", f"一、修路；二、通水；三、治山。{BODY}"),
    ("another list within a line", f"1、人手不足；2、经费不够；3、设备陈旧。{BODY}"),
    ("a clause cited at a line's beginning", f"（三）项规定不适用。{BODY}\n（二）款所列情形除外。{MORE}"),
    ("a list parted by commas", f"做到：一、人到位，二、物到位，三、钱到位。{BODY}"),
    ("page numbers", f"{BODY}\n- 1 -\n{MORE}\n- 2 -\n{MORE}\n3.\n"),
    ("pagination", "上一页 1、2、3、下一页"),
    ("a lone number", f"3.{BODY}"),
    ("meetings", f"十八届三中、四中全会精神得到落实。{BODY}\n二十大报告提出要求。{MORE}"),
    ("nothing", ""),
    ("a marker without words", "一、\n\n二、。\n（一）\n"),
]


@pytest.mark.parametrize("text", [case[1] for case in TRAPS], ids=[case[0] for case in TRAPS])
def test_what_only_looks_like_a_heading_is_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    "text", [case[1] for case in TRAPS if case[1]], ids=[case[0] for case in TRAPS if case[1]]
)
def test_what_only_looks_like_a_heading_does_not_disturb_the_headings_around_it(text: str) -> None:
    whole = f"一、做法\n（一）抓学习\n{text}\n（二）抓培训\n{BODY}\n二、不足\n{MORE}"
    assert read(whole) == ["1 一、|做法", "1.1 （一）|抓学习", "1.2 （二）|抓培训", "2 二、|不足"]
