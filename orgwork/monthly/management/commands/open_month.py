from orgwork.accounts.scope import scope_for
from orgwork.kit.commands import PortalCommand, Stop
from orgwork.kit.periods import BadPeriod, Period
from orgwork.monthly.services.errors import Refused
from orgwork.monthly.services.opening import open_month


class Command(PortalCommand):
    help = "给所有社区开一个月的月报，例如 open_month 2024-07；已开的不动"

    def arguments(self, parser):
        parser.add_argument("period", help="月份，例如 2024-07")

    def work(self, by, period, **options):
        try:
            month = Period.parse(period)
            if not month.is_month:
                raise BadPeriod(period)
            reports = open_month(period=month, by=by, scope=scope_for(by, "open", "monthly"))
        except (BadPeriod, Refused) as error:
            raise Stop(error.args[0], 2) from error
        return {"period": month.text, "opened": len(reports)}, f"{month.label}：新开 {len(reports)} 份月报。"
