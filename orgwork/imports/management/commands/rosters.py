from orgwork.imports import rosters
from orgwork.kit.commands import PortalCommand


class Command(PortalCommand):
    help = "列出可以导入导出的名册种类"

    def work(self, **options):
        found = [_described(roster) for roster in rosters.all_rosters().values()]
        return found, "\n".join(f"{r['key']:<14} {r['name']}" for r in found)


def _described(roster):
    fields = [
        {"field": column.field, "label": column.label, "aliases": list(column.aliases), "required": column.needed}
        for column in roster.columns.values()
    ]
    return {"key": roster.key, "name": roster.label, "columns": fields}
