"""Documents from the frozen numbers of a final report: one file a template and unit, made once."""

from django.db import transaction

from orgwork.accounts import paths
from orgwork.accounts.models import Unit
from orgwork.accounts.models.unit import Level
from orgwork.audit.context import acting
from orgwork.kit.periods import Period
from orgwork.workreports import documents, files
from orgwork.workreports.models import DocumentKind, ReportDocument

from .errors import Refused

NOT_FINAL = "报告定稿以后，才能用它的数出别的文件。"
NO_STREET = "这个单位下面没有街道，出不了街道报告。"
FIRST = 1


def make(*, report, version, by):
    """The documents of `version` (a TemplateVersion) from `report`: one, or one for each street below. Twice is as once.

    Returns them. Raises Refused.
    """
    if not report.is_final:
        raise Refused(NOT_FINAL)
    units = streets(report) if version.template.kind == DocumentKind.STREET else [report.unit]
    if not units:
        raise Refused(NO_STREET)
    with transaction.atomic(), acting(by=by, reason=f"出文件：{version.template.name}"):
        numbers = documents.Numbers(report)
        return [_made(numbers, version, unit) for unit in units]


def title_of(report, unit, name) -> str:
    """2024年文昌街道组织工作报告: a template for streets need not say 街道 twice."""
    return f"{Period.parse(report.period).label}{unit.name}{name.removeprefix('街道') if unit.name.endswith('街道') else name}"


def streets(report) -> list[Unit]:
    below = Unit.objects.filter(paths.subtree(report.path), level=Level.STREET, closed_on=None)
    return list(below.exclude(pk=report.unit_id).order_by("path"))


def _made(numbers, version, unit):
    report = numbers.report
    title = title_of(report, unit, version.template.name)
    token = files.new_token()
    row, made = ReportDocument.objects.get_or_create(
        report=report, version=version, unit=unit,
        defaults={"kind": version.template.kind, "title": title, "file_token": token, "freeze_digest": report.freeze_digest},
    )  # fmt: skip
    if made:
        files.write(token, FIRST, documents.file_of(numbers, version, unit, title))
    return row
