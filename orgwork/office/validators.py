"""Rules on documents, each once (domain/dictionary.md §18)."""

from orgwork.kit.values.problems import Problem

from .enums import DocumentAction, DocumentKind

REPLACED = (DocumentAction.REVISED, DocumentAction.ABOLISHED, DocumentAction.LAPSED)


def check_replaced(document, action, replaced_by):
    """Only what is revised or out of force has a successor, and nothing replaces itself."""
    if replaced_by is None:
        return
    if replaced_by.pk == document.pk:
        raise Problem("replaced_by.self", "文件不能被自己代替。请选另一份。")
    if action not in REPLACED:
        raise Problem("replaced_by.in_force", "继续有效或新制定的文件没有代替它的文件。请空着，或改清理结果。")


def check_featured(kind, featured):
    """Reports name rules, not papers: 「…等×项制度」."""
    if featured and kind != DocumentKind.RULE:
        raise Problem("featured.not_rule", "报告里点名的是制度。请把种类改为制度，或取消点名。")
