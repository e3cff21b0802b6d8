"""Relations between items: they hold from a month on, like the items, and are kept by the months that were opened with them."""

import html

import pytest
from django.test import Client

from orgwork.monthly.formdef.ruling import add_rule, change_rule, stop_rule, undo_rule
from orgwork.monthly.models import ItemRule
from orgwork.monthly.services.errors import Refused
from tests.factories.monthly import open_reports

from .conftest import AUGUST, JULY, SEPTEMBER

URL = "/monthly/form/rules/"


def spans(**wanted):
    rows = ItemRule.objects.filter(**wanted).order_by("active_from")
    return [(str(r.active_from), str(r.active_to) if r.active_to else None, r.level) for r in rows]


def dues():
    return ItemRule.objects.get(left="m_dues_due", kind="change")


@pytest.fixture
def boss(admin):
    client = Client()
    client.force_login(admin)
    return client


def text(response):
    return html.unescape(response.content.decode())


def test_a_relation_holds_from_its_month_on(july, admin):
    rule = add_rule(month=AUGUST, by=admin, kind="equals", left="m_members", right=["m_in", "m_out"], level="medium")
    assert rule not in ItemRule.objects.in_force(JULY)
    assert rule in ItemRule.objects.in_force(AUGUST)


def test_the_same_relation_stands_once(july, admin):
    with pytest.raises(Refused) as refused:
        add_rule(month=AUGUST, by=admin, kind="at_most", left="m_probation", right=["m_members"], level="high")
    assert refused.value.message == "这条核对关系已经有了。"


def test_a_change_of_weight_keeps_the_open_month(july, admin):
    change_rule(rule=dues(), month=AUGUST, by=admin, level="high", limit=20)
    assert spans(left="m_dues_due") == [("2020-01-01", "2024-07-31", "medium"), ("2024-08-01", None, "high")]
    change_rule(rule=ItemRule.objects.filter(left="m_dues_due").last(), month=AUGUST, by=admin, level="medium", limit=10)
    assert spans(left="m_dues_due") == [("2020-01-01", "2024-07-31", "medium"), ("2024-08-01", None, "medium")]


def test_stopping_and_going_on(july, admin):
    stop_rule(rule=dues(), month=SEPTEMBER, by=admin)
    assert spans(left="m_dues_due") == [("2020-01-01", "2024-08-31", "medium")]
    undo_rule(rule=dues(), by=admin)
    assert spans(left="m_dues_due") == [("2020-01-01", None, "medium")]


def test_a_planned_relation_is_taken_back(july, admin):
    rule = add_rule(month=AUGUST, by=admin, kind="equals", left="m_members", right=["m_in"], level="medium")
    stop_rule(rule=rule, month=AUGUST, by=admin)
    assert ItemRule.objects.count() == 14
    undo_rule(rule=add_rule(month=AUGUST, by=admin, kind="equals", left="m_members", right=["m_in"], level="medium"), by=admin)
    assert ItemRule.objects.count() == 14


@pytest.mark.parametrize("verb", [stop_rule, change_rule])
def test_an_open_month_is_refused(july, admin, verb):
    more = {"level": "high", "limit": 5} if verb is change_rule else {}
    with pytest.raises(Refused) as refused:
        verb(rule=dues(), month=JULY, by=admin, **more)
    assert refused.value.message.startswith("2024年7月月报已经开了")


def test_what_has_begun_is_not_taken_back(july, admin):
    rule = add_rule(month=AUGUST, by=admin, kind="equals", left="m_members", right=["m_in"], level="medium")
    open_reports("2024-08")
    with pytest.raises(Refused):
        undo_rule(rule=rule, by=admin)


def test_what_does_not_hold_then_is_not_stopped(july, admin):
    stop_rule(rule=dues(), month=AUGUST, by=admin)
    with pytest.raises(Refused) as refused:
        stop_rule(rule=dues(), month=SEPTEMBER, by=admin)
    assert refused.value.message == "这条核对关系在 2024年9月 不用。请选别的月份。"


# pages --------------------------------------------------------------------------------------------------
def test_relations_are_said_in_words(boss, july):
    page = text(boss.get(URL))
    assert "「其中预备党员」不大于「党员」" in page
    assert "「本月已联系流动党员」不大于「流出党员」＋「流入党员」" in page
    assert "「党费应收」比上月变动超过 30% 要写说明" in page


@pytest.mark.parametrize(("typed", "field", "said"), [
    ({"right": ""}, "right", "请选对照项目。"),
    ({"right": "m_members"}, "right", "项目不能和自己对照。请选别的项目。"),
    ({"right2": "m_in"}, "right", "同一个项目加了两次。请去掉一个。"),
    ({"kind": "change"}, "limit", "“比上月变动超过”要写幅度，例如 30。"),
    ({"kind": "change", "limit": "0"}, "limit", "应为 1–1000 的数，最多 1 位小数。"),
])  # fmt: skip
def test_what_a_relation_must_keep_is_told_at_its_field(boss, july, typed, field, said):
    data = {"left": "m_members", "kind": "equals", "right": "m_in", "level": "high", "month": "2024-08"} | typed
    answer = boss.post(f"{URL}new/", data)
    assert (answer.status_code, answer.context["form"].errors.get(field)) == (422, [said])
    assert ItemRule.objects.count() == 14


def test_a_relation_is_added_changed_and_stopped_by_its_pages(boss, july):
    data = {"left": "m_members", "kind": "equals", "right": "m_in", "right3": "m_out", "level": "medium", "month": "2024-08", "limit": "5"}
    assert "2024年8月起按这条核对。" in text(boss.post(f"{URL}new/", data, follow=True))
    rule = ItemRule.objects.get(kind="equals")
    assert (rule.right, rule.limit, rule.active_from) == (["m_in", "m_out"], None, AUGUST)
    again = boss.post(f"{URL}new/", data)
    assert (again.status_code, "这条核对关系已经有了。" in text(again)) == (409, True)
    address = f"{URL}{dues().pk}/"
    assert boss.post(address, {"level": "high", "limit": "", "month": "2024-08"}).status_code == 422
    assert "2024年8月起按新的核对。" in text(boss.post(address, {"level": "high", "limit": "15", "month": "2024-08"}, follow=True))
    stop = {"act": "stop", "level": "high", "limit": "15", "month": "2024-09"}
    assert "2024年9月起不再核对这条。" in text(boss.post(f"{URL}{dues_id(1)}/", stop, follow=True))
    assert spans(left="m_dues_due") == [("2020-01-01", "2024-07-31", "medium"), ("2024-08-01", "2024-08-31", "high")]
    assert "已撤销这处改动。" in text(boss.post(f"{URL}{dues_id(1)}/", {"act": "undo"}, follow=True))
    assert spans(left="m_dues_due")[1] == ("2024-08-01", None, "high")


def dues_id(n):
    return ItemRule.objects.filter(left="m_dues_due").order_by("active_from")[n].pk
