"""The pages of the form's editor: who gets in, what is seen before it is written, what is refused and why."""

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from orgwork.accounts.rules import Role
from orgwork.monthly.formdef.editing import add_item, change_item, stop_item
from orgwork.monthly.models import FormItem, ItemRule
from tests.factories import person
from tests.factories.monthly import open_reports

from .conftest import AUGUST, OCTOBER, SEPTEMBER

URL = "/monthly/form/"
LOOKS = ("", "cost/", "versions/", "rules/")
CHANGES = ("items/new/", "items/m_care/", "items/m_care/stop/", "rules/new/", "rules/{rule}/")
POSTS = ("items/{item}/undo/",)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def text(response):
    return html.unescape(response.content.decode())


@pytest.fixture
def boss(admin):
    return client_of(admin)


def fields(page):
    """What a browser without script would send of the form as it came."""
    data, shown = {}, response_form(page)
    for tag in re.findall(r"<input[^>]*>", shown):
        name, value, kind = (re.search(rf'{key}="([^"]*)"', tag) for key in ("name", "value", "type"))
        ticked = kind is not None and kind[1] == "checkbox"
        if name and (not ticked or "checked" in tag):
            data[name[1]] = value[1] if value else "on" if ticked else ""
    for name, inside in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', shown, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected', inside) or re.search(r'<option value="([^"]*)"', inside)
        data[name] = chosen[1]
    for name, value in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?([^<]*)</textarea>', shown):
        data[name] = value
    return {name: html.unescape(value) for name, value in data.items() if name != "csrfmiddlewaretoken"}


def response_form(page):
    return re.search(r'<form class="rec-form".*?</form>', page.content.decode(), re.S)[0]


def new(boss, **typed):
    """The page after the first press on a new item, what a person typed over it."""
    data = fields(boss.get(f"{URL}items/new/")) | {"name": "走访商户", "group": "服务群众", "measure": "户"} | typed
    return boss.post(f"{URL}items/new/", data | {"act": "look"})


def save(boss, page, address=f"{URL}items/new/", **typed):
    return boss.post(address, fields(page) | typed | {"act": "save"})


# who ---------------------------------------------------------------------------------------------------
def addresses(paths):
    return [URL + path.format(rule=ItemRule.objects.first().pk, item=FormItem.objects.first().pk) for path in paths]


@pytest.mark.parametrize("role", [r for r in Role.values if r not in (Role.CLERK, Role.SYSTEM_ADMIN)])
def test_the_wrong_role_finds_nothing(world, july, role):
    stranger = client_of(person(role, world.district, username="stranger"))
    for address in addresses([*LOOKS, *CHANGES, *POSTS]):
        for answer in (stranger.get(address), stranger.post(address)):
            assert (answer.status_code, answer.content) == (404, stranger.get("/monthly/nothing/").content), address


def test_a_clerk_looks_and_changes_nothing(world, july):
    clerk = client_of(world.clerk)
    before = list(FormItem.objects.order_by("pk").values())
    for address in addresses(LOOKS):
        assert clerk.get(address).status_code == 200
        assert [text(clerk.get(address)).count(word) for word in ("增加项目", "增加核对关系", "停用</a>", "items/", "rules/new")] == [0] * 5
    for address in addresses([*CHANGES, *POSTS]):
        assert (clerk.get(address).status_code, clerk.post(address, {"month": "2024-08"}).status_code) == (404, 404), address
    assert list(FormItem.objects.order_by("pk").values()) == before


def test_the_administrator_opens_every_page(boss, july):
    assert [boss.get(address).status_code for address in addresses([*LOOKS, *CHANGES])] == [200] * 9
    assert "/monthly/form/" in text(boss.get("/settings/"))


@pytest.mark.parametrize("path", ["items/m_nothing/", "items/m_nothing/stop/", "rules/99999999/", "?month=2024-13", "cost/?month=x"])
def test_what_is_not_there_is_not_there(boss, july, path):
    assert boss.get(URL + path).status_code == 404


def test_undoing_what_is_not_there_is_not_there(boss, july):
    assert boss.post(f"{URL}items/99999999/undo/").status_code == 404


# the form ----------------------------------------------------------------------------------------------
def test_the_form_of_the_next_month_stands_by_groups(boss, july):
    page = text(boss.get(URL))
    assert re.findall(r'<h2 id="g\d+">([^<]+)</h2>', page) == [
        "组织", "组织生活", "发展党员", "党员管理", "教育培训", "志愿服务", "服务群众",
        "共建项目", "阵地", "非公党建", "整顿", "信访稳定", "宣传荣誉", "文字",
    ]  # fmt: skip
    assert "2024年8月的月报还没有开，改动最早从这个月起。2024年7月和以前的月份，表不再变。" in page
    assert "取自“走访联系群众户数”" in page
    assert "2024年7月的月报已经开了，表不再变。" in text(boss.get(f"{URL}?month=2024-07"))


def test_what_is_planned_is_marked_and_can_be_taken_back(boss, july, admin, asked):
    change_item(code="m_deeds", month=OCTOBER, by=admin, name="实事")
    stop_item(code="m_care", month=SEPTEMBER, by=admin)
    item = add_item(month=AUGUST, by=admin, **asked)
    page = text(boss.get(URL))
    for name, mark in (("办理实事好事", "2024年10月起改"), ("慰问困难党员", "2024年9月起停用"), ("走访商户", "2024年8月起")):
        assert re.search(rf">{name}</a>.*?{mark}", page, re.S), name
    assert [page.count(label) for label in ("撤销停用", "撤销增加", "撤销修改")] == [1, 1, 0]
    assert "撤销修改" in text(boss.get(f"{URL}?month=2024-10"))
    assert "已撤销“走访商户”的改动。" in text(boss.post(f"{URL}items/{item.pk}/undo/", follow=True))
    assert not FormItem.objects.filter(code=item.code).exists()


# cost first --------------------------------------------------------------------------------------------
def test_the_cost_is_seen_before_an_item_is_written(boss, july):
    page = new(boss, minutes="2.5")
    shown = text(page)
    assert (page.status_code, FormItem.objects.count()) == (200, 63)
    assert ("3 个单位 × 2.5 分钟 × 12 个月" in shown, "<b>1.5</b> 小时" in shown, "<b>18.1 → 19.6</b>" in shown) == (True,) * 3
    answer = save(boss, page)
    assert (answer.status_code, answer.url) == (302, f"{URL}?month=2024-08")
    item = FormItem.objects.get(code="m_zfsh")
    assert (item.name, item.measure, item.active_from, str(item.minutes)) == ("走访商户", "户", AUGUST, "2.5")


def test_minutes_nobody_gave_are_those_of_the_setting(boss, july):
    save(boss, new(boss, figure="branches.cards"))
    save(boss, new(boss, name="新的事", usual="rare"))
    save(boss, new(boss, name="第三件"))
    assert [str(i.minutes) for i in FormItem.objects.filter(active_from=AUGUST).order_by("pk")] == ["0.2", "0.2", "1.0"]


def test_what_answers_it_already_is_named(boss, july):
    page = text(new(boss, name="走访户数"))
    assert re.findall(r"(指标|项目)</span>\s*<a[^>]*>([^<]+)</a>", page)[0] == ("指标", "走访联系群众户数")
    assert '<a href="/monthly/form/items/m_visit_households/"' in page
    assert "没有名称相近的指标和项目。" in text(new(boss, name="电梯加装"))


def test_nothing_is_written_that_was_not_seen(boss, july):
    assert save(boss, boss.get(f"{URL}items/new/"), name="走访商户", group="服务群众", measure="户").status_code == 200
    seen = new(boss)
    for typed in ({"name": "走访摊贩"}, {"minutes": "9"}, {"month": "2024-09"}):
        answer = save(boss, seen, **typed)
        assert (answer.status_code, "加了以后" in text(answer)) == (200, True)
    assert FormItem.objects.count() == 63


# what is typed ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("typed", "field", "said"), [
    ({"name": ""}, "name", "该字段是必填项。"),
    ({"name": "无"}, "name", "要写出名称，不能用“无”或记号代替。"),
    ({"name": "慰问困难党员"}, "name", "这个月的表里已经有“慰问困难党员”。请用已有的那一项，或换个名称。"),
    ({"measure": ""}, "measure", "数要有计量单位，例如 次、户、元。"),
    ({"minimum": "9", "maximum": "3"}, "maximum", "最大值不能小于最小值。"),
    ({"decimals": "3"}, "decimals", "应为 0–2 的整数。"),
    ({"minutes": "很久"}, "minutes", "应为 0–240 的数，最多 1 位小数。"),
    ({"aggregate": "ratio"}, "figure", "比率要取一个比率指标，手填的百分数加不起来。请选指标，或换一种汇总方式。"),
    ({"figure": "branches.attend_rate"}, "aggregate", "这个指标是比率，汇总方式要选“比率”：分子、分母分别加起来再除。"),
    ({"kind": "choice", "choices": "甲"}, "choices", "选项要有 2 到 30 个，一行一个。"),
    ({"kind": "choice", "choices": "甲\n乙\n甲"}, "choices", "选项有重复的。请去掉重复的一行。"),
    ({"kind": "choice", "choices": "甲\n" + "乙" * 41}, "choices", "每个选项最多 40 个字。"),
    ({"usual": "rare", "aggregate": "last"}, "usual", "期末值上月有，这个月多半还有，不能一起报零。请选“多半与上月相同”。"),
    ({"levels": []}, "levels", "请选至少一级填报单位。"),
])  # fmt: skip
def test_what_an_item_must_keep_is_told_at_its_field(boss, july, typed, field, said):
    answer = new(boss, **typed)
    assert (answer.status_code, list(answer.context["form"].errors), answer.context["form"].errors[field]) == (422, [field], [said])
    assert fields(answer)["group"] == "服务群众"
    assert FormItem.objects.count() == 63


def test_a_figure_of_the_report_itself_cannot_fill_it(boss, july):
    assert list(new(boss, figure="monthly.care").context["form"].errors) == ["figure"]


def test_a_month_that_is_open_is_not_offered(boss, july):
    answer = new(boss, month="2024-07")
    assert list(answer.context["form"].errors) == ["month"]


def test_a_month_that_was_opened_meanwhile_is_refused_in_words(boss, july):
    seen = new(boss)
    open_reports("2024-08")
    answer = save(boss, seen)
    assert answer.status_code in (200, 422)
    assert FormItem.objects.count() == 63


def test_choices_texts_and_attachments_are_added(boss, july):
    save(boss, new(boss, name="小区类型", kind="choice", choices="老旧\n新建\n\n", measure=""))
    save(boss, new(boss, name="经验做法", kind="text", required=""))
    save(boss, new(boss, name="签到表", kind="file"))
    rows = FormItem.objects.filter(active_from=AUGUST).order_by("pk")
    assert [(i.kind, i.measure, i.choices, i.required, str(i.minutes)) for i in rows] == [
        ("choice", "", ["老旧", "新建"], True, "0.5"), ("text", "", [], False, "5.0"), ("file", "", [], True, "3.0"),
    ]  # fmt: skip


def test_a_rate_of_records_is_computed_only(boss, july):
    save(boss, new(boss, name="女党员比例", measure="%", figure="members.female_rate", aggregate="ratio", decimals="1"))
    item = FormItem.objects.get(name="女党员比例")
    assert (item.aggregate, item.computed_only, item.noun) == ("ratio", True, "条记录")


# changing -----------------------------------------------------------------------------------------------
def change(boss, code, **typed):
    address = f"{URL}items/{code}/"
    page = boss.post(address, fields(boss.get(address)) | typed | {"act": "look"})
    return page, save(boss, page, address)


def test_a_change_shows_the_difference_and_keeps_the_open_month(boss, july):
    page, answer = change(boss, "m_care", name="慰问党员", definition="人次。")
    assert [(c["label"], c["old"], c["new"]) for c in page.context["seen"].changes] == [
        ("名称", "慰问困难党员", "慰问党员"), ("口径", "本月慰问的困难党员人次。", "人次。"),
    ]  # fmt: skip
    assert answer.url == f"{URL}?month=2024-08"
    names = FormItem.objects.filter(code="m_care").order_by("active_from").values_list("name", flat=True)
    assert list(names) == ["慰问困难党员", "慰问党员"]


def test_kind_unit_and_aggregation_of_what_is_in_use_stay(boss, july):
    """Values of months and their figure stand on them; another one is another item."""
    change(boss, "m_care", name="慰问党员", kind="text", measure="万元", aggregate="last")
    kept = FormItem.objects.get(code="m_care", active_from=AUGUST)
    assert (kept.kind, kept.measure, kept.aggregate) == ("number", "名", "sum")


def test_what_nobody_uses_yet_may_change_its_kind(boss, july):
    save(boss, new(boss))
    _page, answer = change(boss, "m_zfsh", kind="text")
    assert (answer.status_code, FormItem.objects.get(code="m_zfsh").kind) == (302, "text")


def test_a_planned_version_is_edited_by_its_month(boss, july, admin):
    change_item(code="m_care", month=OCTOBER, by=admin, name="十月的")
    assert fields(boss.get(f"{URL}items/m_care/?month=2024-08"))["name"] == "慰问困难党员"
    assert fields(boss.get(f"{URL}items/m_care/?month=2024-10"))["name"] == "十月的"


def test_stopping_asks_from_when_on_and_says_what_is_saved(boss, july):
    address = f"{URL}items/m_dues/stop/"
    assert "一年省下 0.6 小时" in text(boss.get(address))
    assert boss.post(address, {"month": "2024-07"}).status_code == 422
    said = text(boss.post(address, {"month": "2024-08", "reason": "另有台账"}, follow=True))
    assert "2024年8月起，不再填“党费实收”。以前的数和指标都留着。" in said
    assert str(FormItem.objects.get(code="m_dues").active_to) == "2024-07-31"


def test_stopping_twice_is_told(boss, july):
    address = f"{URL}items/m_dues/stop/"
    boss.post(address, {"month": "2024-08"})
    answer = boss.post(address, {"month": "2024-08"})
    assert (answer.status_code, "2024年8月 的表里没有这一项，可能刚被停用。请回到表上再看。" in text(answer)) == (409, True)


# cost and versions ---------------------------------------------------------------------------------------
def test_the_page_of_costs_adds_up(boss, july):
    page = text(boss.get(f"{URL}cost/"))
    totals = re.findall(r"<span>(一个社区一个月|所有单位一年)</span><b>([\d.]+)</b>", page)
    assert totals == [("一个社区一个月", "30.2"), ("所有单位一年", "18.1")]
    rows = re.findall(r'<td class="num">([\d.]+)</td><td class="num">(\d+)</td><td class="num">([\d.]+)</td>', page)
    assert (len(rows), rows[0]) == (63, ("5", "3", "3"))
    assert "?sort=minutes&month=2024-08" in text(boss.get(f"{URL}cost/?sort=-minutes"))


def test_two_months_are_compared(boss, july, admin, asked):
    add_item(month=AUGUST, by=admin, **asked)
    change_item(code="m_care", month=AUGUST, by=admin, name="慰问")
    page = text(boss.get(f"{URL}versions/"))
    assert ("走访商户（服务群众）" in page, "慰问困难党员" in page, "2020年1月 和 2024年8月 差在哪里" in page) == (True,) * 3
    assert "这两个月的表一样" in text(boss.get(f"{URL}versions/?from=2024-08&to=2024-09"))


@pytest.mark.parametrize("path", LOOKS)
def test_a_page_asks_the_same_however_long_the_form_is(boss, july, admin, asked, path):
    def statements():
        with CaptureQueriesContext(connection) as seen:
            assert boss.get(URL + path).status_code == 200
        return len(seen)

    statements()
    few = statements()
    for n in range(12):
        add_item(month=AUGUST, by=admin, **asked | {"name": f"新项目{n}"})
        change_item(code=f"m_{'care' if n % 2 else 'deeds'}", month=AUGUST, by=admin, name=f"名{n}")
    assert statements() == few
