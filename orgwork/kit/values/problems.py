"""What can be wrong with a value: one object for form, API and roster (contract.md 3)."""

ERROR, WARNING, INFO = "error", "warning", "info"


class Problem(ValueError):
    """A value that cannot be taken as it stands.

    `message` is Chinese and complete: the cause, then what to do. `value` is what may be shown of the cell (never a
    whole ID number).
    `suggestion` is a value the user may take instead, or None.
    """

    def __init__(self, code, message, *, level=ERROR, suggestion=None, value=None):
        super().__init__(code)
        self.code = code
        self.message = message
        self.level = level
        self.suggestion = suggestion
        self.value = value

    def __repr__(self):
        return f"Problem({self.code!r}, {self.level!r})"


def shown(raw, limit=100):
    """A cell as a message may quote it: printable, one line, cut after `limit` characters."""
    text = "".join(c if c.isprintable() else " " for c in str(raw)[: limit + 1]).strip()
    return text if len(text) <= limit else text[: limit - 1] + "…"
