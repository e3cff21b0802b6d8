"""The bar in Chromium: the bell counts after the page, the search keeps ID numbers in the browser; settings on a phone, without script."""

import pytest
from django.utils import timezone

from orgwork.accounts.rules import Role
from orgwork.kit import params
from orgwork.kit.models import SpecialDay
from orgwork.notices import services
from tests.factories import PASSWORD, id_number, make_world, person

from .browser import DESK, PHONE, Visitor, chromium
from .test_walk import findings, sideways

SETTINGS = ("/settings/", "/settings/params/", "/settings/params/monthly.due_day/", "/settings/holidays/", "/settings/notices/")


def at(world, role, unit):
    return person(role, unit, username=f"walker-{role}", name="槐荫书记")


def tell(user, n):
    for i in range(n):
        services.tell([user], kind="tests", title=f"第{i}件", text="请看一看", url="/figures/", tone="warn", key=f"k{i}")


def bell(page):
    page.wait_for_selector("[data-bell] b:not([hidden])")
    return page.inner_text("[data-bell] b"), page.get_attribute("[data-bell]", "aria-label")


@pytest.mark.django_db(transaction=True)
def test_the_bell_and_the_search_of_the_bar(live_server):
    world = make_world()
    secretary = at(world, Role.SECRETARY, world.own.unit)
    tell(secretary, 2)
    with chromium() as browser:
        desk = Visitor(browser, live_server.url, size=DESK).log_in(secretary.username, PASSWORD)
        page = desk.page
        assert bell(page) == ("2", "消息，2 条未读")
        page.click("[data-bell]")
        page.click("button.ntc >> nth=0")
        page.wait_for_url(f"{live_server.url}/figures/")
        assert bell(page) == ("1", "消息，1 条未读")
        page.keyboard.press("/")
        page.keyboard.type(id_number(1))
        page.keyboard.press("Enter")
        assert (page.url, page.input_value(".bar-find input")) == (f"{live_server.url}/figures/", id_number(1))
        page.fill(".bar-find input", "槐荫")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=*")
        assert page.locator("a.who", has_text="槐荫").count() >= 2
        desk.open("/members/")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "search"
        assert (desk.complaints, desk.outside) == ([], [])


@pytest.mark.django_db(transaction=True)
def test_notices_and_settings_on_a_phone_without_script(live_server):
    world, today = make_world(), timezone.localdate()
    admin = at(world, Role.SYSTEM_ADMIN, world.district)
    tell(admin, 1)
    with chromium() as browser:
        phone = Visitor(browser, live_server.url, size=PHONE, javascript=False).log_in(admin.username, PASSWORD)
        page = phone.page
        page.click("[data-bell]")
        page.click("button.ntc")
        page.wait_for_url(f"{live_server.url}/figures/")
        phone.open("/settings/params/monthly.due_day/")
        page.fill("[name=value]", "4")
        page.fill("[name=note]", "区委会议定的")
        page.get_by_role("button", name="保存").click()
        page.wait_for_selector("text=起 4 日")
        phone.open("/settings/holidays/")
        page.fill("[name=first]", f"{today:%Y-%m-%d}")
        page.get_by_role("button", name="保存").click()
        page.wait_for_selector("text=已写 1 天")
        seeing = Visitor(browser, live_server.url, size=PHONE).log_in(admin.username, PASSWORD)
        wrong = {}
        for address in ("/notices/", "/search/?q=槐荫", *SETTINGS):
            seeing.open(address)
            wrong[address] = [sideways(seeing.page), *findings(seeing.page)]
        assert (wrong, seeing.complaints) == (dict.fromkeys(wrong, [0]), [])
    assert (params.value("monthly.due_day", today), SpecialDay.objects.get().day) == (4, today)
    assert admin.notices.get().read_at is not None
