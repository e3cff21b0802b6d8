from django.http import Http404

from orgwork.accounts.scope import scope_for
from orgwork.kit.commands import PortalCommand, Stop
from orgwork.kit.figures.asking import Unaskable, ask


class Command(PortalCommand):
    help = "一个指标的值；加 --records 列出它背后的记录"

    def arguments(self, parser):
        parser.add_argument("key")
        parser.add_argument("--unit", required=True, help="单位代码")
        parser.add_argument("--period", required=True, help="2024、2024H1、2024Q3、2024-07 或 2024-01-01..2024-11-30")
        parser.add_argument("--records", action="store_true")

    def work(self, by, key, unit, period, records, **options):
        try:
            asked = ask(key, scope=scope_for(by, "view", "figures"), unit_code=unit, period_text=period)
        except Http404 as error:
            raise Stop(f"没有指标「{key}」，或单位「{unit}」不在您的范围里。", 2) from error
        except Unaskable as error:
            raise Stop(error.message, 2) from error
        found = asked.as_json(with_records=records)
        shown = "暂无数据" if found["value"] is None else f"{found['value']} {asked.figure.measure}"
        lines = [f"{asked.figure.name}：{shown}", *(r["text"] for r in found.get("records", ()))]
        return found, "\n".join(lines)
