"""Slots in a line of text as they are written: `{{名称:形式}}` and whole repeated sentences. The reader of gaps.py sees the same ones."""

import re

TOKEN = re.compile(
    r"\\(?:\{\{|\\)"
    r"|(?P<slot>\{\{\s*每条[\s:：][^{}\n\t]*\}\}[^\n]*?\{\{\s*完\s*\}\}|\{\{(?!\s*完\s*\}\})[^{}\n\t]*\}\})"
)


def tokens(text):
    """The matches of slots in `text`, in order; braces behind a backslash are none."""
    return [found for found in TOKEN.finditer(text) if found["slot"]]
