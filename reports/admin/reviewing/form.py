"""The form of the review screen."""

from typing import Any

from django import forms

from reports.models import Report
from reports.store.corrections import FIELDS


class ReviewForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in its stubs alone
    """A report's fields; ``seen`` is the revision that the reviewer looked at.

    Pressed on a page that somebody else has overtaken, it refuses: what that page still shows is no correction.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Report
        fields = FIELDS
        widgets = {name: forms.DateInput({"type": "date"}, "%Y-%m-%d") for name in ("published", "signed")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # It is chosen among candidates, or searched for.
        if "region" in self.fields:
            self.fields["region"].widget = forms.HiddenInput()
        self.initial["seen"] = self.instance.revision

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        now = (
            Report.objects.select_for_update().filter(pk=self.instance.pk).values_list("revision", flat=True)
        )
        if cleaned.get("seen") is not None and cleaned["seen"] != now.get():
            raise forms.ValidationError("您打开这一页之后，这篇报告又有改动，没有保存。请重新打开再改。")
        return cleaned

    def changes(self) -> dict[str, Any]:
        """Field → value of what was typed otherwise than it was; a region is its code."""
        typed = {name: self.cleaned_data[name] for name in self.changed_data if name in FIELDS}
        if typed.get("region") is not None:
            typed["region"] = typed["region"].code
        return typed

    def told(self) -> list[str]:
        """For the history, what was changed into what: 报告年度：2022 → 2023."""
        return [
            f"{self.fields[name].label}：{self._shown(name, self.initial.get(name))} → "
            f"{self._shown(name, self.cleaned_data[name])}"
            for name in self.changed_data
            if name in FIELDS
        ]

    def _shown(self, name: str, value: Any) -> str:
        if value in (None, ""):
            return "（空）"
        if name == "genre":
            return str(Report.Genre(value).label)
        if name == "region" and isinstance(value, int):
            return str(self.fields[name].queryset.filter(pk=value).first() or value)  # type: ignore[attr-defined]  # of a field of choices
        return str(value)
