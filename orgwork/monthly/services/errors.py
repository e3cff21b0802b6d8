"""Why a verb of the monthly report was not done. Every message is Chinese and may be shown."""


class Refused(Exception):
    """The report is not in a state for it, or this person may not; args[0] says why and what to do."""

    @property
    def message(self):
        return self.args[0]


class Invalid(Exception):
    """What was given cannot be taken: `fields` is {code: message}."""

    def __init__(self, message, fields=None):
        super().__init__(message)
        self.message, self.fields = message, fields or {}


class Clash(Exception):
    """Somebody wrote these cells meanwhile; nothing was saved. `rows` are the cells as they stand, `given` what was to be written."""

    def __init__(self, report, rows, given):
        super().__init__("clash")
        self.report, self.rows, self.given = report, rows, given
