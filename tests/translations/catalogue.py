"""The English words of the pages (译文): what there is to translate, and the catalogue that has it.

Babel, not Django's makemessages: it needs no gettext on the machine, and the same functions serve `make messages` and
the tests.
"""

import ast
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from reports.analysis.review.rulesets import rule_sets
from reports.parsing.vocab import load
from reports.text.remarks import PATTERNS

ROOT = Path(__file__).parent.parent.parent
PO = ROOT / "locale/en/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")
#: Function of the code → which of its arguments are the msgid, its plural, and its context.
FUNCTIONS: dict[str, tuple[int, int | None, int | None]] = {
    "_": (0, None, None),
    "gettext": (0, None, None),
    "ngettext": (0, 1, None),
    "pgettext": (1, None, 0),
    "Sentence": (0, None, None),
    "Counted": (0, 0, None),
    "joined": (1, None, None),
}


def in_code() -> Iterator[tuple[str, Message]]:
    """(file, message) of what Python says. A msgid that is no literal is a word of a vocabulary."""
    for path in sorted((ROOT / "reports").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in FUNCTIONS and len(node.args) > FUNCTIONS[name][0]:
                msgid, plural, context = (
                    None if place is None else getattr(node.args[place], "value", None)
                    for place in FUNCTIONS[name]
                )
                if isinstance(msgid, str):
                    yield _relative(path), Message((msgid, plural) if plural else msgid, context=context)


def in_templates() -> Iterator[tuple[str, Message]]:
    """(file, message) of what the templates of the pages say; the keepers' pages are Chinese."""
    for path in sorted((ROOT / "templates").rglob("*.html")):
        if "admin" in path.parts:
            continue
        # What Django makes of a template for gettext; its lines without indents are Python enough for Babel.
        code = "\n".join(line.strip() for line in templatize(path.read_text("utf-8")).split("\n"))
        for _, message, _, context in extract("python", BytesIO(code.encode())):
            yield _relative(path), Message(message, context=context)


def _relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def in_vocabularies() -> Iterator[tuple[str, str]]:
    """(file, msgid) of every name and explanation of the vocabularies that a page shows, and of every remark."""
    for name, key in (("topics", "topic"), ("indicators", "indicator")):
        for row in load(name)[key]:
            for field in ("name", "definition", "caveat"):
                if row.get(field):
                    yield f"reports/parsing/vocab/{name}.toml", row[field]
    for pattern in PATTERNS.values():
        yield "reports/text/remarks.py", pattern
    for name, rules in rule_sets().items():
        for words in (rules.name, rules.clause, *(item.name for item in rules.items)):
            yield f"reports/analysis/rules/{name}.toml", words


def template() -> Catalog:
    """All there is to translate."""
    catalog = Catalog()
    for file, message in (*in_code(), *in_templates()):
        catalog.add(message.id, locations=[(file, 0)], context=message.context)
    for file, message in in_vocabularies():
        catalog.add(message, locations=[(file, 0)])
    return catalog


def stored() -> Catalog:
    """The catalogue as it is in the repository."""
    with PO.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def compiled(catalog: Catalog) -> bytes:
    """The catalogue as Django reads it."""
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def save(catalog: Catalog) -> None:
    """Write both forms."""
    with PO.open("wb") as file:
        write_po(file, catalog, width=110, sort_output=True, ignore_obsolete=True, no_location=True)
    MO.write_bytes(compiled(catalog))


def forms(message: Message) -> list[str]:
    """The translations of a message: one, or one for each form of the plural."""
    return [message.string or ""] if isinstance(message.id, str) else list(message.string or ("",))


def untranslated(catalog: Catalog) -> list[str]:
    """The msgids without a translation or with one that was only guessed."""
    return [
        message.id if isinstance(message.id, str) else message.id[0]
        for message in catalog
        if message.id and (message.fuzzy or not all(forms(message)))
    ]
