"""A month keeps the form it was opened with: changes hold from a month that nobody has opened yet, and can be taken back until then."""

import pytest
from django.db import connection

from orgwork.monthly.formdef import months, versions
from orgwork.monthly.formdef.editing import add_item, change_item, stop_item, undo_item
from orgwork.monthly.formdef.history import Book
from orgwork.monthly.models import FormItem
from orgwork.monthly.services.errors import Invalid, Refused
from tests.factories.monthly import open_reports

from .conftest import AUGUST, JULY, OCTOBER, SEPTEMBER


def spans(code):
    """[(from, to, name)] of the versions of an item, the earliest first."""
    rows = FormItem.objects.filter(code=code).order_by("active_from")
    return [(str(r.active_from), str(r.active_to) if r.active_to else None, r.name) for r in rows]


def names(month):
    return [item.name for item in versions.items_of(month)]


# from which month on ----------------------------------------------------------------------------------
def test_the_earliest_month_is_the_one_after_the_last_that_is_open_for_anybody(july):
    assert months.last_open() == JULY
    assert months.earliest(JULY) == AUGUST
    assert months.choices(JULY)[:2] == [AUGUST, SEPTEMBER]


def test_a_month_that_is_open_is_refused_and_named(july, admin, asked):
    for month in (JULY, months.before(JULY).replace(day=1)):
        for verb, more in ((add_item, asked), (change_item, {"code": "m_care", "name": "慰问"}), (stop_item, {"code": "m_care"})):
            with pytest.raises(Refused) as refused:
                verb(month=month, by=admin, **more)
            assert refused.value.message == "2024年7月月报已经开了，开了的月份不改表。最早可以从 2024年8月 起。"
    assert FormItem.objects.count() == 63


def test_while_nothing_is_open_this_month_is_free(db):
    assert months.last_open() is None
    assert months.earliest(None).day == 1
    assert len(months.choices(None)) == 13


@pytest.mark.parametrize("text", ["", "2024", "2024-13", "八月", "1999-01", "2024-08-01", "9999-01", None])
def test_a_month_that_cannot_be_read_is_told(text):
    with pytest.raises(Invalid) as invalid:
        months.read(text)
    assert invalid.value.fields == {"month": "看不懂的月份。请从列出的月份里选。"}
    assert months.read_or_none(text) is None


def test_opening_and_changing_wait_for_each_other(world, july):
    """The lock that a change takes is held against whoever writes reports."""
    with connection.cursor() as cursor:
        months.hold()
        cursor.execute("SELECT mode FROM pg_locks WHERE relation = 'monthly_monthlyreport'::regclass AND pid = pg_backend_pid()")
        assert ("ShareRowExclusiveLock",) in cursor.fetchall()


# a month keeps its form -------------------------------------------------------------------------------
def test_an_open_month_keeps_the_item_it_was_opened_with(july, admin):
    change_item(code="m_care", month=AUGUST, by=admin, name="慰问困难党员和群众")
    assert spans("m_care") == [("2020-01-01", "2024-07-31", "慰问困难党员"), ("2024-08-01", None, "慰问困难党员和群众")]
    assert july["槐荫社区"].values.get(code="m_care").item.name == "慰问困难党员"
    august = open_reports("2024-08")["槐荫社区"]
    assert august.values.get(code="m_care").item.name == "慰问困难党员和群众"
    assert "慰问困难党员" in names(JULY)


def test_a_month_opened_late_takes_the_form_of_its_time(july, admin):
    change_item(code="m_care", month=AUGUST, by=admin, name="慰问困难党员和群众")
    june = open_reports("2024-06")["槐荫社区"]
    assert june.values.get(code="m_care").item.name == "慰问困难党员"


def test_what_no_month_has_used_yet_is_changed_in_place(july, admin):
    change_item(code="m_care", month=AUGUST, by=admin, name="一")
    change_item(code="m_care", month=AUGUST, by=admin, name="二")
    assert spans("m_care") == [("2020-01-01", "2024-07-31", "慰问困难党员"), ("2024-08-01", None, "二")]


def test_a_later_change_of_what_is_planned_is_another_version(july, admin):
    change_item(code="m_care", month=OCTOBER, by=admin, name="十月的")
    change_item(code="m_care", month=AUGUST, by=admin, name="八月的")
    assert spans("m_care") == [
        ("2020-01-01", "2024-07-31", "慰问困难党员"), ("2024-08-01", "2024-09-30", "八月的"), ("2024-10-01", None, "十月的"),
    ]  # fmt: skip


def test_a_change_is_not_in_the_form_before_its_month(july, admin):
    change_item(code="m_care", month=SEPTEMBER, by=admin, name="慰问")
    assert ("慰问" in names(AUGUST), "慰问" in names(SEPTEMBER)) == (False, True)


# add and stop -----------------------------------------------------------------------------------------
def test_a_new_item_is_asked_from_its_month_on(july, admin, asked):
    item = add_item(month=AUGUST, by=admin, **asked)
    assert item.code == "m_zfsh"
    assert not july["槐荫社区"].values.filter(code=item.code).exists()
    assert open_reports("2024-08")["槐荫社区"].values.get(code=item.code).item == item


def test_a_code_is_never_used_twice(july, admin, asked):
    names = ("走访商户", "走访书画", "重复 Ab 12", "123", "。。")
    found = [add_item(month=AUGUST, by=admin, **asked | {"name": name}).code for name in names]
    assert found == ["m_zfsh", "m_zfsh2", "m_zfab12", "m_123", "m_x"]


def test_a_code_does_not_take_the_key_of_another_figure(july, admin, asked):
    """monthly.attend_rate_part is declared: an item must not be called m_attend_rate_part, nor m_care."""
    assert add_item(month=AUGUST, by=admin, **asked | {"name": "care"}).code == "m_care2"


def test_a_stopped_item_is_not_asked_and_its_values_stay(july, admin):
    stop_item(code="m_care", month=AUGUST, by=admin)
    assert spans("m_care") == [("2020-01-01", "2024-07-31", "慰问困难党员")]
    assert july["槐荫社区"].values.filter(code="m_care").count() == 1
    assert not open_reports("2024-08")["槐荫社区"].values.filter(code="m_care").exists()


def test_stopping_takes_what_was_planned_with_it(july, admin):
    change_item(code="m_care", month=SEPTEMBER, by=admin, name="慰问")
    stop_item(code="m_care", month=SEPTEMBER, by=admin)
    assert spans("m_care") == [("2020-01-01", "2024-08-31", "慰问困难党员")]
    stop_item(code="m_care", month=AUGUST, by=admin)
    assert spans("m_care") == [("2020-01-01", "2024-07-31", "慰问困难党员")]


def test_what_has_not_begun_is_taken_back_instead_of_stopped(july, admin, asked):
    item = add_item(month=SEPTEMBER, by=admin, **asked)
    for month, said in ((SEPTEMBER, "这一项从 2024年9月 才开始。要在那之前不用它，请撤销增加。"), (AUGUST, "2024年8月 的表里没有这一项")):
        with pytest.raises(Refused) as refused:
            stop_item(code=item.code, month=month, by=admin)
        assert refused.value.message.startswith(said)


# undo -------------------------------------------------------------------------------------------------
def test_a_planned_change_is_taken_back(july, admin):
    item = change_item(code="m_care", month=AUGUST, by=admin, name="慰问")
    undo_item(item=item, by=admin)
    assert spans("m_care") == [("2020-01-01", None, "慰问困难党员")]


def test_a_change_between_two_others_is_taken_back(july, admin):
    change_item(code="m_care", month=OCTOBER, by=admin, name="十月的")
    undo_item(item=change_item(code="m_care", month=AUGUST, by=admin, name="八月的"), by=admin)
    assert spans("m_care") == [("2020-01-01", "2024-09-30", "慰问困难党员"), ("2024-10-01", None, "十月的")]


def test_a_planned_end_is_taken_back(july, admin):
    undo_item(item=stop_item(code="m_care", month=AUGUST, by=admin), by=admin)
    assert spans("m_care") == [("2020-01-01", None, "慰问困难党员")]


def test_a_planned_item_is_taken_back(july, admin, asked):
    undo_item(item=add_item(month=AUGUST, by=admin, **asked), by=admin)
    assert FormItem.objects.count() == 63


def test_what_has_begun_is_not_taken_back(july, admin):
    item = change_item(code="m_care", month=AUGUST, by=admin, name="慰问")
    open_reports("2024-08")
    with pytest.raises(Refused) as refused:
        undo_item(item=item, by=admin)
    assert refused.value.message == "这一处改动已经开始用了，不能撤销。要改，请从以后的月份改。"
    assert spans("m_care")[-1] == ("2024-08-01", None, "慰问")


def test_what_came_with_an_unused_portal_is_not_planned(db, admin):
    with pytest.raises(Refused):
        undo_item(item=FormItem.objects.get(code="m_care"), by=admin)


# order ------------------------------------------------------------------------------------------------
def test_an_item_moves_behind_another_one_and_the_others_stay(july, admin):
    before = names(AUGUST)
    change_item(code="m_care", month=AUGUST, by=admin, after="m_members")
    now = names(AUGUST)
    assert (now.index("慰问困难党员"), [n for n in now if n != "慰问困难党员"]) == (3, [n for n in before if n != "慰问困难党员"])
    assert names(JULY) == before
    assert FormItem.objects.count() == 64


@pytest.mark.parametrize(("after", "neighbour"), [("", "慰问金额"), ("^", "志愿服务人次"), ("m_opinions", "收集意见")])
def test_a_new_item_stands_where_it_is_put(july, admin, asked, after, neighbour):
    add_item(month=AUGUST, by=admin, after=after, **asked)
    found = names(AUGUST)
    assert found[found.index("走访商户") - 1] == neighbour


def test_a_new_group_stands_before_the_texts(july, admin, asked):
    add_item(month=AUGUST, by=admin, **asked | {"group": "沿街商户"})
    assert names(AUGUST)[-4:] == ["走访商户", "工作亮点", "存在问题", "下月打算"]


def test_many_items_fit_between_two(july, admin, asked):
    """The gap between two neighbours is used up after some: then the later ones move on, from the same month on."""
    wanted = [f"新项目{n}" for n in range(12)]
    for name in reversed(wanted):
        add_item(month=AUGUST, by=admin, after="m_opinions", **asked | {"name": name})
    found = names(AUGUST)
    at = found.index("收集意见")
    assert (found[at + 1 : at + 13], found[at + 13]) == (wanted, "办结意见")
    assert names(JULY) == [n for n in found if n not in wanted]


# differences ------------------------------------------------------------------------------------------
def test_versions_and_what_lies_between_them(july, admin, asked):
    change_item(code="m_care", month=AUGUST, by=admin, name="慰问", measure="人")
    stop_item(code="m_honours", month=AUGUST, by=admin)
    add_item(month=SEPTEMBER, by=admin, **asked)
    book = Book()
    assert [str(day) for day in book.starts()] == ["2020-01-01", "2024-08-01", "2024-09-01"]
    assert [(str(v.month), v.items, v.planned) for v in book.versions(JULY)] == [
        ("2024-09-01", 63, True), ("2024-08-01", 62, True), ("2020-01-01", 63, False),
    ]  # fmt: skip
    found = book.difference(JULY, SEPTEMBER)
    assert ([i.name for i in found.added], [i.name for i in found.stopped]) == (["走访商户"], ["获得荣誉"])
    [(item, changes)] = found.changed
    assert (item.code, changes) == ("m_care", [
        {"label": "名称", "old": "慰问困难党员", "new": "慰问"}, {"label": "计量单位", "old": "名", "new": "人"},
    ])  # fmt: skip
    assert book.difference(AUGUST, AUGUST).count == 0


def test_the_book_is_read_by_two_statements(july, admin, asked, django_assert_num_queries):
    for n in range(5):
        add_item(month=AUGUST, by=admin, **asked | {"name": f"新项目{n}"})
    with django_assert_num_queries(2):
        Book().versions(JULY)


def test_a_change_takes_the_same_statements_for_one_and_for_many(july, admin, asked, django_assert_max_num_queries):
    """Also where sixty later items must move on."""
    for name in "甲乙丙丁戊己庚":
        with django_assert_max_num_queries(20):
            add_item(month=AUGUST, by=admin, after="m_branches", **asked | {"name": f"新项目{name}"})


def test_the_history_says_who_changed_what_and_why(july, admin):
    row = change_item(code="m_care", month=AUGUST, by=admin, reason="口径改了", name="慰问")
    event = row.events.order_by("-pgh_id").first()
    assert (event.name, event.pgh_context.metadata["user"], event.pgh_context.metadata["reason"]) == ("慰问", str(admin.pk), "口径改了")
