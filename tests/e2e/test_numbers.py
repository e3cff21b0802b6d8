"""A number that opens: what to see of it is asked beneath it; by keyboard, and without script it is a link."""

import pytest
from playwright.sync_api import expect

from tests.factories import PASSWORD, ServiceFactory, make_world

from .browser import DESK, PHONE, Visitor, chromium

FIGURE = "a.opens[href^='/figures/branches.visit_households/']"


@pytest.fixture
def world(transactional_db):
    found = make_world()
    ServiceFactory(unit=found.own.unit, branch=found.own.branch, quantity=7)
    return found


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


def board(browser, live_server, world, **more):
    visitor = Visitor(browser, live_server.url, **more).log_in(world.leader.username, PASSWORD)
    visitor.open("/dashboard/?period=2024")
    return visitor


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_the_menu_leads_to_records_units_months_and_definition(browser, live_server, world, size):
    visitor = board(browser, live_server, world, size=size)
    page = visitor.page
    page.locator(FIGURE).first.click()
    menu = page.get_by_role("menu", name="看这个数")
    assert menu.get_by_role("menuitem").all_inner_texts() == ["看这些记录", "按单位分", "按月分", "口径"]
    box = menu.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= size["width"]
    menu.get_by_role("menuitem", name="按单位分").click()
    page.wait_for_url("**/figures/branches.visit_households/**#by-unit")
    assert page.locator("#by-unit").is_visible()
    assert (visitor.complaints, visitor.outside) == ([], [])
    visitor.close()


def test_by_keyboard(browser, live_server, world):
    visitor = board(browser, live_server, world)
    page, number = visitor.page, visitor.page.locator(FIGURE).first
    number.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="看这些记录")).to_be_focused()
    assert number.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("menuitem", name="口径")).to_be_focused()
    page.keyboard.press("Escape")
    expect(number).to_be_focused()
    assert (page.get_by_role("menu").count(), number.get_attribute("aria-expanded")) == (0, "false")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_url("**/figures/branches.visit_households/**#records")
    visitor.close()


def test_without_script_it_is_a_link(browser, live_server, world):
    visitor = board(browser, live_server, world, javascript=False)
    visitor.page.locator(FIGURE).first.click()
    visitor.page.wait_for_url("**/figures/branches.visit_households/**")
    assert visitor.page.locator("#records").count() == 1
    visitor.close()
