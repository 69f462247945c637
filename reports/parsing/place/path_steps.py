"""What the path of an address says of the township (网址路径): its name's pinyin or initials as one step.

Sites of counties keep each township's papers under a step of its own: …/ltz/ or …/longtan/ is 龙潭镇 there. Only a
step that one township alone of the host's county can be meant by says anything.
"""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from reports.text.region_codes import is_township

from ..vocab import load
from .gazetteer import Unit, gazetteer
from .names import township_stem
from .pinyin import syllables

#: What sites put behind a township's letters: ltzzf, ltzrmzf, ltzxxgk.
_OFFICE = re.compile(r"(?:rmzf|zf|bsc|xxgk|zwgk)$")
#: Steps that are columns of any site, whatever township has these letters.
_COLUMNS = frozenset(load("place_words")["common_steps"])
_SHORTEST = 3


def township_of_path(url: str | None, county: str) -> Unit | None:
    """The one township of ``county`` whose pinyin or initials are a step of ``url``'s path; None where none or several."""
    found = {unit.code: unit for step in _steps(url) for unit in _by_letters(county).get(step, ())}
    return next(iter(found.values())) if len(found) == 1 else None


def _steps(url: str | None) -> set[str]:
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return set()
    # The last part is a page's own name.
    steps = {step for step in path.lower().split("/")[1:-1] if step.isascii() and step.isalpha()}
    named = {_OFFICE.sub("", step) for step in steps - _COLUMNS}
    return {step for step in named - _COLUMNS if len(step) >= _SHORTEST}


@lru_cache(maxsize=64)
def _by_letters(county: str) -> dict[str, list[Unit]]:
    """Whole pinyin, with 镇 or without, and initials with it → the townships of ``county`` they may stand for."""
    found: dict[str, list[Unit]] = {}
    for unit in gazetteer().below(county):
        if is_township(unit.code):
            whole, stem = syllables(unit.name), syllables(township_stem(unit.name))
            for form in {"".join(whole), "".join(stem), "".join(one[0] for one in whole if one)}:
                found.setdefault(form, []).append(unit)
    return found
