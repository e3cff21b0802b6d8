"""What a notice may be: slips of the code that tells, found where they are made and not by whoever opens the notice."""

from orgwork.kit.values.problems import shown

TONES = frozenset({"", "ok", "warn", "bad", "info"})
LENGTHS = {"kind": 30, "key": 150, "url": 200}
CUT = {"title": 200, "text": 500}  # written from records: too long is cut, not refused


def checked(fields):
    """`fields` of a notice as they are stored. Raises ValueError for an address that leaves the portal and for what does not fit."""
    if fields["tone"] not in TONES:
        raise ValueError(f"unknown tone {fields['tone']!r}")
    if fields["url"] and (not fields["url"].startswith("/") or fields["url"].startswith("//")):
        raise ValueError("the address of a notice is a path of the portal")
    for name, length in LENGTHS.items():
        if len(fields[name]) > length:
            raise ValueError(f"{name} of a notice is longer than {length}")
    return {**fields, **{name: shown(fields[name], length) for name, length in CUT.items()}}
