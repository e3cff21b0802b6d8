from pathlib import Path

from django.core.management.base import CommandError

from orgwork.imports import rights, rosters, services
from orgwork.imports.reading.refused import Refused
from orgwork.imports.reports import refusal, staged
from orgwork.jobs import services as jobs
from orgwork.kit.commands import PortalCommand, Stop

NO_UNIT = "找不到单位「{}」，或者不在您的范围里。"


class Command(PortalCommand):
    help = "读取名册并报告将要发生的变化；加 --commit 才写入"

    def arguments(self, parser):
        parser.add_argument("kind", help="名册种类，见 rosters 命令")
        parser.add_argument("file", help="工作簿（.xlsx 或 .xls）")
        parser.add_argument("--unit", required=True, help="单位代码")
        parser.add_argument("--sheet", default="", help="只读这个工作表")
        parser.add_argument("--commit", action="store_true", help="没有错误时写入")
        parser.add_argument("--partial", action="store_true", help="有错误的行不写，其余写入")

    def work(self, by, kind, file, unit, sheet, commit, partial, **options):
        path = Path(file)
        if kind not in rosters.all_rosters():
            raise Stop(f"没有名册种类「{kind}」。可用 rosters 命令查看。", 2)
        if not path.is_file():
            raise CommandError(f"没有文件：{path.name}")
        place = self._unit(by, kind, unit)
        try:
            upload = services.stage(
                path, kind=kind, unit=place, by=by, name=path.name, budget=rights.budget_of(by), only_sheet=sheet
            )
        except Refused as refused:
            return refusal(refused, kind, path), refused.message, 2
        error = self._commit(upload, by) if commit and self._may_commit(upload, partial) else ""
        upload.refresh_from_db()
        found = staged(upload)
        code = 1 if error or upload.counts["errors"] else 0
        return found, error or _told(upload), code

    def _unit(self, by, kind, code):
        found = rights.unit_for(by, kind, code)
        if found is None and not (kind == "units" and by.is_system and rights.is_empty_system()):
            raise Stop(NO_UNIT.format(code), 2)
        return found

    def _may_commit(self, upload, partial):
        return partial or not upload.counts["errors"]

    def _commit(self, upload, by):
        """Do the job in this process. Returns why it was not done, or nothing."""
        job = jobs.run_here(services.request_commit(upload=upload, by=by))
        return job.error


def _told(upload):
    counts = upload.counts
    done = "已写入" if upload.state == "committed" else "没有写入"
    return (
        f"第{upload.pk}号导入（{done}）：共{counts['rows']}行，新增{counts['create']}，变更{counts['update']}，"
        f"未变{counts['unchanged']}，有误{counts['rejected']}，名单上没有{counts['missing']}。"
    )
