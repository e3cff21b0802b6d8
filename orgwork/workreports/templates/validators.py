"""Rules of a template; form, command and service ask the same function."""

from orgwork.kit.values.problems import Problem
from orgwork.kit.values.text import INVISIBLE, refuse_control, tidy
from orgwork.workreports import parsing

LONGEST, MOST_SLOTS, NAME, NOTE = 60_000, 600, 60, 200


def text(raw) -> str:
    """The text of a template, line by line as it was typed, without characters nobody can see. Raises Problem."""
    lines = [INVISIBLE.sub("", line).rstrip() for line in str(raw or "").splitlines()]
    found = "\n".join(lines).strip("\n")
    if not found.strip():
        raise Problem("template.empty", "模板是空的。请写上正文。")
    if len(found) > LONGEST:
        raise Problem("template.long", f"模板超过 {LONGEST} 字。请分成几个模板。")
    refuse_control(found)
    if found.count("{{") > MOST_SLOTS:
        raise Problem("template.slots", f"模板里的空超过 {MOST_SLOTS} 处。请分成几个模板。")
    return found


def name(raw) -> str:
    found = tidy(raw)
    if not found:
        raise Problem("name.empty", "请写模板的名称。")
    if len(found) > NAME:
        raise Problem("name.long", f"名称超过 {NAME} 字。请写短一些。")
    return found


def note(raw) -> str:
    """What was changed, on one line, cut to what the column holds."""
    return tidy(raw)[:NOTE]


def is_ready(found) -> bool:
    """Whether a report can be made from the text: every name in it is known and every brace closed."""
    return not parsing.parse(found).problems
