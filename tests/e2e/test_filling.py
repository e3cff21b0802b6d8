"""Filling the month in Chromium: by keyboard alone, through a lost connection, without script, and with few taps."""

import re
import time

import pytest
from django.utils import timezone

from branches.models import Community
from orgwork.accounts.rules import Role
from orgwork.kit.periods import Period
from orgwork.kit.views.history import event_model
from orgwork.monthly.models import FormItem, MonthlyValue
from orgwork.monthly.services.attaching import attach
from orgwork.monthly.services.prefilling import known
from orgwork.monthly.services.saving import Entry, save_values
from tests.factories import PASSWORD, make_world, person
from tests.factories.monthly import blanks, fill, open_reports, submitted
from tests.orgwork.monthly.forms_of import add_kinds, photo

from .browser import DESK, PHONE, WAIT_MS, Visitor, chromium
from .test_walk import findings, sideways

pytestmark = pytest.mark.django_db(transaction=True)

QUEUED = "没有存上，排着队"
TYPED_OFFLINE = {"m_care": "3", "m_dues": "120.5", "m_problems": "4", "m_deeds": "0", "m_opinions": "7"}
MOST_TAPS, MOST_TYPED = 25, 5


class Scene:
    """A community, its secretary, and this month's report, opened; last month has been reported."""

    def __init__(self, last_month=True):
        self.world = make_world()
        self.unit = self.world.own.unit
        self.secretary = person(Role.SECRETARY, self.unit, name="田书记")
        Community.objects.filter(pk=self.world.own.community.pk).update(office_area_m2=420)
        month = Period.month(timezone.localdate())
        if last_month:
            june = open_reports(month.previous_month().text)[self.unit.name]
            submitted(june, self.secretary, m_care=2, m_reported=0, m_dues=100)
        self.report = open_reports(month.text)[self.unit.name]

    @property
    def url(self):
        return f"/monthly/{self.report.pk}/"

    def visitor(self, browser, base, user=None, **more):
        return Visitor(browser, base, size=PHONE, **more).log_in((user or self.secretary).username, PASSWORD)

    def cell(self, code):
        return self.report.values.get(code=code)

    def written(self, code):
        """How many times somebody wrote the cell."""
        events = event_model(MonthlyValue).objects.filter(pgh_obj=self.cell(code).pk, updated_by__isnull=False)
        return events.count()

    def values(self, codes):
        return {code: str(self.cell(code).value.normalize()) for code in codes}


@pytest.fixture
def scene(transactional_db):
    return Scene()


def type_into(page, code, value):
    box = page.locator(f"#cell-{code} input[name='v.{code}']")
    box.fill(value)
    box.press("Tab")


def word(page, code):
    """What the cell says of its state, as a phone shows it."""
    return page.locator(f"#cell-{code} .ph .st").inner_text().strip()


def wait_for_word(page, code, text):
    page.locator(f"#cell-{code} .ph .st", has_text=text).wait_for()


def kept(page):
    """How many cells wait in the browser."""
    return page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('cells:')).length")


def wait_until_sent(page):
    """Until nothing waits in the browser any more. The page's policy forbids Playwright's own way of waiting."""
    until = time.monotonic() + WAIT_MS / 1000
    while kept(page):
        assert time.monotonic() < until, page.locator("#alerts").inner_text()
        page.wait_for_timeout(50)


# by keyboard ---------------------------------------------------------------------------------------------
class Keyboard:
    """Somebody who has no pointer: Tab, Enter and what he types; he sees where the focus stands."""

    def __init__(self, page):
        self.page = page

    def focused(self):
        """name=value of a control, the words of a link."""
        said = "e => e.name ? e.name + '=' + (e.value || '') : e.textContent.trim()"
        return self.page.evaluate(f"({said})(document.activeElement)")

    def to(self, pattern, most=400):
        """Tab on until the focus stands on what matches."""
        for _ in range(most):
            if re.search(pattern, self.focused()):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no way by Tab to {pattern}")

    def press(self, pattern):
        self.to(pattern)
        self.page.keyboard.press("Enter")


def test_from_todo_to_submitted_by_keyboard_alone(live_server, scene):
    for code in blanks(scene.report)[6:]:
        save_values(report=scene.report, cells={code: Entry(state="zero", version=scene.cell(code).version)}, by=scene.secretary)
    left = blanks(scene.report)
    assert len(left) == 6
    with chromium() as browser:
        visitor = scene.visitor(browser, live_server.url)
        page, keys = visitor.page, Keyboard(visitor.page)
        keys.press("填报$")
        page.wait_for_url(f"**{scene.url}")
        keys.to(rf"^v\.{left[0]}=")
        for number, code in enumerate(left):
            keys.to(rf"^v\.{code}=")
            page.keyboard.type(str(number))
            page.keyboard.press("ArrowDown")
        wait_until_sent(page)
        for code in [c for c in left if page.locator(f"#cell-{c}.bad").count()]:
            keys.to(rf"^v\.{code}=")
            page.keyboard.press("Control+A")
            page.keyboard.type("0")
            page.keyboard.press("Enter")
        wait_until_sent(page)
        keys.press("^act=check$")
        page.wait_for_url("**/submit/")
        keys.press("^提交$")
        page.wait_for_url(f"**{scene.url}")
        assert (visitor.outside, visitor.complaints) == ([], [])
    scene.report.refresh_from_db()
    assert (scene.report.state, blanks(scene.report)) == ("submitted", [])


def test_the_equals_sign_takes_last_months_number(live_server, scene):
    with chromium() as browser:
        page = scene.visitor(browser, live_server.url).page
        page.goto(f"{live_server.url}{scene.url}")
        page.locator("input[name='v.m_care']").focus()
        page.keyboard.press("=")
        wait_for_word(page, "m_care", "已存")
    assert (scene.cell("m_care").state, scene.cell("m_care").value) == ("same", 2)


# a lost connection -----------------------------------------------------------------------------------------
def fill_offline(visitor, scene):
    page = visitor.page
    visitor.open(scene.url)
    visitor.context.set_offline(True)
    for code, value in TYPED_OFFLINE.items():
        type_into(page, code, value)
    for code in TYPED_OFFLINE:
        wait_for_word(page, code, QUEUED)
    assert kept(page) == len(TYPED_OFFLINE)
    assert "5 格没有存上，排着队：网络断了。" in page.locator("#alerts").inner_text()


def there_once(scene):
    assert scene.values(TYPED_OFFLINE) == TYPED_OFFLINE
    assert {code: scene.written(code) for code in TYPED_OFFLINE} == dict.fromkeys(TYPED_OFFLINE, 1)


def test_five_cells_filled_without_a_connection_are_there_once(live_server, scene):
    with chromium() as browser:
        visitor = scene.visitor(browser, live_server.url)
        fill_offline(visitor, scene)
        visitor.context.set_offline(False)
        wait_until_sent(visitor.page)
        assert [code for code in TYPED_OFFLINE if word(visitor.page, code) == QUEUED] == []
        assert visitor.page.locator("#alerts [data-unsent]").count() == 0
    there_once(scene)


def test_they_survive_the_closed_tab(live_server, scene):
    with chromium() as browser:
        visitor = scene.visitor(browser, live_server.url)
        fill_offline(visitor, scene)
        visitor.page.close()
        visitor.context.set_offline(False)
        page = visitor.page = visitor.context.new_page()
        page.goto(f"{live_server.url}{scene.url}")
        wait_until_sent(page)
        page.reload()
        assert {c: page.input_value(f"input[name='v.{c}']") for c in TYPED_OFFLINE} == TYPED_OFFLINE
    there_once(scene)


def test_an_answer_that_was_lost_doubles_nothing(live_server, scene):
    """The portal wrote the cell, but the phone never heard of it and sends it again."""
    with chromium() as browser:
        visitor = scene.visitor(browser, live_server.url)
        visitor.open(scene.url)

        def lose(route):
            route.fetch()
            route.abort()

        visitor.page.route("**/cells/m_care/", lose, times=1)
        type_into(visitor.page, "m_care", "3")
        wait_for_word(visitor.page, "m_care", QUEUED)
        assert scene.cell("m_care").value == 3
        type_into(visitor.page, "m_care", "6")
        wait_until_sent(visitor.page)
        wait_for_word(visitor.page, "m_care", "已存")
    assert (scene.cell("m_care").value, scene.written("m_care")) == (6, 2)


def test_what_another_changed_meanwhile_is_a_conflict_and_stays_one(live_server, scene):
    deputy = person(Role.DEPUTY, scene.unit, name="林副书记")
    with chromium() as browser:
        visitor = scene.visitor(browser, live_server.url)
        page = visitor.page
        visitor.open(scene.url)
        visitor.context.set_offline(True)
        type_into(page, "m_care", "5")
        wait_for_word(page, "m_care", QUEUED)
        save_values(report=scene.report, cells={"m_care": Entry(value=4, version=1)}, by=deputy)
        visitor.context.set_offline(False)
        wait_for_word(page, "m_care", "冲突")
        said = page.locator("#m-m_care").inner_text()
        assert re.search(r"林副书记 \d\d:\d\d 把这一格改成了 4，您填的是 5。", said)
        visitor.open(scene.url)
        wait_for_word(page, "m_care", "冲突")
        assert scene.cell("m_care").value == 4
        page.locator("#cell-m_care button[value='mine:m_care']").click()
        wait_until_sent(page)
    assert (scene.cell("m_care").value, scene.cell("m_care").updated_by) == (5, scene.secretary)


def test_a_session_that_is_over_keeps_what_waits_for_its_own_user_only(live_server, scene):
    deputy = person(Role.DEPUTY, scene.unit)
    with chromium() as browser:
        visitor = scene.visitor(browser, live_server.url)
        page = visitor.page
        visitor.open(scene.url)
        visitor.context.clear_cookies(name="sessionid")
        type_into(page, "m_care", "5")
        wait_for_word(page, "m_care", QUEUED)
        assert "登录已超时，1 格没有存上，排着队。" in page.locator("#alerts").inner_text()
        visitor.log_in(deputy.username, PASSWORD)
        visitor.open(scene.url)
        assert (page.input_value("input[name='v.m_care']"), scene.cell("m_care").value, kept(page)) == ("", None, 1)
        visitor.context.clear_cookies(name="sessionid")
        visitor.log_in(scene.secretary.username, PASSWORD)
        visitor.open(scene.url)
        wait_until_sent(page)
    assert (scene.cell("m_care").value, scene.written("m_care")) == (5, 1)


def test_logging_out_forgets_what_waits_but_asks_first(live_server, scene):
    with chromium() as browser:
        visitor = scene.visitor(browser, live_server.url)
        page = visitor.page
        visitor.open(scene.url)
        page.route("**/cells/**", lambda route: route.abort())
        type_into(page, "m_care", "5")
        wait_for_word(page, "m_care", QUEUED)
        page.evaluate("document.querySelector('form[action=\"/logout/\"]').requestSubmit()")
        page.get_by_role("button", name="仍然退出").click()
        page.wait_for_url("**/login/")
        assert kept(page) == 0


def test_handed_in_meanwhile_the_cell_is_locked_and_the_value_named(live_server, scene):
    with chromium() as browser:
        visitor = scene.visitor(browser, live_server.url)
        page = visitor.page
        visitor.open(scene.url)
        visitor.context.set_offline(True)
        type_into(page, "m_care", "5")
        wait_for_word(page, "m_care", QUEUED)
        submitted(scene.report, scene.secretary)
        visitor.context.set_offline(False)
        wait_for_word(page, "m_care", "锁定")
        said = page.locator("#alerts").inner_text()
        assert ("请先撤回，再在原报告上修改。" in said, "慰问困难党员 5" in said) == (True, True)
        page.get_by_role("button", name="不要了").click()
        wait_until_sent(page)
    assert scene.cell("m_care").value == 0


def test_what_waits_goes_out_from_any_page(live_server, scene):
    with chromium() as browser:
        visitor = scene.visitor(browser, live_server.url)
        page = visitor.page
        visitor.open(scene.url)
        page.route("**/cells/m_care/", lambda route: route.abort())
        type_into(page, "m_care", "5")
        wait_for_word(page, "m_care", QUEUED)
        visitor.open("/monthly/")
        assert "月报还有 1 格没有存上，连上后自动再存。" in page.locator("#alerts").inner_text()
        page.unroute("**/cells/m_care/")
        visitor.open("/")
        wait_until_sent(page)
    assert (scene.cell("m_care").value, scene.written("m_care")) == (5, 1)


# without script, and with pictures --------------------------------------------------------------------------
def test_filled_and_submitted_without_script(live_server, scene):
    fill(scene.report, scene.secretary)
    with chromium() as browser:
        page = scene.visitor(browser, live_server.url, javascript=False).page
        page.goto(f"{live_server.url}{scene.url}")
        page.fill("input[name='v.m_care']", "4")
        page.locator("button[name=act][value=check]").click()
        page.wait_for_url("**/submit/")
        page.locator("form button[type=submit]", has_text="提交").last.click()
        page.wait_for_url(f"**{scene.url}")
    scene.report.refresh_from_db()
    assert (scene.report.state, scene.cell("m_care").value) == ("submitted", 4)


def test_a_large_photo_is_made_smaller_before_it_is_sent(live_server, transactional_db, tmp_path):
    add_kinds(required=False)
    scene = Scene(last_month=False)
    original = photo(size=(3000, 2000)).read()
    (tmp_path / "现场.jpg").write_bytes(original)
    sent = []
    with chromium() as browser:
        visitor = scene.visitor(browser, live_server.url)
        page = visitor.page
        visitor.open(scene.url)
        page.on("request", lambda r: sent.append(len(r.post_data_buffer or b"")) if "/cells/m_photos/" in r.url else None)
        page.locator("#c-m_photos").set_input_files(tmp_path / "现场.jpg")
        page.locator("#cell-m_photos .files a", has_text="现场.jpg").wait_for()
        page.locator("#cell-m_photos button", has_text="移除").first.click()
        page.locator("#cell-m_photos button", has_text="撤销移除").click()
        page.locator("#cell-m_photos .files a", has_text="现场.jpg").wait_for()
        page.locator("#cell-m_shop label", has_text="没有").click()
        page.locator("#cell-m_shop .st", has_text="已存").wait_for()
        assert visitor.complaints == []
    file = scene.cell("m_photos").files.get()
    assert (file.name, scene.cell("m_shop").text, max(sent) < len(original)) == ("现场.jpg", "没有", True)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_the_pages_beside_the_form_are_sound(live_server, transactional_db, size):
    """Every kind of cell, print and upload: nothing for axe, no sideways scroll, no complaint."""
    add_kinds()
    scene = Scene(last_month=False)
    attach(report=scene.report, code="m_photos", upload=photo(), by=scene.secretary)
    wrong = {}
    with chromium() as browser:
        visitor = Visitor(browser, live_server.url, size=size).log_in(scene.secretary.username, PASSWORD)
        for tail in ("", "print/", "print/?blank=1", "upload/"):
            visitor.open(f"{scene.url}{tail}")
            wrong[tail] = (findings(visitor.page), max(sideways(visitor.page), 0))
        assert visitor.complaints == []
    assert wrong == dict.fromkeys(wrong, ([], 0))


# few taps ----------------------------------------------------------------------------------------------------
class Walk:
    """Counts what a thumb does: taps, and cells it types into."""

    def __init__(self, page):
        self.page, self.taps, self.typed, self.began = page, 0, 0, time.monotonic()

    def tap(self, locator):
        locator.click()
        self.taps += 1

    def type(self, code, value):
        """One tap into the cell, the number, and on to the next by the keyboard's own key."""
        box = self.page.locator(f"input[name='v.{code}']")
        self.tap(box)
        box.fill(value)
        box.press("Enter")
        self.typed += 1

    def tap_all(self, act):
        button = self.page.locator(f"form#month button[name=act][value={act}]")
        if button.count():
            with self.page.expect_navigation():
                self.tap(button)


def test_a_month_of_sixty_items_takes_few_taps(live_server, scene):
    numbers = FormItem.objects.filter(kind="number", active_to=None).count()
    with chromium() as browser:
        visitor = scene.visitor(browser, live_server.url)
        page = visitor.page
        walk = Walk(page)
        walk.tap(page.get_by_role("link", name=re.compile("填报$")).first)
        page.wait_for_url(f"**{scene.url}")
        walk.tap_all("zero-all")
        walk.tap_all("same-all")
        for code in blanks(scene.report):
            same = page.locator(f"#cell-{code} button[value='same:{code}']")
            walk.type(code, re.search(r"[\d.]+", same.inner_text())[0] if same.count() else "1")
        wait_until_sent(page)
        walk.tap(page.locator("button[name=act][value=check]"))
        page.wait_for_url("**/submit/")
        walk.tap(page.locator("form button[type=submit]", has_text="提交").last)
        page.wait_for_url(f"**{scene.url}")
        seconds = time.monotonic() - walk.began
    print(f"\nmonth of {numbers} numbers at {PHONE['width']} px: {walk.taps} taps, {walk.typed} typed cells, {seconds:.1f} s")
    scene.report.refresh_from_db()
    assert (scene.report.state, blanks(scene.report)) == ("submitted", [])
    assert walk.taps <= MOST_TAPS
    assert walk.typed <= MOST_TYPED
    typed = scene.report.values.filter(source="typed", state="filled", item__kind="number")
    assert [value.code for value in typed if known(value.item)] == []
