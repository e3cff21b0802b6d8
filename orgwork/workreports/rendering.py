"""正式版 from a Word template: the file somebody uploaded with its slots filled, instead of the portal's own layout."""

from orgwork.kit import files
from orgwork.workreports import facts, filling, parsing, word
from orgwork.workreports.document import Gap
from orgwork.workreports.models import WordTemplate


def word_of(report) -> WordTemplate | None:
    """The .docx behind the report's template, where it is one."""
    return (
        WordTemplate.objects.filter(version=report.template_version_id).first() if report.template_version_id else None
    )


def final(report, values, own) -> bytes:
    """The report's file said with `values` (SlotValues): a Word template filled, else what `own()` draws."""
    stored = word_of(report)
    if stored is None:
        return own()
    by_no = filling.matched(parsing.parse(report.template_text), values)
    said = words(report.template_text, by_no, facts.context(report), facts.steps(report))
    data = word.revise(files.read(stored), old=report.template_version.text, new=report.template_text)
    return word.fill(data, said)


def words(text, by_no, context, steps) -> dict[str, str]:
    """{slot as it is written: what it says} of a text; `by_no` are SlotValues by their number in it, `context` the facts by name."""
    gaps = [run for block in parsing.parse(text).blocks for run in block.runs if isinstance(run, Gap)]
    written = [token[0] for token in word.tokens(text)]
    said = [filling.fill(gap, by_no, context, steps).text for gap in gaps]
    return dict(zip(written, said, strict=True))
