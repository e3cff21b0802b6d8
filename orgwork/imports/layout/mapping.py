"""Header paths of a sheet → columns of the roster, with what has to be said about them."""

from dataclasses import dataclass, field

from orgwork.kit.values.problems import ERROR, WARNING, Problem

from .columns import ALONE, IDLE
from .findings import finding, letter


@dataclass
class Mapping:
    """`indexes` {field: column index}; `headers` {field: what stands above it}; `fatal` when nothing can be staged."""

    indexes: dict = field(default_factory=dict)
    headers: dict = field(default_factory=dict)
    unmapped: list = field(default_factory=list)
    findings: list = field(default_factory=list)
    questions: dict = field(default_factory=dict)
    fatal: bool = False


def map_columns(columns, paths, sheet, first_column, hidden=frozenset(), answers=None):
    """The Mapping of one header. `answers` {header: field or ''} are what the user said about ambiguous or wrong
    headers.
    """
    found, taken = Mapping(), {}
    for index, path in enumerate(paths):
        chosen = _choice(columns, path, answers or {})
        if chosen is None:
            _leave(found, columns, path, index + first_column, sheet)
            continue
        taken.setdefault(chosen[0], []).append((chosen[1], index))
    for name, claims in taken.items():
        _settle(found, columns, name, claims, paths, sheet, first_column, hidden)
    _drop_answered_questions(found)
    return found


def _choice(columns, path, answers):
    """(field, strength) that a header means, or None."""
    word = "_".join(path)
    if word in answers:
        return (answers[word], ALONE) if answers[word] in columns.columns else None
    if columns.question(path):
        return None
    match = columns.match(path)
    return (match.field, match.strength) if match else None


def _leave(found, columns, path, index, sheet):
    if not path:
        return
    options = columns.question(path)
    if options:
        found.questions["_".join(path)] = (options, index)
    elif path[-1] not in IDLE:
        found.unmapped.append(f"{letter(index)} {'/'.join(path)}")


def _settle(found, columns, name, claims, paths, sheet, first_column, hidden):
    """Give a field to the column with the best claim; two equal ones of a single level are a duplicate."""
    seen = [c for c in claims if c[1] + first_column not in hidden] or claims
    best = max(strength for strength, _index in seen)
    winners = [index for strength, index in seen if strength == best]
    found.indexes[name] = winners[0]
    found.headers[name] = "/".join(paths[winners[0]])
    if len(winners) > 1 and best >= ALONE:
        found.fatal = True
        where = "、".join(letter(index + first_column) for index in winners)
        cause = f"{where}列都是“{columns.label(name)}”，分不清用哪一列。请删除多余的一列。"
        found.findings.append(
            finding(
                Problem("column.duplicate", cause, level=ERROR),
                sheet=sheet,
                index=winners[1] + first_column,
                field=name,
            )
        )
    for _strength, index in claims:
        if index != winners[0] and index not in winners[1:]:
            found.unmapped.append(f"{letter(index + first_column)} {'/'.join(paths[index])}")


def _drop_answered_questions(found):
    """A header is a question only while a field it may mean is still free."""
    for word, (options, index) in list(found.questions.items()):
        if all(option in found.indexes for option in options):
            del found.questions[word]
            found.unmapped.append(f"{letter(index)} {word}")


def ask(found, columns, sheet):
    """Add a finding for each ambiguous header."""
    for word, (options, index) in found.questions.items():
        labels = "、".join(columns.label(option) for option in options)
        cause = f"表头“{word}”可能是：{labels}，暂未读取。请在预览页选择，或把表头写完整。"
        found.findings.append(
            finding(Problem("column.ambiguous", cause, level=WARNING, value=word), sheet=sheet, index=index)
        )


def check_identity(found, columns, sheet):
    """Say what is missing for telling rows apart: an error when nothing serves, a warning when only the best way is
    missing.
    """
    ways = columns.identity
    if not ways or all(f in found.indexes for f in ways[0]):
        return
    missing = next(f for f in ways[0] if f not in found.indexes)
    label = columns.label(missing)
    usable = next((way for way in ways[1:] if all(f in found.indexes for f in way)), None)
    if usable:
        names = "＋".join(columns.label(f) for f in usable)
        problem = Problem("column.missing", f"没有“{label}”列，改按{names}对应。请尽量补上这一列。", level=WARNING)
    else:
        found.fatal = True
        problem = Problem("column.missing", f"没有“{label}”列，无法对应记录。请补上这一列后再导入。", level=ERROR)
    found.findings.append(finding(problem, sheet=sheet, field=missing))
