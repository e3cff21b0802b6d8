"""Write what the preview showed, in one transaction: the same statements, the same counts, or nothing (preview.stale)."""

from django.db import IntegrityError, connection, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from orgwork.accounts.scope import scope_for
from orgwork.audit.context import acting
from orgwork.jobs import services as jobs
from orgwork.jobs.registry import Refused as JobRefused

from .. import rosters
from ..models import BeforeImage, Upload
from ..models.upload import State
from ..staging.matching import parameters, statements_of

STALE = "预览之后数据有变动（preview.stale），没有写入。请重新预览后再确认。"
OUTSIDE = "有记录不在您的范围内，全部没有写入。请检查名册里的单位。"
SAME = "这个文件已在第{}号导入中写入（file.same），没有重复写入。"
GONE = "这次导入已不能确认。请重新上传。"


class Stale(JobRefused):
    """The records are no longer what the preview showed."""

    code = "preview.stale"

    def __init__(self):
        super().__init__(STALE)


def request_commit(*, upload, by, note=""):
    """Start the job that commits `upload`; asking twice gives the same job. `note` goes into the history."""
    unit = upload.unit
    title = f"导入{rosters.get(upload.kind).label}：{upload.name}"[:200]
    with transaction.atomic():
        Upload.objects.filter(pk=upload.pk, state=State.STAGED).update(state=State.COMMITTING, note=note[:500])
        job = jobs.start(
            "imports.commit",
            key=f"imports.commit:{upload.pk}",
            payload={"upload": upload.pk},
            by=by,
            title=title,
            unit=unit,
        )
        Upload.objects.filter(pk=upload.pk).update(job=job)
    return job


def commit(*, upload_id, by, progress=None):
    """Write a staged upload. Doing it again changes nothing. Returns the counts. Raises Stale, JobRefused."""
    tell = progress or (lambda done, total, text: None)
    try:
        with transaction.atomic():
            upload = _locked(upload_id)
            if upload.state == State.COMMITTED:
                return upload.counts
            if upload.state not in (State.STAGED, State.COMMITTING):
                raise JobRefused(GONE)
            if upload.same:
                raise JobRefused(SAME.format(upload.same))
            with acting(by=by, reason=upload.note or f"导入《{upload.name}》", upload=upload.pk):
                _write(upload, by, tell)
            upload.state, upload.committed_at = State.COMMITTED, timezone.now()
            upload.save(update_fields=["state", "committed_at"])
    except IntegrityError as error:
        raise Stale from error
    return upload.counts


def _locked(upload_id):
    """The upload, locked; `same` is the number of a committed one of the same file that still stands."""
    before = Upload.objects.filter(
        sha256=OuterRef("sha256"),
        kind=OuterRef("kind"),
        path=OuterRef("path"),
        only_sheet=OuterRef("only_sheet"),
        state=State.COMMITTED,
    ).exclude(pk=OuterRef("pk"))
    found = Upload.objects.annotate(same=Subquery(before.values("pk")[:1]))
    return found.select_for_update(of=("self",)).select_related("unit").get(pk=upload_id)


def _write(upload, by, tell):
    declared = rosters.get(upload.kind)
    statements = statements_of(upload, declared)
    values = {**parameters(upload), "by": by.pk}
    counts, total = upload.counts, upload.counts["rows"]
    with connection.cursor() as cursor:
        tell(0, total, "正在核对预览")
        cursor.execute(statements.stale(), values)
        if cursor.fetchone()[0]:
            raise Stale
        changed = made = 0
        if counts["update"] or counts["revived"]:
            tell(0, total, f"正在更新{counts['update']}条")
            cursor.execute(statements.update(), values)
            changed = cursor.rowcount
        if counts["create"] > counts["revived"]:
            tell(counts["update"], total, f"正在新增{counts['create']}条")
            cursor.execute(statements.insert(), values)
            made = cursor.rowcount
    if (changed - counts["revived"], made + counts["revived"]) != (counts["update"], counts["create"]):
        raise Stale
    if changed or made:
        _look_again(upload, declared, by, changed + made)
    tell(total, total, "已写入")


def _look_again(upload, declared, by, written):
    """Nobody pushes a row out of the unit or out of his own scope: what was written must be seen through both."""
    scope = scope_for(by, "import", declared.subject or declared.key)
    model = declared._meta.model
    ours = BeforeImage.objects.filter(upload=upload).values("record")
    if model.objects.within(scope, upload.unit).filter(pk__in=ours).count() != written:
        raise JobRefused(OUTSIDE)
