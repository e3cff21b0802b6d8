"""Which cell styles say something: struck through, two decimals, year and month only."""

import re

STRIKE, DECIMALS, MONTHS = "strike", "0.00", "month"
MONTH_FORMATS = frozenset({27, 36, 50, 52, 57})
QUOTED = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def classes(root):
    """{style index: set of STRIKE, DECIMALS, MONTHS} from the root element of styles.xml."""
    struck = [_is_struck(font) for font in _children(root, "fonts")]
    formats = {int(f.get("numFmtId", -1)): f.get("formatCode", "") for f in _children(root, "numFmts")}
    found = {}
    for index, style in enumerate(_children(root, "cellXfs")):
        marks = _format_marks(int(style.get("numFmtId", 0)), formats)
        font = int(style.get("fontId", 0))
        if 0 <= font < len(struck) and struck[font]:
            marks.add(STRIKE)
        if marks:
            found[index] = marks
    return found


def _children(root, name):
    for child in root:
        if child.tag.rpartition("}")[2] == name:
            return list(child)
    return []


def _is_struck(font):
    marks = [e for e in font if e.tag.rpartition("}")[2] == "strike"]
    return any(e.get("val", "1") not in ("0", "false") for e in marks)


def _format_marks(number, formats):
    code = QUOTED.sub("", formats.get(number, "")).split(";")[0].lower()
    if number == 2 or re.fullmatch(r"#?,?#*0\.00_?.?", code):
        return {DECIMALS}
    if number in MONTH_FORMATS or ("y" in code and "m" in code and not set(code) & set("dhs")):
        return {MONTHS}
    return set()
