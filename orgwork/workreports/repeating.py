"""Lists in the text: their names one after another, or a sentence for each record. A row is [[field, text], …], its name first."""

from orgwork.workreports import wording
from orgwork.workreports.document import Cell, Gap, Repeat, Text

BETWEEN, AND_MORE = "、", "等"


def names(gap: Gap, rows: list) -> str:
    """甲、乙、丙等: as many as 列举 asks for, with 等 unless the text says it; without 列举 all of them and no 等."""
    every = [row[0][1] for row in rows]
    if not gap.count:
        return BETWEEN.join(every)
    shown = BETWEEN.join(every[: gap.count])
    return f"{shown}{AND_MORE}" if shown and gap.etc else shown


def sentences(repeat: Repeat, rows: list, say) -> str:
    """The repeated sentence for each row; `say(gap)` gives the words of an ordinary slot inside it."""
    return "".join(piece(run, dict(row), say) for row in rows for run in repeat.runs)


def piece(run, row, say) -> str:
    if isinstance(run, Cell):
        return row[run.name] if run.name in row else wording.missing(run.name)
    return run.text if isinstance(run, Text) else say(run)
