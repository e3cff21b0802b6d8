import json
import sys
from pathlib import Path

from orgwork.imports import exporting, rights, rosters
from orgwork.imports.models import RevealedExport
from orgwork.kit import sheets
from orgwork.kit.commands import PortalCommand, Stop


class Command(PortalCommand):
    help = "按名册的列导出记录；身份证号遮盖，--reveal 写明事由才给出全号，并留痕"

    def arguments(self, parser):
        parser.add_argument("kind", help="名册种类，见 rosters 命令")
        parser.add_argument("--unit", required=True, help="单位代码")
        parser.add_argument("--format", required=True, choices=sheets.FORMATS)
        parser.add_argument("--output", default="", help="写到文件；不写则输出到标准输出")
        parser.add_argument("--reveal", default="", metavar="事由", help="给出身份证全号，须写明事由")

    def work(self, by, kind, unit, format, output, reveal, **options):
        if kind not in rosters.all_rosters():
            raise Stop(f"没有名册种类「{kind}」。可用 rosters 命令查看。", 2)
        place = rights.unit_for(by, kind, unit, action="export")
        if place is None:
            raise Stop(f"找不到单位「{unit}」，或者不在您的范围里。", 2)
        rows = rights.rows_for(by, kind, place)
        count = rows.count()
        if reveal:
            RevealedExport.objects.create(kind=kind, unit=place, by=by, reason=reveal[:200], records=count)
        content = exporting.export(kind, rows, format=format, unit=unit, reveal=bool(reveal))
        return self._deliver(content, format, output, options["json"], {"kind": kind, "unit": unit, "records": count})

    def _deliver(self, content, format, output, as_json, told):
        if output:
            Path(output).write_bytes(content)
            return told | {"output": output}, f"已导出{told['records']}条到 {output}。"
        if format == "json":
            return json.loads(content), content.decode()
        if as_json:
            raise Stop("这种格式要用 --output 写到文件。", 2)
        sys.stdout.buffer.write(content)
        return told, ""
