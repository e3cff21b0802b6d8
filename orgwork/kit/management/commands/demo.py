"""`demo`: the invented district 410399 甲区 in an empty database (contract.md 2)."""

import os
import secrets
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from orgwork.accounts.models import Unit, User
from orgwork.kit import demo
from orgwork.kit.commands import PortalCommand, Stop
from orgwork.kit.demo.placenames import DISTRICT

FEWEST_COMMUNITIES = 4
SIGNS = ("admin", "quli", "shuji001")


class Command(PortalCommand):
    help = "在空数据库里建立虚构的甲区（410399）：单位、账号、党组织、党员、两年的记录和月报"

    def arguments(self, parser):
        parser.add_argument("--communities", type=int, default=16, help="社区数，至少 4 个")
        parser.add_argument("--members", type=int, default=2000, help="党员数")
        parser.add_argument("--cadres", type=int, default=240, help="科级干部数；有干部台账时才用到")
        parser.add_argument("--months", type=int, default=24, help="记录和月报往前多少个月")
        parser.add_argument("--seed", type=int, default=1, help="同一个数得到同一个区")
        parser.add_argument("--today", type=date.fromisoformat, help="故事到哪一天为止，如 2024-07-29；不写就是今天")

    def work(self, by, **options):
        if found := standing():
            return found, "示范区已经在这个数据库里，没有改动。"
        refuse_data()
        password = os.environ.get("DEMO_PASSWORD") or generated()
        wanted = asked(options, password)
        self.stderr.write(
            f"正在建立示范区：{wanted.communities} 个社区，{wanted.members} 名党员，{wanted.months} 个月 ……"
        )
        with transaction.atomic():
            world = demo.World(wanted, by)
            demo.run_steps(world)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # else the planner takes the new tables for empty ones until autovacuum comes by
        given = "" if os.environ.get("DEMO_PASSWORD") else password
        return as_json(world, given), as_text(world, given)


def asked(options, password):
    """The Options of the command line. Raises Stop."""
    if options["communities"] < FEWEST_COMMUNITIES:
        raise Stop(f"社区至少 {FEWEST_COMMUNITIES} 个：故事里各有一个。请改 --communities。", 2)
    if options["members"] < 0 or not 0 <= options["months"] <= 60:
        raise Stop("--members 不能小于 0，--months 在 0 到 60 之间。请改正。", 2)
    names = ("communities", "members", "cadres", "months", "seed")
    return demo.Options(
        today=options["today"] or timezone.localdate(), password=password, **{name: options[name] for name in names}
    )


def standing():
    """A short answer when this database already holds the demo district."""
    roots = set(Unit.everything.filter(parent=None).values_list("code", "name"))
    if roots != {DISTRICT} or User.objects.filter(username__in=SIGNS).count() < len(SIGNS):
        return None
    return {"district": DISTRICT[0], "made": {}, "logins": [], "standing": True}


def refuse_data():
    """Real data and invented people must never stand side by side. Raises Stop."""
    if Unit.everything.exists() or User.objects.filter(is_system=False).exists():
        raise Stop("数据库里已有别的数据，示范区只能建在空数据库里。请另建一个数据库，用 DATABASE_URL 指过去。")


def generated():
    return "-".join(secrets.token_hex(2) for _ in range(4))


def as_json(world, password):
    found = {
        "district": DISTRICT[0],
        "seed": world.options.seed,
        "today": world.options.today.isoformat(),
        "made": dict(world.made),
        "logins": [login.as_json() for login in world.logins],
        "standing": False,
    }
    return {**found, "password": password} if password else found


def as_text(world, password):
    lines = ["示范区已建立：" + "，".join(f"{name} {count}" for name, count in world.made.items()) + "。", "账号："]
    lines += [f"  {a.username:<12}{a.role}　{a.unit}　{a.name}" for a in world.logins]
    return "\n".join([*lines, f"密码均为 {password}" if password else "密码见 DEMO_PASSWORD。"])
