"""/dashboard/ and /dashboard/<key>/: the figures of a unit and a period, both in the address."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from orgwork.kit.figures.asking import unit_within
from orgwork.kit.periods import BadPeriod, Period

from . import registry, tiles
from .questions import Questions, choices, year_to_date


def board_page(request, key=registry.OVERVIEW):
    board, scope = found_board(key), request.scope("view", "figures")
    unit = unit_within(scope, request.GET.get("unit")) if scope else None
    if unit is None:
        raise Http404
    try:
        period = Period.parse(request.GET["period"]) if request.GET.get("period") else year_to_date()
    except BadPeriod as error:
        return render(request, "400.html", {"message": error.args[0]}, status=400)
    return render(request, "dashboards/board.html", context(request, board, Questions(scope, unit, period)))


def found_board(key):
    try:
        return registry.get(key)
    except KeyError as error:
        raise Http404 from error


def context(request, board, questions):
    declared, level = registry.tiles_of(board), level_of(request, questions.unit)
    questions.foresee(declared, level)
    built = [made for tile in declared if (made := tiles.built(tile, questions, level))]
    for number, made in enumerate(built):
        made["id"] = f"t{number}"
        for row in made.get("rows", ()):
            row["board_url"] = address(board, row["unit"], questions.period) if "unit" in row else None
    waiting, share, judged = questions.unreviewed([key for tile in declared for key in tile.keys])
    return {
        "board": board,
        "unit": questions.unit,
        "period": questions.period,
        "period_label": questions.period.label,
        "as_of": timezone.localtime(),
        "crumbs": crumbs(board, questions),
        "boards": [
            {"label": b.label, "url": address(b, questions.unit, questions.period), "current": b is board} for b in registry.boards()
        ],
        "period_choices": [(p.label, address(board, questions.unit, p), p == questions.period) for p in choices(questions.period)],
        "levels": levels(board, questions, level),
        "numbers": [made for made in built if made["kind"] == registry.NUMBER],
        "wide": [made for made in built if made["kind"] != registry.NUMBER and not made["side"]],
        "side": [made for made in built if made["kind"] != registry.NUMBER and made["side"]],
        "looks": looks_of(board, questions),
        "waiting": waiting,
        "waiting_share": share,
        "judged": judged,
    }


def looks_of(board, questions):
    """What asks for a decision, the most urgent first."""
    found = [look for ask in registry.looks(board) for look in ask(questions)]
    return sorted(found, key=lambda look: (look.days is None, look.days or 0))


def level_of(request, unit):
    """The level whose units are told apart; a district may be asked for all its communities."""
    if unit.level == "district" and request.GET.get("by") == "community":
        return "community"
    return tiles.BELOW.get(unit.level)


def levels(board, questions, level):
    """The other way of telling units apart, where there is one: (label, address)."""
    if questions.unit.level != "district":
        return None
    here = address(board, questions.unit, questions.period)
    return ("按街道", here) if level == "community" else ("按社区", f"{here}&by=community")


def address(board, unit, period):
    return f"{board.url}?{urlencode({'unit': unit.code, 'period': period.text})}"


def crumbs(board, questions):
    """The unit's superiors, as far as the viewer may look at them."""
    line, unit = [], questions.unit
    while unit is not None and questions.scope.covers(unit.path):
        line.append(unit)
        unit = unit.parent
    return [(u.name, None if u == questions.unit else address(board, u, questions.period)) for u in reversed(line)]
