"""The sample rosters and what must come of them."""

import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "data" / "rosters"
BUILT = ("units", "branches", "communities", "members", "services", "activities")
EXPECTED = {
    found["file"]: found
    for found in json.loads((FOLDER / "expected.json").read_text("utf-8"))["files"]
    if found["kind"] in BUILT
}
SETUP = ("units.xlsx", "branches.xlsx")
ROSTERS = [name for name in EXPECTED if name not in SETUP]


def path(name):
    return FOLDER / name


def before(name):
    """The files to commit before `name`, in order."""
    if name == SETUP[0]:
        return []
    return list(SETUP[: SETUP.index(name)] if name in SETUP else SETUP) + EXPECTED[name].get("after", [])
