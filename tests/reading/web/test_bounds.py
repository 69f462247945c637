import pytest

from reports.reading import UnreadableFile, read
from reports.reading.web.bounds import refuse_absurd

MANY = 40_000
ABSURD = {
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(MANY)) + ">",
    "attributes without values": "<p " + " ".join(f"a{n}" for n in range(MANY)) + ">",
    "attributes that hold ends of tags": "<p " + " ".join(f"a{n}='>'" for n in range(MANY)) + ">",
    "attributes parted by slashes": "<p/" + "/".join(f"a{n}" for n in range(MANY)) + ">",
    "an end that never comes": "<p " + "a " * MANY,
    "behind a comment": "<!-- <p -->" + "<p " + "a=' ' " * MANY + ">",
    "on a script": "<script " + "a " * MANY + ">",
    "nesting": "<div>" * MANY,
}
HONEST = {
    "many tags": "<p class='x' style=\"a > b\" data-x=1>正文。</p>" * 5_000,
    "a long script": "<script>" + "if (a<b && c) d " * 5_000 + "</script>",
    "a long style": "<style>" + "a<b c " * 5_000 + "</style>",
    "a long comment": "<!--" + "<p a b c " * 5_000 + "-->",
    "a comment without end": "<!--" * MANY,
    "a long description": f"<meta content='{'词 ' * 5_000}'>",
    "less than": "1 < 2 " * MANY,
}


@pytest.mark.parametrize("name", ABSURD)
def test_absurd_markup_is_refused_before_a_tree_is_built(name: str) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        refuse_absurd(ABSURD[name])
    assert refusal.value.kind == "hostile"


@pytest.mark.parametrize("name", HONEST)
def test_honest_markup_is_let_through(name: str) -> None:
    refuse_absurd(HONEST[name])


def test_what_a_stranger_sends_is_read_in_a_child_process(monkeypatch: pytest.MonkeyPatch) -> None:
    page = f"<!doctype html><html><p>{'调解纠纷35件。' * 20}</p></html>".encode()
    text = read(page, "x.html").text
    monkeypatch.setattr("reports.reading.reader.read_here", None)
    assert read(page, "x.html", stranger=True).text == text
