"""A block of rows being validated: values by field, what is wrong with them, and which rows cannot be written."""

from orgwork.kit.values.problems import ERROR, Problem

from .layout.cells import DITTO, Noted
from .layout.findings import finding


class Batch:
    """`values` {field: list}; `bad` positions of rows with an error; `notes` {position: what was taken off the
    name}.
    """

    def __init__(self, block):
        self.block, self.numbers, self.findings = block, block.numbers, []
        self.values, self.bad, self.notes = {}, set(), {}
        self.extra = {}

    def __len__(self):
        return len(self.numbers)

    @property
    def sheet(self):
        return self.block.sheet

    def get(self, field):
        """The values of a field; Nones where the sheet has no such column."""
        found = self.values.get(field)
        return found if found is not None else [None] * len(self.numbers)

    def good(self):
        """Positions of rows without an error so far."""
        return [at for at in range(len(self.numbers)) if at not in self.bad] if self.bad else range(len(self.numbers))

    def tell(self, at, field, problem):
        """Record `problem` for the row at a position; an error keeps the row from being written."""
        layout = self.sheet
        index = layout.mapping.indexes.get(field)
        self.findings.append(
            finding(
                problem,
                sheet=layout.name,
                row=self.numbers[at],
                index=None if index is None else index + layout.sheet.first_column,
                field=field,
                header=layout.mapping.headers.get(field),
                who=self.block.cell(layout.columns.naming, at)[:60],
            )
        )
        if problem.level == ERROR:
            self.bad.add(at)

    def judge(self, at, field, check, *args, **kwargs):
        """Run a validator of an app; the Problem it raises is told."""
        try:
            check(*args, **kwargs)
        except Problem as problem:
            self.tell(at, field, problem)

    def unsay(self, field, code, because):
        """Take back findings of `code` in `field` where the row has one of the codes `because`: one cause is told
        once.
        """
        rows = {f.row for f in self.findings if f.code in because}
        if rows:
            self.findings = [f for f in self.findings if not (f.row in rows and f.field == field and f.code == code)]

    def take(self, field, values, above):
        """Keep the parsed values of a column, having told what is odd about them; `above` is the value before the
        first.
        """
        for at, value in enumerate(values):
            if value is DITTO:
                values[at] = values[at - 1] if at else above
            elif type(value) is Noted:
                self.tell(at, field, value.problem)
                self.notes.setdefault(at, value.note)
                values[at] = value.value
            elif type(value) is Problem:
                self.tell(at, field, value)
                values[at] = None
        self.values[field] = values
