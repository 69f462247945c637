"""No address with anything in any parameter, or in any part of its path, makes the archive fail."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote_from_bytes
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.api import api
from reports.models import Report
from reports.search.query.criteria import PARAMETERS

ROOT = Path(__file__).parent.parent.parent
#: What stands in each place of an address so that it leads somewhere.
FILLED = {
    "code": "330921101",
    "slug": "disputes_mediated",
    "name": "spread",
    "ending": "svg",
    "batch_id": "1",
}
#: Signs that patterns, SQL, XML, paths and numbers trip over, beside any of Unicode.
ODD = (
    *"\x01\x0b\x1b\x7f\x85\u2028\u202e\ufeff\ufffe\ufffd\U0010ffff'\"\\%_;<>&()[]{}*?~^|:#-+١²½Ⅷ",
    *("-1", "0", "1e9", "9" * 30, "NaN", "１２", "-0", "None", "title:", "OR", '""', "(((",
      "../", "\r\n", "2023-2019", "99", "33"),
)  # fmt: skip


def paths() -> list[str]:
    """Every address of the site but the admin's, its places as ``<name>``."""

    def below(resolver: URLResolver, prefix: str) -> Iterator[str]:
        for one in resolver.url_patterns:
            path = prefix + str(one.pattern)
            if isinstance(one, URLResolver):
                yield from below(one, path)
            elif isinstance(one, URLPattern):
                yield "/" + re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", path)

    return sorted({path for path in below(get_resolver(), "") if not path.startswith("/admin/")})


def parameters() -> list[str]:
    """The names that the pages ask for, those of filters, and those of the API."""
    sources = [path.read_text("utf-8") for path in (ROOT / "reports/views").rglob("*.py")]
    asked = {name for source in sources for name in re.findall(r'(?:get|getlist)\("(\w+)"', source)}
    described = api.get_openapi_schema()["paths"].values()
    told = {
        parameter["name"]
        for path in described
        for operation in path.values()
        for parameter in operation.get("parameters", ())
    }
    return sorted(asked | told | set(PARAMETERS))


#: Those that say that something is out of order say it by a status of 5xx.
PATHS = [path for path in paths() if path not in ("/healthz", "/readyz")]
ANYTHING = st.one_of(
    st.text(max_size=12).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(st.sampled_from(ODD), min_size=1, max_size=4).map(lambda signs: "".join(signs).encode()),
    st.binary(max_size=8),
    st.sampled_from(["1", "2023", "330921", "枫桥经验", "legality_review"]).map(str.encode),
)
QUERY = st.lists(st.tuples(st.sampled_from(parameters()), ANYTHING), max_size=4)


@pytest.fixture
def archive(report: Report, indexed: Callable[[], int]) -> Client:
    indexed()
    return Client(raise_request_exception=False)


def address(path: str, places: dict[str, bytes], query: list[tuple[str, bytes]]) -> str:
    filled = re.sub(r"<(\w+)>", lambda place: quote_from_bytes(places[place[1]], safe=""), path)
    return f"{filled}?{'&'.join(f'{name}={quote_from_bytes(value)}' for name, value in query)}"


def test_the_addresses_and_parameters_are_found() -> None:
    assert {"/reports/", "/feeds/reports.atom", "/indicators/<slug>/<name>.<ending>", "/check/"} <= set(PATHS)
    assert {"q", "region", "hl", "page", "page_size", "by"} <= set(parameters())


@given(path=st.sampled_from(PATHS), query=QUERY, odd=st.booleans(), placed=ANYTHING)
@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_address_makes_the_archive_fail(
    archive: Client, path: str, query: list[tuple[str, bytes]], odd: bool, placed: bytes
) -> None:
    report = Report.objects.get()
    known = FILLED | {"public_id": report.public_id, "number": str(report.pk)}
    names = re.findall(r"<(\w+)>", path)
    places = {name: placed if odd else known.get(name, "x").encode() for name in names}
    assert archive.get(address(path, places, query)).status_code < 500


@pytest.mark.parametrize("sign", ODD)
def test_the_feed_and_the_charts_are_well_formed_whatever_is_asked(archive: Client, sign: str) -> None:
    Report.objects.update(title=f"山前镇{sign.replace(chr(0), '')}报告")
    for path in ("/feeds/reports.atom", "/coverage/years.svg", "/indicators/disputes_mediated/spread.svg"):
        answer = archive.get(path, {"q": sign} if "feeds" in path else {"region": sign})
        assert answer.status_code in (200, 404, 422)
        if answer.status_code == 200:
            ElementTree.fromstring(answer.content)
