"""设置: every declared number with its date, history and source; a new value from a date on, refused at its field."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from orgwork import menu
from orgwork.accounts.rules import Role
from orgwork.kit import params
from orgwork.kit.models import Param
from tests.factories import make_world, person

KEY, SWITCH, SHARE = "kit.try_days", "kit.try_switch", "kit.try_share"
ADDRESS = f"/settings/params/{KEY}/"


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    monkeypatch.setattr(params, "_declared", dict(params._declared))
    params.declare(KEY, label="试验天数", default=5, source="规定第一条", unit="天", minimum=1, maximum=30)
    params.declare(SWITCH, label="试验开关", default=0, source="规定第二条", switch=True)
    params.declare(SHARE, label="试验比例", default=1, source="规定第三条", unit="%", maximum=100, decimals=1)


@pytest.fixture
def admin(client, world):
    client.force_login(person(Role.SYSTEM_ADMIN, world.district, name="管理员甲"))
    return client


@pytest.fixture
def today():
    return timezone.localdate()


def text(response):
    return response.content.decode()


def put(client, key=KEY, **data):
    given = {"value": "7", "effective_from": f"{timezone.localdate():%Y-%m-%d}", "note": "区委会议定的", **data}
    return client.post(f"/settings/params/{key}/", given)


def row_of(html, label):
    return html.partition(f">{label}</a>")[2].partition("</tr>")[0]


def errors(response):
    return re.findall(r'<p class="err">.*?<span>(.*?)</span>', text(response))


# the list ------------------------------------------------------------------------------------------------------
def test_every_declared_setting_is_listed_under_a_chinese_name(admin):
    html = text(admin.get("/settings/params/"))
    assert [key for key in params.declared() if f'href="/settings/params/{key}/"' not in html] == []
    assert [key for key in params.declared() if key.partition(".")[0] not in apps.app_configs] == []


def test_what_nobody_set_is_shown_as_delivered(admin):
    row = row_of(text(admin.get("/settings/params/")), "试验天数")
    assert ("<b>5 天</b>" in row, "出厂值" in row, "规定第一条" in row) == (True, True, True)


def test_what_is_in_force_and_what_is_to_come(admin, today):
    later = today + timedelta(days=40)
    put(admin, value="7")
    put(admin, value="9", effective_from=f"{later:%Y-%m-%d}")
    row = row_of(text(admin.get("/settings/params/")), "试验天数")
    assert ("<b>7 天</b>" in row, f"{today:%Y-%m-%d}" in row, f"{later:%Y-%m-%d} 起 9 天" in row) == (True, True, True)


def test_a_switch_is_said_as_on_or_off(admin):
    assert "关</span>" in row_of(text(admin.get("/settings/params/")), "试验开关")
    put(admin, SWITCH, value="1")
    assert "开</span>" in row_of(text(admin.get("/settings/params/")), "试验开关")


def test_the_list_costs_the_same_for_one_and_many_values(admin, today, django_assert_num_queries):
    for span in (range(-9, 10), ()):
        with django_assert_num_queries(5):
            admin.get("/settings/params/")
        Param.objects.bulk_create([Param(key=KEY, value=n + 10, effective_from=today + timedelta(days=n)) for n in span])


# one setting -----------------------------------------------------------------------------------------------------
def test_a_new_value_holds_from_its_date_on(admin, today):
    answer = put(admin, value="7", effective_from=f"{today + timedelta(days=3):%Y-%m-%d}")
    assert (answer.status_code, answer.url) == (302, ADDRESS)
    assert [params.value(KEY, today + timedelta(days=n)) for n in (2, 3)] == [5, 7]


def test_who_when_and_why_stand_in_the_history(admin, today):
    put(admin, value="7")
    put(admin, value="8", note="上级来文改的")
    html = text(admin.get(ADDRESS)).partition('class="hist"')[2]
    whats, whys = re.findall(r'class="what">(.*?)<', html), re.findall(r"</b>　(.*?)</p>", html)
    assert (whats, whys) == ([f"{today:%Y-%m-%d} 起", f"{today:%Y-%m-%d} 起 7 天"], ["上级来文改的", "区委会议定的"])
    assert re.findall(r'class="(?:o|nv)">(.*?)<', html) == ["7 天", "8 天"]
    assert html.count("管理员甲") == 2


@pytest.mark.parametrize("value", ["0", "31", "2.5", "1e30", "-3"])
def test_a_value_that_cannot_be_is_refused_at_its_field(admin, value):
    answer = put(admin, value=value)
    assert (answer.status_code, Param.objects.count()) == (422, 0)
    assert errors(answer) == ["试验天数应在 1 到 30 之间，最多 0 位小数。请改正。"]
    assert f'value="{value}"' in text(answer)


@pytest.mark.parametrize("value", ["七", "NaN", "Infinity"])
def test_what_is_no_number_is_refused(admin, value):
    answer = put(admin, value=value)
    assert (errors(answer), Param.objects.count()) == (["请写一个数，例如 10。"], 0)


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (KEY, "1 到 30 的整数，单位：天。"),
        (SHARE, "0 到 100，最多 1 位小数，单位：%。"),
        ("branches.area_standard", "0 以上的整数，单位：㎡。"),
    ],
)
def test_what_may_be_written_is_said_beforehand(admin, key, said):
    assert said in text(admin.get(f"/settings/params/{key}/"))


def test_decimals_as_declared(admin, today):
    assert put(admin, SHARE, value="12.5").status_code == 302
    assert str(params.value(SHARE, today).normalize()) == "12.5"
    assert put(admin, SHARE, value="12.55").status_code == 422


def test_a_switch_takes_on_and_off_only(admin, today):
    assert put(admin, SWITCH, value="2").status_code == 422
    assert put(admin, SWITCH, value="1").status_code == 302
    assert params.is_on(SWITCH, today) is True


def test_the_reason_is_asked_for(admin):
    assert errors(put(admin, note=" ")) == ["请写依据和理由：哪个文件、哪次会议定的。"]


def test_what_was_set_before_is_not_changed_in_the_past(admin, today):
    put(admin)
    yesterday = today - timedelta(days=1)
    answer = put(admin, value="9", effective_from=f"{yesterday:%Y-%m-%d}")
    assert (answer.status_code, params.value(KEY, yesterday)) == (422, 5)
    assert "过去的月份已按当时的值算过" in errors(answer)[0]
    assert f'value="{yesterday:%Y-%m-%d}"' in text(answer)


def test_what_nobody_has_set_may_begin_in_the_past(admin, today):
    start = today.replace(year=today.year - 1, month=1, day=1)
    assert put(admin, value="6", effective_from=f"{start:%Y-%m-%d}").status_code == 302
    assert params.value(KEY, start) == 6


@pytest.mark.parametrize("day", ["1926-01-01", "2999-01-01"])
def test_a_year_that_can_only_be_a_slip_is_refused(admin, day):
    assert "请核对年份" in errors(put(admin, effective_from=day))[0]
    assert Param.objects.count() == 0


def test_an_unknown_setting_is_not_there(admin):
    assert admin.get("/settings/params/nobody.knows/").status_code == 404


def test_the_page_has_the_line_about_secrets(admin):
    assert "本系统不处理涉密信息" in text(admin.get(ADDRESS))


@pytest.mark.parametrize("role", [r for r in Role.values if r != Role.SYSTEM_ADMIN])
def test_to_other_roles_the_settings_are_not_there(client, world, role):
    client.force_login(person(role, world.district))
    assert [client.get(url).status_code for url in ("/settings/params/", ADDRESS, "/settings/holidays/")] == [404] * 3
    assert (put(client).status_code, Param.objects.count()) == (404, 0)


# the index and the rail ----------------------------------------------------------------------------------------------
@pytest.fixture
def pages(monkeypatch):
    monkeypatch.setattr(menu, "_setting_pages", list(menu._setting_pages))
    return menu


def test_the_index_lists_what_the_viewer_may_open_and_no_more(admin, client, world, pages):
    pages.add_setting("月报表单", "各月要填什么", "forms", "/tests/form/", "monthly:review", order=5)
    html = text(admin.get("/settings/"))
    assert [url for url in ("/settings/params/", "/settings/holidays/", "/settings/notices/") if f'href="{url}"' not in html] == []
    assert "/tests/form/" not in html
    client.force_login(world.clerk)
    html = text(client.get("/settings/"))
    assert ("/tests/form/" in html, "/settings/params/" in html) == (True, False)


def test_the_rail_has_one_entry_and_only_for_those_who_may_open_a_page(admin, client, world):
    html = text(admin.get("/settings/params/")).partition('class="rail"')[2].partition("</nav>")[0]
    assert html.count('href="/settings/') == 1
    assert 'href="/settings/" aria-current="page"' in html
    client.force_login(world.leader)
    assert 'href="/settings/' not in text(client.get("/help/"))
    assert client.get("/settings/").status_code == 404


def test_a_settings_page_of_another_room_marks_the_entry_too(world, pages, rf):
    pages.add_setting("试验页", "各月要填什么", "forms", "/monthly/trial/", "monthly")
    request = rf.get("/monthly/trial/")
    request.scope = lambda action, subject: True
    assert [place["url"] for place in menu.places(request) if place["current"]] == ["/settings/"]
    assert [tab["label"] for tab in menu.setting_tabs(request) if tab["current"]] == ["试验页"]
