"""Base of the portal's commands (contract.md 2): `--json` prints one object on stdout, messages go to stderr, rights are `--user`'s."""

import json
import sys

from django.core.management.base import BaseCommand

from orgwork.accounts.models import User, system_user
from orgwork.kit.figures.asking import unit_within


class Stop(Exception):
    """Ends a command with an exit code and a Chinese message."""

    def __init__(self, message, code=1):
        super().__init__(message)
        self.message, self.code = message, code


class PortalCommand(BaseCommand):
    """Subclasses write `work(by, **options)` and return (object for --json, text for people) or (…, …, exit code)."""

    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="在标准输出打印一个 JSON 对象")
        parser.add_argument("--user", default="", help="以谁的权限运行（默认：系统账号，全区）")
        self.arguments(parser)

    def arguments(self, parser):
        """More arguments of the command."""

    def handle(self, **options):
        try:
            found, text, *code = self.work(by=actor(options["user"]), **options)
        except Stop as stop:
            self.stderr.write(stop.message)
            sys.exit(stop.code)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self.stdout.write(text)
        if code and code[0]:
            sys.exit(code[0])


def actor(username):
    """The user to act as. Raises Stop."""
    if not username:
        return system_user()
    found = User.objects.filter(username=username, is_active=True).first()
    if found is None:
        raise Stop(f"没有账号「{username}」，或已停用。")
    return found


def unit_of(code, scope):
    """The unit `code` within `scope`. Raises Stop, the same for absent and not in scope."""
    found = unit_within(scope, code)
    if found is None:
        raise Stop(f"找不到单位「{code}」，或者不在您的范围里。", 2)
    return found
