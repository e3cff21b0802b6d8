"""`add_account`: an account with a post, or a further post for an account that is there."""

import os
import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from orgwork.accounts.models import User
from orgwork.accounts.rules import Role
from orgwork.accounts.scope import scope_for
from orgwork.console.opening import appoint, open_account
from orgwork.kit.commands import PortalCommand, Stop, unit_of


class Command(PortalCommand):
    help = "开设账号并任职；账号已有时只加任职。密码取自环境变量 ACCOUNT_PASSWORD，没有就生成并打印"

    def arguments(self, parser):
        parser.add_argument("username", help="登录账号")
        parser.add_argument("--name", default="", help="姓名（新账号必填）")
        parser.add_argument("--role", required=True, choices=Role.values, help="；".join(map("=".join, Role.choices)))
        parser.add_argument("--unit", required=True, help="单位代码")

    def work(self, by, **options):
        unit = unit_of(options["unit"], scope_for(by, "view", "units"))
        try:
            with transaction.atomic():
                user, password = account(options["username"], options["name"], by)
                post = appoint(user=user, unit=unit, role=options["role"], on=timezone.localdate(), by=by)
        except ValidationError as refused:
            raise Stop("".join(refused.messages)) from None
        found = {"username": user.username, "post": str(post)}
        if password:
            return {**found, "password": password}, f"已开设账号 {user.username}（{post}），密码 {password}"
        return found, f"账号 {user.username}：{post}"


def account(username, name, by):
    """(user, the password to print); the password is "" where it was given or the account was there."""
    known = User.objects.filter(username=username, is_system=False).first()
    if known:
        return known, ""
    if not name:
        raise Stop("新账号要写姓名，例如 --name 张三。")
    given = os.environ.get("ACCOUNT_PASSWORD", "")
    made = "" if given else "-".join(secrets.token_hex(2) for _ in range(4))
    return open_account(username=username, name=name, password=given or made, by=by), made
