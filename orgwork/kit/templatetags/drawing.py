"""Small drawings as numbers for SVG attributes: the pages carry no inline style."""

PAD = 2
COLUMN, BAR, PLOT = 44, 22, 150


def _scale(values, low, high, height):
    known = [v for v in (*values, low, high) if v is not None] or [0]
    bottom, top = min(known), max(known)
    span = (top - bottom) or 1
    return lambda v: round(height - 3 - (float(v) - float(bottom)) / float(span) * (height - 6), 1)


def sparkline(values, low, high, width, height):
    """Lines (one per stretch without a gap), band and the last point of `values`."""
    y = _scale(values, low, high, height)
    step = (width - 2 * PAD) / max(len(values) - 1, 1)
    spots = [None if v is None else (round(PAD + i * step, 1), y(v)) for i, v in enumerate(values)]
    band = None if low is None or high is None else {"y": y(high), "height": max(round(y(low) - y(high), 1), 1)}
    now = spots[-1] if spots else None
    return {"width": width, "height": height, "lines": _stretches(spots), "band": band, "now": now}


def _stretches(spots):
    found, run = [], []
    for spot in [*spots, None]:
        if spot is not None:
            run.append(spot)
        elif run:
            found.append(" ".join(f"{x},{y}" for x, y in run))
            run = []
    return found


def segments(parts):
    """Parts of a bar with the place each begins at."""
    found, at = [], 0
    for number, kind in parts:
        found.append({"x": at, "width": number, "kind": kind})
        at += number
    return found


def dot_strip(months):
    """Centres of the dots, 14 apart."""
    return [{"x": 7 + 14 * i, "left": 3 + 14 * i, "right": 11 + 14 * i, **month} for i, month in enumerate(months)]


def columns(items):
    """A column chart: each item's bar and label; None draws no bar (missing is not 0)."""
    top = max((float(i["value"]) for i in items if i["value"] is not None), default=0) or 1
    found = []
    for place, item in enumerate(items):
        value = item["value"]
        height = 0 if value is None else max(round(float(value) / top * PLOT, 1), 1 if value else 0)
        centre = COLUMN * place + COLUMN // 2
        found.append({**item, "x": centre - BAR // 2, "y": PLOT + 10 - height, "height": height, "centre": centre})
    return {"columns": found, "width": COLUMN * max(len(items), 1), "base": PLOT + 10, "bar": BAR}
