"""随手记 on a phone, in Chromium: a few taps, without a connection, nothing lost, nothing doubled."""

import io
import time
from datetime import date

import pytest
from django.utils import timezone
from PIL import Image

from branches.enums import ServiceStatus
from branches.models import ServicePhoto, ServiceRecord
from orgwork.accounts.rules import Role
from tests.factories import PASSWORD, BranchFactory, ServiceFactory, make_world, person
from tests.factories.monthly import open_reports

from .browser import DESK, PHONE, Visitor, chromium
from .test_walk import LISTEN, findings, sideways

WORKS = "navigator.serviceWorker.getRegistration().then(found => Boolean(found && found.active && found.active.state === 'activated'))"
READY = "navigator.serviceWorker.controller !== null"
PATIENCE = 30
WAITING = "orgworkOutbox.everybody().then(all => all.length)"


@pytest.fixture
def world(transactional_db):
    return make_world()


@pytest.fixture
def secretary(world):
    return person(Role.SECRETARY, world.own.unit, name="乔书记")


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture
def phone(browser, live_server, secretary):
    visitor = Visitor(browser, live_server.url, size=PHONE).log_in(secretary.username, PASSWORD)
    yield visitor
    outside = list(visitor.outside)
    visitor.close()
    assert outside == []


@pytest.fixture
def photo(tmp_path):
    """A photo as a phone takes it: large."""
    file = tmp_path / "IMG_0001.png"
    Image.effect_noise((2400, 1800), 60).save(file)
    return file


def at_hand(visitor):
    """随手记 as it is from the second look on: the first one may come before what keeps it is at work."""
    visitor.open("/quick/")
    visitor.until(WORKS)
    visitor.open("/quick/")
    visitor.until(READY)


def offline(visitor, away):
    visitor.context.set_offline(away)


def record(page, number, text=""):
    page.fill("#services_quantity", str(number))
    page.fill("#services_text", text)
    page.get_by_role("button", name="记下").click()


def waits(page, count):
    page.locator("#queue-h", has_text=f"{count} 条等着发出").wait_for()


def sent(page):
    """Nothing waits any more."""
    end = time.monotonic() + PATIENCE
    while page.evaluate(WAITING):
        assert time.monotonic() < end, page.locator("main").inner_text()
        page.wait_for_timeout(50)


# with a connection ------------------------------------------------------------------------------------------
def test_a_visit_in_three_taps_stands_in_the_month_at_once(world, phone, secretary):
    report = open_reports(f"{timezone.localdate():%Y-%m}")[world.own.unit.name]
    phone.open("/members/")
    page, taps, begun = phone.page, 0, time.monotonic()
    page.locator(".tabbar").get_by_role("link", name="记一笔").click()
    taps += 1
    page.locator("#services_quantity").click()
    taps += 1
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("12")
    page.get_by_role("button", name="记下").click()
    taps += 1
    page.locator("#quick-said", has_text="已记下").wait_for()
    print(f"a visit from the list of members: {taps} taps, {time.monotonic() - begun:.1f} s by a script")
    made = ServiceRecord.objects.get()
    assert (made.kind, made.quantity, made.unit, made.date, made.created_by) == (
        "visit", 12, world.own.unit, timezone.localdate(), secretary,
    )  # fmt: skip
    assert taps == 3

    page.locator("#quick-said a", has_text="走访群众").click()
    page.wait_for_url(f"**/monthly/{report.pk}/#c-m_visit_households")
    assert page.input_value("#c-m_visit_households") == "12"
    page.locator("#cell-m_visit_households .src a").first.click()
    page.wait_for_load_state("networkidle")
    assert page.locator(f"#records a[href='/services/{made.pk}/']").count() == 1


def test_the_screen_holds_all_of_it(phone):
    """At 360 × 740 the button stands above the bar at the bottom, and nothing is wider than the screen."""
    for kind in ("visit", "opinion", "activity"):
        phone.open(f"/quick/?kind={kind}")
        box = phone.page.get_by_role("button", name="记下").bounding_box()
        wide = phone.page.evaluate("document.documentElement.scrollWidth")
        assert (box["y"] + box["height"] <= 740 - 58, wide) == (True, 360), (kind, box)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_the_pages_are_sound(browser, live_server, world, secretary, size):
    """No policy broken, no console error, nothing wider than the screen, axe content: 随手记 and an opinion on each step."""
    given = {"owner": "乔书记", "category": "物业管理", "due_on": date(2026, 1, 5), "solved_on": date(2026, 1, 6), "date": date(2026, 1, 4)}
    rows = [ServiceFactory(unit=world.own.unit, kind="opinion", status=status, **given) for status in ServiceStatus]
    visitor, wrong = Visitor(browser, live_server.url, size=size), {}
    visitor.context.add_init_script(LISTEN)
    visitor.log_in(secretary.username, PASSWORD)
    pages = ["/quick/?kind=visit", "/quick/?kind=activity", *(f"/services/{row.pk}/" for row in rows), "/services/?todo=overdue"]
    for address in pages:
        visitor.complaints.clear()
        visitor.open(address)
        seen = [*visitor.page.evaluate("window.__csp"), *visitor.complaints, *findings(visitor.page), sideways(visitor.page)]
        if seen != [0]:
            wrong[address] = seen
    visitor.close()
    assert wrong == {}


def test_undo_leaves_nothing_and_the_form_comes_back(phone):
    phone.open("/quick/")
    record(phone.page, 5)
    phone.page.get_by_role("button", name="撤销").click()
    phone.page.locator("#quick-said", has_text="已撤销").wait_for()
    assert (ServiceRecord.objects.count(), ServiceRecord.everything.count()) == (0, 1)
    record(phone.page, 7)
    phone.page.get_by_role("button", name="撤销").wait_for()
    assert ServiceRecord.objects.get().quantity == 7


def test_another_kind_keeps_the_screen_and_asks_what_it_needs(world, phone):
    BranchFactory(unit=world.own.unit, name="第二网格党支部")
    phone.open("/quick/")
    page = phone.page
    page.fill("#services_text", "写了一半")
    page.locator("[data-kind=opinion]").click()
    assert (page.input_value("#services_text"), page.locator("[data-name=at_once]").is_visible()) == ("写了一半", True)
    page.locator("[data-kind=activity]").click()
    shown = {name: page.locator(f"fieldset:not([hidden]) [data-name={name}]").is_visible() for name in ("group", "lecturer", "branch")}
    assert shown == {"group": False, "lecturer": False, "branch": True}
    page.select_option("#activities_kind", "lecture")
    assert page.locator("[data-name=lecturer]").is_visible()


def test_without_script_the_same_form_is_sent(browser, live_server, world, secretary):
    visitor = Visitor(browser, live_server.url, size=PHONE, javascript=False).log_in(secretary.username, PASSWORD)
    visitor.open("/quick/?kind=opinion")
    record(visitor.page, 1, "楼道灯坏了")
    visitor.page.wait_for_url("**/quick/?kind=opinion&done=services.*")
    assert "已记下" in visitor.page.locator("#quick-said").inner_text()
    visitor.close()
    assert [(r.kind, r.text) for r in ServiceRecord.objects.all()] == [("opinion", "楼道灯坏了")]


# without one ----------------------------------------------------------------------------------------------------
def test_two_entries_made_offline_arrive_once_each(phone, photo):
    at_hand(phone)
    page = phone.page
    offline(phone, True)
    record(page, 3, "雨前走访低洼楼院")
    waits(page, 1)
    page.goto(f"{phone.base}/members/")
    assert page.locator("h1").inner_text() == "找不到网络"
    page.get_by_role("link", name="先用随手记").click()
    waits(page, 1)
    page.locator("[data-kind=opinion]").click()
    page.set_input_files("#quick-photos", photo)
    page.locator("#quick-shots img").wait_for()
    record(page, 1, "污水井盖破损")
    waits(page, 2)
    assert "1 张照片" in page.locator("#quick-queue").inner_text()
    assert ServiceRecord.objects.count() == 0
    page.reload()
    waits(page, 2)

    offline(phone, False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    sent(page)
    phone.open("/quick/")
    sent(page)
    found = list(ServiceRecord.objects.order_by("kind").values_list("kind", "quantity", "text"))
    assert found == [("opinion", 1, "污水井盖破损"), ("visit", 3, "雨前走访低洼楼院")]
    kept = ServicePhoto.objects.get()
    assert (kept.service.kind, kept.mime, kept.size < photo.stat().st_size / 2) == ("opinion", "image/jpeg", True)
    picture = page.request.get(f"{phone.base}/services/{kept.service_id}/photos/{kept.pk}/").body()
    assert max(Image.open(io.BytesIO(picture)).size) == 1600


def test_a_lost_answer_doubles_nothing(phone):
    """The portal recorded it, the answer never came: sent again it is the same record."""
    phone.open("/quick/")
    page, lost = phone.page, []

    def lose(route):
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    phone.context.route("**/quick/", lose)
    record(page, 9)
    waits(page, 1)
    for _ in range(100):  # it says that it waits while the request is still on its way
        if lost:
            break
        page.wait_for_timeout(100)
    assert (lost, ServiceRecord.objects.count()) == ([201], 1)
    page.evaluate("orgworkOutbox.flush()")
    sent(page)
    assert ServiceRecord.objects.count() == 1


def test_what_waits_may_be_changed_and_dropped(phone):
    phone.open("/quick/")
    page = phone.page
    offline(phone, True)
    for number in (1, 2, 3):
        record(page, number)
        waits(page, number)
    rows = page.locator("#quick-queue li")
    rows.nth(1).get_by_role("button", name="修改").click()
    page.locator("#quick-said", has_text="正在修改").wait_for()
    assert page.input_value("#services_quantity") == "2"
    record(page, 22, "改过")
    rows.nth(0).get_by_role("button", name="删除").click()
    rows.nth(0).get_by_role("button", name="确定删除").click()
    waits(page, 2)
    offline(phone, False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    sent(page)
    assert sorted(ServiceRecord.objects.values_list("quantity", flat=True)) == [3, 22]


def test_what_is_refused_stays_with_its_reason_until_it_is_mended(world, phone):
    phone.open("/quick/?kind=activity")
    page = phone.page
    offline(phone, True)
    page.select_option("#activities_kind", "theme_day")
    page.fill("#activities_entitled", "10")
    page.fill("#activities_present", "11")
    page.get_by_role("button", name="记下").click()
    waits(page, 1)
    offline(phone, False)
    page.evaluate("window.dispatchEvent(new Event('online'))")
    page.locator("#quick-queue li", has_text="多于应到").wait_for()
    page.reload()
    page.locator("#quick-queue li", has_text="实到 11 人，多于应到 10 人").wait_for()
    page.locator("#quick-queue").get_by_role("button", name="修改").click()
    page.locator("#quick-said", has_text="正在修改").wait_for()
    page.fill("#activities_present", "9")
    page.get_by_role("button", name="记下").click()
    page.locator("#quick-said", has_text="已记下").wait_for()
    sent(page)
    assert [(a.entitled, a.present) for a in world.own.branch.activities.all()] == [(10, 9)]


def test_after_the_session_ended_it_waits_for_the_log_in(phone, secretary):
    phone.open("/quick/")
    page = phone.page
    phone.context.clear_cookies(name="sessionid")
    record(page, 4)
    page.locator("#quick-said", has_text="登录已超时").wait_for()
    waits(page, 1)
    assert ServiceRecord.objects.count() == 0
    phone.log_in(secretary.username, PASSWORD)
    sent(page)
    assert ServiceRecord.objects.get().quantity == 4


def test_anothers_entries_are_neither_shown_nor_sent(world, phone):
    phone.open("/quick/")
    page = phone.page
    offline(phone, True)
    record(page, 4, "甲记的")
    waits(page, 1)
    phone.context.clear_cookies(name="sessionid")
    offline(phone, False)
    other = person(Role.DEPUTY, world.own.unit, name="孟副书记")
    phone.log_in(other.username, PASSWORD)
    phone.open("/quick/")
    page.locator("#quick-queue", has_text="别的账号没有发出的 1 条").wait_for()
    assert "甲记的" not in page.content()
    page.evaluate("orgworkOutbox.flush()")
    assert (page.evaluate(WAITING), ServiceRecord.objects.count()) == (1, 0)


# log-out ----------------------------------------------------------------------------------------------------------
def leave(page):
    page.locator(".umenu summary").click()
    page.locator(".umenu").get_by_role("button", name="退出").click()


def test_log_out_sends_first_and_leaves_nothing_in_the_browser(phone):
    at_hand(phone)
    page = phone.page
    page.evaluate("caches.keys().then(names => names.length)")
    offline(phone, True)
    record(page, 6)
    waits(page, 1)
    offline(phone, False)
    leave(page)
    page.wait_for_url("**/login/")
    assert ServiceRecord.objects.get().quantity == 6
    stores = "caches.keys(), indexedDB.databases(), navigator.serviceWorker.getRegistrations()"
    assert page.evaluate(f"Promise.all([{stores}]).then(all => all.map(store => store.length))") == [0, 0, 0]


def test_log_out_asks_before_it_loses_anything(phone):
    phone.open("/quick/")
    page = phone.page
    phone.context.route("**/quick/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    record(page, 6)
    waits(page, 1)
    leave(page)
    page.locator("#alerts", has_text="还有 1 条随手记没有发出").wait_for()
    assert page.evaluate(WAITING) == 1
    page.get_by_role("button", name="仍要退出，不要了").click()
    page.wait_for_url("**/login/")
    assert ServiceRecord.objects.count() == 0


def test_nothing_personal_lies_in_the_cache(phone, secretary, world):
    at_hand(phone)
    phone.open("/members/")
    page = phone.page
    words = page.evaluate(
        "caches.keys().then(names => Promise.all(names.map(n => caches.open(n).then(c => c.keys().then(keys =>"
        " Promise.all(keys.map(k => c.match(k).then(r => r.text().then(t => [new URL(k.url).pathname, t]))))))))).then(all => all.flat())"
    )
    paths = [path for path, _text in words]
    other = [path for path in paths if not path.startswith(("/static/", "/quick/shell/", "/quick/offline/"))]
    assert ("/quick/shell/" in paths, other) == (True, [])
    assert [path for path, text in words if secretary.name in text or world.own.unit.name in text] == []
