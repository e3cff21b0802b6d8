"""Verbs of templates: begin one, give it a new version, close and open it. Every version stays."""

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from orgwork.audit.context import acting
from orgwork.kit import files
from orgwork.kit.files.receiving import WORD
from orgwork.kit.periods import Period
from orgwork.kit.values.problems import Problem
from orgwork.workreports import word
from orgwork.workreports.models import DocumentKind, Template, TemplateVersion, WordTemplate
from orgwork.workreports.templates import validators

TAKEN = "这个单位已经有叫“{}”的模板。请换一个名称，或在原模板上修改。"
STALE = "您改的时候，{}存了第 {} 版。您写的还在这里，请对照后再存。"
SAME = "和第 {} 版一样，没有要存的。"


class Stale(Problem):
    """Somebody else saved a version meanwhile; nothing was saved."""


@transaction.atomic
def create_template(*, unit, name, kind, text, by, note="", word_file=None):
    """A template of `unit` with its first version. Raises Problem."""
    found = Template(unit=unit, name=validators.name(name), kind=kind, created_by=by)
    try:
        with transaction.atomic(), acting(by=by, reason=note or "新建模板"):
            found.save()
    except IntegrityError as error:
        raise Problem("template.taken", TAKEN.format(found.name)) from error
    return found, add_version(found, text, by, note=note, word_file=word_file)


@transaction.atomic
def save_version(*, template, text, by, base, note="", word_file=None):
    """The next version of `template`; `base` is the number that was being changed. Raises Problem, Stale."""
    current = Template.objects.select_for_update().get(pk=template.pk)
    newest = current.versions.select_related("created_by").first()
    if newest.number != base:
        raise Stale("template.stale", STALE.format(newest.created_by, newest.number))
    if word_file is None and validators.text(text) == newest.text and not is_word(newest):
        raise Problem("template.same", SAME.format(newest.number))
    return add_version(current, text, by, note=note, word_file=word_file)


def add_version(template, text, by, *, note="", word_file=None):
    """`word_file` is an upload whose text `text` is; it is kept with the version."""
    text = validators.text(text) if word_file is None else text
    newest = template.versions.first()
    version = TemplateVersion.objects.create(
        template=template, number=newest.number + 1 if newest else 1, text=text, note=validators.note(note),
        ready=validators.is_ready(text), created_by=by,
    )  # fmt: skip
    if word_file is not None:
        files.attach(WordTemplate, word_file, by=by, kinds=(WORD,), version=version).save()
    return version


def restore_version(*, version, by):
    """An old version again, as the newest one. Raises Problem."""
    template = version.template
    newest = template.versions.first()
    again = None
    if is_word(version):
        again = ContentFile(files.read(version.word), name=version.word.name)
    return save_version(
        template=template, text=version.text, by=by, base=newest.number, note=f"取自第 {version.number} 版", word_file=again
    )


def is_word(version) -> bool:
    return WordTemplate.objects.filter(version=version).exists()


@transaction.atomic
def recheck(*, version, by):
    """Look again whether every name of a version is known: a register may have come since. Returns whether it is ready."""
    version.ready = validators.is_ready(version.text)
    with acting(by=by, reason="重新核对模板"):
        version.save(update_fields=["ready"])
    return version.ready


@transaction.atomic
def close_template(*, template, by, closed):
    """Offer it no longer for new reports, or again; reports made from it stay as they are."""
    with acting(by=by, reason="停用模板" if closed else "启用模板"):
        Template.objects.filter(pk=template.pk).update(closed_at=timezone.now() if closed else None)


@transaction.atomic
def from_report(*, report, by):
    """A template with the text of an earlier report, its slots still open. A second click finds the first one's."""
    label = Period.parse(report.period).label
    name = f"{report.template}（取自{label}报告）"[: validators.NAME]
    found = Template.objects.filter(unit=report.unit, name=name).first()
    if found:
        return found
    version = report.template_version
    kind = version.template.kind if version else DocumentKind.SPEECH
    note = f"{report.title}的正文"
    return create_template(unit=report.unit, name=name, kind=kind, text=report.template_text, by=by, note=note)[0]


def read_word(upload) -> tuple[str, list[str]]:
    """(text, parts with slots that nothing fills) of an uploaded .docx, which can be read again afterwards. Raises Problem."""
    package = word.Package(upload.read())
    upload.seek(0)
    text = word.text_of(package)
    if not text.strip():
        raise Problem("template.empty", "文件里没有文字。请换一个文件。")
    if len(text) > validators.LONGEST:
        raise Problem("template.long", f"文件超过 {validators.LONGEST} 字。请分成几个模板。")
    return text, word.odd_places(package)
