"""The values of an OpenDocument's forms: of its controls (ODF 1.3, 13) and of fields taken over from Word."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

_FORM = "{urn:oasis:names:tc:opendocument:xmlns:form:1.0}"
_FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
FIELD_MARK, FIELD_MARK_START = f"{_FIELD}fieldmark", f"{_FIELD}fieldmark-start"
_CHECKED, _UNCHECKED = "☑", "☐"
_WRITTEN = ("text", "textarea", "formatted-text", "number", "date", "time", "combobox")


def read_controls(forms: Element) -> dict[str, str]:
    """What each control of forms shows, by its name; of buttons and passwords nothing."""
    found: dict[str, str] = {}
    for control in forms.iter():
        name = control.get(f"{_FORM}id") or control.get(_XML_ID)
        if (
            name
            and control.tag.startswith(_FORM)
            and (value := _value(control, control.tag.removeprefix(_FORM)))
        ):
            found[name] = value
    return found


def _value(control: Element, kind: str) -> str:
    said: Callable[[str], str] = lambda name: control.get(f"{_FORM}{name}", "")  # noqa: E731
    if kind in _WRITTEN:
        return said("current-value") or said("value")
    if kind == "checkbox":
        checked = (said("current-state") or said("state")) == "checked"
    elif kind == "radio":
        checked = (said("current-selected") or said("selected")) == "true"
    elif kind == "listbox":
        options = control.findall(f"{_FORM}option")
        chosen = [one for one in options if one.get(f"{_FORM}current-selected") == "true"] or [
            one for one in options if one.get(f"{_FORM}selected") == "true"
        ]
        return "、".join(one.get(f"{_FORM}label", "") for one in chosen)
    else:
        return said("label") if kind == "fixed-text" else ""
    return f"{_CHECKED if checked else _UNCHECKED}{said('label')}"


def field_value(mark: Element) -> str:
    """A box ticked or the entry chosen of a field that was one of Word's forms; "" for any other."""
    kind = mark.get(f"{_FIELD}type", "").rpartition(".")[2]
    held: dict[str, list[str]] = {}
    for one in mark.iter(f"{_FIELD}param"):
        held.setdefault(one.get(f"{_FIELD}name", ""), []).append(one.get(f"{_FIELD}value", ""))
    if kind == "FORMCHECKBOX":
        return _CHECKED if held.get("Checkbox_Checked") == ["true"] else _UNCHECKED
    if kind == "FORMDROPDOWN":
        at, entries = (held.get("Dropdown_Selected") or ["0"])[0], held.get("Dropdown_ListEntry", [])
        return entries[int(at)] if at.isdecimal() and len(at) < 5 and int(at) < len(entries) else ""
    return ""
