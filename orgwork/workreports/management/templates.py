"""`--template NAME|FILE.docx` of the command: a template by its name, or a Word file that becomes one."""

import hashlib
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.management.base import CommandError

from orgwork.accounts.scope import scope_for
from orgwork.kit.values.problems import Problem
from orgwork.workreports import parsing, problems
from orgwork.workreports.models import DocumentKind, Template
from orgwork.workreports.services import templating
from orgwork.workreports.templates import builtins, queries

WORD_FILE = ".docx"
KNOWN, UNKNOWN = 8, 20


def version_of(asked, *, unit, by):
    """The TemplateVersion that `asked` means. Raises CommandError."""
    builtins.ensure()
    if Path(asked).suffix.lower() == WORD_FILE:
        return of_file(Path(asked), unit=unit, by=by)
    offered = queries.offered(scope_for(by, "create", "reports"))
    named = [template for template in offered if template.name == asked]
    if not named:
        names = list(dict.fromkeys(template.name for template in offered))
        raise CommandError(
            f"没有模板「{asked}」。可用：{'、'.join(names[:KNOWN])}{'等' if len(names) > KNOWN else ''}。"
        )
    return queries.version_of(named[-1])


def of_file(path, *, unit, by):
    """The Word file as the newest version of the unit's template of its name; the same file again is the same version."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CommandError(f"读不到文件「{path.name}」。请核对位置。") from error
    upload = ContentFile(data, name=path.name)
    try:
        text, odd = templating.read_word(upload)
        refuse_unfit(path, text, odd)
        return kept(path, data, text, upload, unit=unit, by=by)
    except Problem as problem:
        raise CommandError(f"模板「{path.name}」：{problem.message}") from problem


def refuse_unfit(path, text, odd):
    """Raise CommandError, naming each place, where a report cannot be made from the file."""
    found = [f"第 {p.line} 行：{problems.said(p)}{problems.near(p)}" for p in parsing.parse(text).problems]
    found += [f"{name} 里的空填不了，请移到正文、表格、文本框或页眉页脚。" for name in odd]
    if found:
        raise CommandError("\n".join([f"模板「{path.name}」还不能成稿：", *found[:UNKNOWN]]))


def kept(path, data, text, upload, *, unit, by):
    template = Template.objects.filter(unit=unit, name=path.stem[:60]).first()
    if template is None:
        made = {"unit": unit, "name": path.stem, "kind": DocumentKind.OTHER, "text": text, "by": by}
        return templating.create_template(**made, note="命令行上传", word_file=upload)[1]
    newest = queries.newest(template)
    stored = getattr(newest, "word", None)
    if stored and stored.sha256 == hashlib.sha256(data).hexdigest():
        return newest
    base = newest.number
    return templating.save_version(template=template, text=text, by=by, base=base, note="命令行上传", word_file=upload)
