"""Why a verb of the work report was not done. Every message is Chinese and may be shown."""


class Refused(Exception):
    """The report is not in a state for it, or this person may not; args[0] says why and what to do."""

    @property
    def message(self):
        return self.args[0]


class Clash(Exception):
    """Somebody else typed into this blank meanwhile; `current` is what stands there now (a SlotEntry), nothing was saved."""

    def __init__(self, current):
        super().__init__("clash")
        self.current = current


FINAL = "这份报告已经定稿，不能再改。要改请另起一版，旧版保留。"
COMPOSING = "这份报告正在取数，取完再改。"
