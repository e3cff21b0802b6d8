"""XML as strings: elements from keyword arguments, every text escaped, signs that XML cannot hold left out."""

import re
from xml.sax.saxutils import escape, quoteattr

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(value) -> str:
    return UNPRINTABLE.sub("", str(value))


def text(value) -> str:
    return escape(clean(value))


def tag(name: str, /, *children: str, **attributes) -> str:
    """`tag("w:p", child, w_val=1)` → `<w:p w:val="1">child</w:p>`.

    Children are XML already; attributes are escaped, and one that is None is left out.
    """
    pairs = [(key.replace("_", ":", 1), value) for key, value in attributes.items() if value is not None]
    opening = name + "".join(f" {key}={quoteattr(clean(value))}" for key, value in pairs)
    inner = "".join(children)
    return f"<{opening}>{inner}</{name}>" if inner else f"<{opening}/>"


def w(name: str, /, *children: str, **attributes) -> str:
    """An element of the word processing namespace, its attributes too."""
    return tag(f"w:{name}", *children, **{f"w_{key}": value for key, value in attributes.items()})
