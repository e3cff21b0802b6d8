from orgwork.kit import figures
from orgwork.kit.api.figures import describe
from orgwork.kit.commands import PortalCommand


class Command(PortalCommand):
    help = "列出所有指标：代码、名称、单位、算法、期间口径"

    def work(self, **options):
        found = [describe(f) for f in figures.all_figures()]
        lines = [f"{f['key']:<36} {f['name']}（{f['measure']}，{f['aggregate']}，{f['period_rule']}）" for f in found]
        return found, "\n".join(lines)
