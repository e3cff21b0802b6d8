"""/search/?q=: people, organisations, units and figures by name, within the viewer's rights; one statement a register."""

import re
import unicodedata
from functools import lru_cache

from django.contrib import messages
from django.shortcuts import redirect, render

from orgwork.kit import figures, pinyin, search
from orgwork.kit.registers import all_registers
from orgwork.kit.views.base import scoped

ADDRESS = "/search/"
SHOWN = 5
MOST = 200
FREE_TEXT_FROM = 2  # characters: one alone would read every sentence ever written
ID_NUMBER = re.compile(r"(?:\d[\s-]*){15}")
NO_ID = "身份证号不能在这里查：查的内容会留在地址里。请改用姓名。"


def page(request):
    """The page of hits. A text that looks like an ID number is refused and its address left at once."""
    asked = request.GET.get("q", "")
    if looks_like_id(asked):
        messages.error(request, NO_ID)
        return redirect(ADDRESS)
    text = search.clean(asked)
    context = {
        "crumbs": [("查找", None)],
        "q": text,
        "groups": [group for group in (found_in(request, register, text) for register in searched(request, text)) if group],
        "figures": figures_named(request, text),
    }
    return render(request, "console/search.html", context)


def looks_like_id(text):
    """Fifteen digits and more in a row, however they are written or spaced: a citizen's ID number, old or new."""
    return bool(ID_NUMBER.search(unicodedata.normalize("NFKC", text)))


def searched(request, text):
    """The registers to ask: those the viewer may open, free texts only for longer words."""
    if not text:
        return []
    found = [register for register in all_registers() if register.searchable and request.scope("view", register.key)]
    return [r for r in found if not r.filters.search_columns or len(text) >= FREE_TEXT_FROM]


def found_in(request, register, text):
    """The hits of one register as a table, or None.

    Up to MOST hits are read unsorted and sorted here: sorting by index would make the planner walk it for a rare name.
    """
    scope = request.scope("view", register.key)
    rows = scoped(request, "view", register.key, register.model.objects.all())
    hits = register.filters({"search": text}, queryset=rows, scope=scope).qs.order_by()
    by = register.ordering.lstrip("-")
    found = list(hits.values_list(*register.table.sources, by)[: MOST + 1])
    if not found:
        return None
    found.sort(key=lambda row: (row[-1] is not None, row[-1]), reverse=register.ordering.startswith("-"))
    return {
        "register": register,
        "columns": register.table.head(lambda _name: None, ""),
        "rows_html": register.table.html([row[:-1] for row in found[:SHOWN]]),
        "count": f"{MOST}+" if len(found) > MOST else str(len(found)),
        "more": len(found) > SHOWN,
    }


@lru_cache(maxsize=2000)
def _letters(name):
    keys = pinyin.keys(name, person=False)
    return keys.pinyin, keys.initials


def figures_named(request, text):
    """The figures whose name contains the text, or whose pinyin or initials begin with it."""
    if not text or not request.scope("view", "figures"):
        return []
    return [f for f in figures.all_figures() if text in f.name.lower() or any(k.startswith(text) for k in _letters(f.name))]
