"""Log lines stay lines: control characters in what users sent cannot forge one (security.md G24)."""

import logging

_FORGING = {code: f"\\x{code:02x}" for code in (*range(32), 127) if code not in (9, 10)}


class OneLineFormatter(logging.Formatter):
    """The message on one line; a traceback below it keeps its lines."""

    def formatMessage(self, record):
        record.message = record.message.replace("\n", "\\n").translate(_FORGING)
        return super().formatMessage(record)
