"""``manage.py upload_token USER``: a token for POST /api/v1/uploads."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import CommandError

from reports.ingest.tokens import token_for, user_of
from reports.management.chinese import ChineseCommand


class Command(ChineseCommand):
    help = "打印一个上传令牌，程序可用它调用 POST /api/v1/uploads；改密码即失效。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("user", metavar="USER", help="用户名")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["user"]).first()
        if user is None:
            raise CommandError(f"没有用户 {options['user']}。")
        token = token_for(user)
        if user_of(token) is None or not user.has_perm("reports.add_batch"):
            raise CommandError(f"用户 {options['user']} 没有上传权限：请设为职员，并加入“上传员”组。")
        self.stdout.write(token)
