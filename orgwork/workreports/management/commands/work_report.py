"""`work_report`: compose a report through the same job as the page, and write its file (contract.md 2)."""

import json
import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from orgwork.accounts.models import Unit, User, system_user
from orgwork.accounts.scope import scope_for
from orgwork.jobs import services as jobs
from orgwork.jobs.models import OPEN, State
from orgwork.kit.periods import BadPeriod, Period
from orgwork.workreports import builtin, editions, queries
from orgwork.workreports.management import templates
from orgwork.workreports.services import drafting
from orgwork.workreports.shapes import report_json

REVIEW, FINAL = "review", "final"
WAIT_SECONDS = 600


class Command(BaseCommand):
    help = "取数成稿，写出公文格式的 .docx。"
    requires_migrations_checks = True

    def add_arguments(self, parser):
        parser.add_argument("--period", required=True, help="2024、2024H1、2024Q3、2024-07 或 2024-01-01..2024-11-30")
        parser.add_argument("--unit", required=True, help="单位代码，如 410399")
        parser.add_argument("--template", default=builtin.DEFAULT, help="模板名称，或者带空的 .docx 文件")
        parser.add_argument("--mode", choices=(REVIEW, FINAL), default=FINAL, help="审核版（带数据来源表）或正式版")
        parser.add_argument(
            "--campaign-from", type=timezone.datetime.fromisoformat, help="主题教育起始日，如 2024-03-01"
        )
        parser.add_argument("--output", required=True, help="写到哪个 .docx 文件")
        parser.add_argument("--user", help="以谁的权限；不写就是系统账号，看全区")
        parser.add_argument("--json", action="store_true", help="在标准输出给一个 JSON")

    def handle(self, **options):
        by = user_of(options["user"])
        unit, period = unit_of(options["unit"], by), period_of(options["period"])
        asked = {
            "unit": unit,
            "period": period,
            "version": templates.version_of(options["template"], unit=unit, by=by),
            "campaign_from": options["campaign_from"] and options["campaign_from"].date(),
        }
        report = self.composed(asked, by)
        output = written(report, options["mode"], Path(options["output"]))
        answer = report_json(report, output=str(output))
        missing = sum(slot["state"] == "missing" for slot in answer["slots"])
        self.stderr.write(f"{report.title}：{len(answer['slots'])} 处空，{missing} 处待补，写到 {output}")
        if options["json"]:
            self.stdout.write(json.dumps(answer, ensure_ascii=False))

    def composed(self, asked, by):
        report, job = drafting.start_report(by=by, ring=False, **asked)
        job = finished(jobs.run_here(job))
        if job.state != State.DONE:
            raise CommandError(job.error or f"任务 {job.pk} 没有做完，请稍后在“任务”里看。")
        report.refresh_from_db()
        return report


def finished(job):
    """The job when it is over: a worker that runs at the same time may have taken it first."""
    end = time.monotonic() + WAIT_SECONDS
    while job.state in OPEN and time.monotonic() < end:
        time.sleep(0.2)
        job.refresh_from_db()
    return job


def user_of(name):
    if not name:
        return system_user()
    found = User.objects.filter(username=name, is_active=True).first()
    if found is None:
        raise CommandError(f"没有账号「{name}」。")
    return found


def unit_of(code, by):
    found = Unit.objects.filter(code=code).first()
    if found is None or not scope_for(by, "create", "reports").covers(found.path):
        raise CommandError(f"找不到单位 {code}：代码不对，或者不在这个账号的范围里。")
    return found


def period_of(text):
    try:
        return Period.parse(text).text
    except BadPeriod as error:
        raise CommandError(error.args[0]) from error


def edition(report, mode):
    if mode == REVIEW:
        return editions.review(report, queries.slots_of(report))
    return editions.final(report)


def written(report, mode, output):
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(edition(report, mode))
    except OSError as error:
        raise CommandError(f"写不到 {output}：请换一个能写的位置。") from error
    return output.resolve()
