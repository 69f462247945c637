"""API tokens: made, listed with their last use, revoked; never changed and never shown again."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest

from reports.ingest.tokens import DAYS, make, revoke
from reports.models import ApiToken

from .kept import KeptAdmin


class TokenForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in its stubs alone
    """What a new token is for, what it may do and for how long."""

    days = forms.IntegerField(label="有效天数", min_value=1, max_value=3650, initial=DAYS)
    user = forms.ModelChoiceField(
        User.objects.filter(is_staff=True, is_active=True),
        label="用户",
        help_text="程序以这个用户的名义上传。",
    )

    class Meta:
        model = ApiToken
        fields: list[Any] = ["user", "name", "scope"]
        help_texts = {"name": "哪个程序用它，如“区里的上传脚本”。"}


@admin.register(ApiToken)
class TokenAdmin(KeptAdmin):
    """For administrators, who alone have the permissions."""

    form = TokenForm
    list_display = ["name", "user", "scope", "state_now", "expires_at", "last_used_at", "created_at"]
    list_filter = ["scope"]
    list_select_related = ["user"]
    actions = ["end"]

    @admin.display(description="状态")
    def state_now(self, token: ApiToken) -> str:
        return token.state

    @admin.action(description="作废所选令牌", permissions=["add"])
    def end(self, request: HttpRequest, tokens: QuerySet[ApiToken]) -> None:
        for token in tokens:
            revoke(token)
            self.log_change(request, token, "作废")
        self.message_user(request, f"已作废 {len(tokens)} 个令牌。", messages.WARNING)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: ApiToken, form: forms.ModelForm[ApiToken], change: bool
    ) -> None:
        token, row = make(obj.user, obj.name, obj.scope, form.cleaned_data["days"])
        # The history names the row that was made.
        obj.pk = row.pk
        self.message_user(request, f"令牌只显示这一次，请立即抄到程序里：{token}", messages.WARNING)
