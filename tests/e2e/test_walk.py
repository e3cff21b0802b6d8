"""Every page as each role, in Chromium: no other host, no CSP violation, no console error, no sideways scroll, axe content."""

from pathlib import Path

import pytest
from django.urls import reverse

from orgwork.accounts.rules import Role
from orgwork.kit import registers
from tests.factories import (
    PASSWORD,
    ActivityFactory,
    FacilityFactory,
    MemberFactory,
    SeatFactory,
    ServiceFactory,
    StandardFactory,
    id_number,
    make_world,
    person,
)
from tests.factories.monthly import open_reports

from .browser import DESK, PHONE, Visitor, chromium

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
SERIOUS = {"serious", "critical"}
FIXED = (
    "home", "jobs", "imports", "import_new", "monthly", "monthly-rates", "monthly-calendar", "monthly-corrections",
    "monthly-echo", "reports", "reports-new", "dashboard", "figures", "registers",
    "help", "password_change", "quick", "notices", "search", "settings", "settings-params", "settings-holidays", "settings-notices",
    "formdef", "formdef-cost", "formdef-versions", "formdef-rules", "formdef-new", "formdef-rule-new",
)  # fmt: skip
ROLES = {360: (Role.SECRETARY, Role.STREET_CLERK), 1280: (Role.CLERK, Role.HEAD, Role.LEADER, Role.SYSTEM_ADMIN)}
ENOUGH = {360: 60, 1280: 90}  # pages read by axe: an empty walk must not pass
# What the page itself reports of its policy, kept from before its first script runs.
LISTEN = """
window.__csp = [];
document.addEventListener('securitypolicyviolation', e => window.__csp.push(e.violatedDirective + ' ' + e.blockedURI));
"""


def fill(world):
    """One record of each kind at every place, and the month opened."""
    for n, place in enumerate((world.own, world.near, world.far)):
        member = MemberFactory(branch=place.branch, id_card=id_number(n))
        for factory in (SeatFactory, ActivityFactory):
            factory(branch=place.branch)
        for factory in (FacilityFactory, StandardFactory):
            factory(community=place.community)
        ServiceFactory(unit=place.unit)
        assert member.pk
    return open_reports()


def addresses(world, report):
    """Every page that can be opened by its address: fixed ones, and those of each register."""
    found = [reverse(name) for name in FIXED]
    found += ["/figures/members.active/", "/figures/branches.visit_households/?period=2024", f"/monthly/{report.pk}/"]
    found += [f"/monthly/{report.pk}/{tail}/" for tail in ("review", "review/m_visit_households", "history", "submit")]
    for register in registers.all_registers():
        found += [register.base_url, f"{register.base_url}new/", f"{register.base_url}?search=田&page_size=20"]
        record = register.model.objects.filter(path__startswith=world.own.unit.path).order_by("pk").first()
        if record is not None:
            found += [register.url(record) + tail for tail in ("", "history/", "edit/", "delete/")]
    return found


def sideways(page):
    """How many pixels the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def findings(page):
    """["rule: where"] of axe's serious and critical violations. It is evaluated by the debugger, past the page's policy."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [f"{v['id']}: {v['nodes'][0]['target']}" for v in found["violations"] if v["impact"] in SERIOUS]


def look(page, address, known):
    """What is wrong with the page that is open; axe reads each address once at each width."""
    seen = {
        "csp": page.evaluate("window.__csp"),
        "sideways": [sideways(page)] if sideways(page) > 0 else [],
        "axe": [] if address in known else findings(page),
    }
    known.add(address)
    return seen


def walk(visitor, user, pages, known):
    """{address: what is wrong with it}, and how many pages this person could open."""
    visitor.context.add_init_script(LISTEN)
    visitor.log_in(user.username, PASSWORD)
    wrong, opened = {}, 0
    for address in pages:
        visitor.complaints.clear()
        answer = visitor.page.goto(f"{visitor.base}{address}")
        if answer.status == 404:
            continue
        opened += 1
        seen = look(visitor.page, address, known) | {"console": list(visitor.complaints)}
        if answer.status != 200 or any(seen.values()):
            wrong[address] = {"status": answer.status, **{k: v for k, v in seen.items() if v}}
    return wrong, opened


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_a_walk_of_all_pages(live_server, size):
    """The first of the roles opens every page, the others those that everybody has: what differs by role is tested without a browser."""
    world = make_world()
    report = fill(world)[world.own.unit.name]
    pages, known, outside, trouble = addresses(world, report), set(), [], {}
    with chromium() as browser:
        for at, role in enumerate(ROLES[size["width"]]):
            visitor = Visitor(browser, live_server.url, size=size)
            unit = world.own.unit if role == Role.SECRETARY else world.district
            wrong, opened = walk(visitor, person(role, unit), pages if at == 0 else pages[: len(FIXED)], known)
            print(f"{role} at {size['width']}: {opened} pages")
            trouble |= {f"{role} {address}": found for address, found in wrong.items()}
            outside += visitor.outside
            visitor.close()
    assert (trouble, outside) == ({}, [])
    assert len(known) >= ENOUGH[size["width"]]
