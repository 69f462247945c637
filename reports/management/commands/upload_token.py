"""``manage.py upload_token``: tokens for the API: make one, list them, revoke one."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError
from django.utils.timezone import localtime

from reports.ingest.tokens import DAYS, make, revoke
from reports.management.chinese import ChineseCommand
from reports.models import ApiToken
from reports.store.history import record_run


class Command(ChineseCommand):
    help = "打印一个新的 API 令牌（只显示这一次）；也可列出、作废令牌。改密码即全部失效。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", nargs="?", metavar="USER", help="用户名")
        parser.add_argument("--name", default="程序", help="用途，列表里看得到")
        parser.add_argument(
            "--scope",
            choices=ApiToken.Scope.values,
            default=ApiToken.Scope.UPLOAD,
            help="upload 可上传和读取，read 只提高读取的次数上限",
        )
        parser.add_argument("--days", type=int, default=DAYS, help=f"几天后到期（默认 {DAYS}）")
        parser.add_argument("--list", action="store_true", help="列出令牌，给了用户名就只列这个用户的")
        parser.add_argument("--revoke", type=int, metavar="ID", help="作废列表里这个编号的令牌")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["revoke"] is not None:
            self._revoke(options["revoke"])
        elif options["list"]:
            self._list(options["user"])
        else:
            self._make(options)

    def _make(self, options: dict[str, Any]) -> None:
        name, scope, days = options["user"], options["scope"], options["days"]
        if not name:
            raise CommandError("请给出用户名，或用 --list、--revoke。")
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"没有用户 {name}。")
        if not 0 < days <= 3650:
            raise CommandError("--days 要在 1 至 3650 之间。")
        if not (user.is_active and user.is_staff):
            raise CommandError(f"用户 {name} 不能用令牌：请设为职员。")
        if scope == ApiToken.Scope.UPLOAD and not user.has_perm("reports.add_batch"):
            raise CommandError(f"用户 {name} 没有上传权限：请设为职员，并加入“上传员”组。")
        token, row = make(user, options["name"][:80], scope, days)
        record_run("upload_token", f"发了令牌：{row}")
        self.stdout.write(token)

    def _list(self, name: str | None) -> None:
        tokens = ApiToken.objects.select_related("user").order_by("pk")
        for token in tokens.filter(user__username=name) if name else tokens:
            used = f"{localtime(token.last_used_at):%Y-%m-%d}" if token.last_used_at else "从未"
            until = f"{localtime(token.expires_at):%Y-%m-%d}"
            self.stdout.write(
                f"{token.pk}  {token.user.get_username()}  {token.name}  {token.get_scope_display()}  "
                f"{token.state}  到期 {until}  最近使用 {used}"
            )

    def _revoke(self, pk: int) -> None:
        token = ApiToken.objects.filter(pk=pk).first()
        if token is None:
            raise CommandError(f"没有编号为 {pk} 的令牌，用 --list 看有哪些。")
        revoke(token)
        record_run("upload_token --revoke", f"作废了令牌：{token}")
        self.stdout.write(f"已作废：{token}。")
