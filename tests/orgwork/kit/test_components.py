"""Components: declared props, escaped values, and what each state looks like in words."""

from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.utils.safestring import SafeString

from orgwork.kit.templatetags import drawing, kit


def drawn(source, **context):
    html = Template("{% load kit %}" + source).render(Context(context))
    return " ".join(html.split())


@pytest.mark.parametrize(
    "source",
    [
        '{% tag "停" colour="red" %}',
        '{% icon "users" size=3 %}',
        '{% empty "没有" colour="red" %}',
        '{% notice level="bad" %}…{% endnotice %}',
        "{% progress 1 2 width=3 %}",
        "{% opens 1 href=2 %}",
    ],
)
def test_unknown_prop_is_an_error(source):
    with pytest.raises(TemplateSyntaxError):
        drawn(source)


@pytest.mark.parametrize("source", ['{% tag "停" "red" %}', '{% state "停" "red" %}', '{% notice tone="red" %}…{% endnotice %}'])
def test_unknown_tone_is_an_error(source):
    with pytest.raises(TemplateSyntaxError):
        drawn(source)


def test_tag_is_never_colour_alone():
    assert drawn('{% tag "有误" "bad" %}') == (
        '<span class="stag bad"><i class="ti ti-alert-circle" aria-hidden="true"></i>有误</span>'
    )
    assert drawn('{% tag "在职" "info" %}') == '<span class="stag info">在职</span>'


def test_tags_of_tuples_and_of_dicts_are_the_same():
    pairs = drawn("{% tags items %}", items=[("有误", "bad"), ("在职", "info")])
    assert pairs == drawn("{% tags items %}", items=[{"label": "有误", "tone": "bad"}, {"label": "在职", "tone": "info"}])


def test_values_are_escaped():
    evil = "<script>alert(1)</script>"
    sources = [
        "{% tag evil %}", "{% state evil %}", "{% empty evil evil %}", "{% opens evil %}", "{% button evil %}", "{% pairs items %}",
        "{% diff changes %}", '{% definition evil evil %}', "{% notice %}{{ evil }}{% endnotice %}", "{% tabs tabs evil %}",
    ]  # fmt: skip
    context = {
        "evil": evil, "items": [(evil, evil)], "changes": [{"label": evil, "old": evil, "new": evil}],
        "tabs": [{"label": evil, "url": evil}],
    }  # fmt: skip
    assert [s for s in sources if "<script" in drawn(s, **context)] == []


def test_number_opens_only_where_it_leads_somewhere():
    assert drawn('{% opens 1238 "/figures/x/" %}') == '<a class="opens" href="/figures/x/">1,238</a>'
    assert drawn("{% opens 1238 %}") == "1,238"
    assert drawn("{% opens nothing %}", nothing=None) == "—"


@pytest.mark.parametrize(("value", "text"), [(None, "—"), ("", "—"), (0, 0), ("甲", "甲")])
def test_missing_is_a_dash_and_zero_stays(value, text):
    assert kit.shown(value) == text


@pytest.mark.parametrize(("value", "text"), [(None, "—"), (0, "0"), (12345, "12,345"), ("3+", "3+")])
def test_figures_have_separators(value, text):
    assert kit.figure(value) == text


@pytest.mark.parametrize(("seconds", "text"), [(0, "0 秒"), (59, "59 秒"), (192, "3 分 12 秒")])
def test_duration(seconds, text):
    assert kit.duration(seconds) == text


def test_as_of_says_a_moment_and_leaves_text():
    assert kit.asof(datetime(2024, 7, 29, 17, 28, tzinfo=ZoneInfo("Asia/Shanghai"))) == "7月29日 17:28"
    assert kit.asof("记录截至 7月29日") == "记录截至 7月29日"


def test_app_name():
    assert kit.app_name("members") == "党员"
    assert kit.app_name("nobody") == "nobody"


@pytest.mark.parametrize(("done", "total", "percent"), [(74, 120, 62), (0, 0, 0), (5, 4, 100), (None, 10, 0)])
def test_progress_stays_between_0_and_100(done, total, percent):
    assert f'class="fg " width="{percent}"' in drawn("{% progress done total %}", done=done, total=total)


def test_diff_says_blank_and_cleared_in_words():
    html = drawn("{% diff changes %}", changes=[{"label": "手机", "old": "", "new": "139"}, {"label": "学历", "old": "大专", "new": ""}])
    assert '<span class="none">空</span>' in html
    assert '<span class="nv">139</span>' in html
    assert '<span class="nv del">清空</span>' in html


def test_diff_keeps_what_a_blank_roster_cell_does_not_change():
    assert "名册空白，保留原值" in drawn("{% diff changes %}", changes=[{"label": "手机", "old": "138", "new": "", "keep": True}])


def test_table_marks_the_sorted_column():
    columns = [
        {"label": "姓名", "sort_url": "?ordering=-pinyin", "direction": "asc", "numeric": False},
        {"label": "年龄", "sort_url": None, "direction": "", "numeric": True},
    ]
    html = drawn('{% table columns rows label="名单" %}', columns=columns, rows=SafeString("<tr><td>陈</td></tr>"))
    assert '<th scope="col" aria-sort="ascending"><a href="?ordering=-pinyin">姓名 ↑</a></th>' in html
    assert '<th scope="col" class="num">年龄</th>' in html
    assert "<tbody><tr><td>陈</td></tr></tbody>" in html
    assert "data-all" not in html


def test_table_escapes_rows_that_no_renderer_made():
    assert "&lt;tr&gt;" in drawn('{% table columns rows label="名单" %}', columns=[], rows="<tr>")


def test_pager_names_the_size_in_force():
    page = {"text": "第 1–50 名", "next_url": "?cursor=x", "prev_url": None, "sizes": [(20, "?page_size=20", False), (50, "?", True)]}
    html = drawn("{% pager page %}", page=page)
    assert '<b aria-current="true">50</b>' in html
    assert ">下一页</a>" in html
    assert "上一页" not in html


def test_chart_leaves_a_missing_month_empty():
    found = drawing.columns([{"label": "1月", "value": 0}, {"label": "2月", "value": None}, {"label": "3月", "value": 10}])
    assert [c["height"] for c in found["columns"]] == [0, 0, 150]
    html = drawn('{% bars items label="按月" %}', items=[{"label": "1月", "value": None, "url": ""}])
    assert "1月 —" in html


def test_sparkline_breaks_at_a_gap():
    found = drawing.sparkline([1, 2, None, 4], 1, 3, 74, 26)
    assert [len(line.split()) for line in found["lines"]] == [2, 1]
    assert found["now"] == (72.0, 3.0)
    assert drawing.sparkline([], None, None, 74, 26)["now"] is None


def test_segments_follow_each_other():
    assert [(p["x"], p["width"]) for p in drawing.segments([(50, "f"), (2, "u"), (2, "e")])] == [(0, 50), (50, 2), (52, 2)]


def test_dots_tell_states_apart_by_shape():
    html = drawn('{% dots months label="十二个月" %}', months=[{"state": "on"}, {"state": "miss", "title": "2月没有报"}])
    assert '<circle class="on" cx="7" cy="7" r="4"/>' in html
    assert '<title>2月没有报</title><path class="miss"' in html


class Sample(forms.Form):
    name = forms.CharField(label="姓名", help_text="照身份证写。")
    sex = forms.ChoiceField(label="性别", choices=[("", "---------"), ("m", "男")], required=False)
    lost = forms.BooleanField(label="失联", required=False)
    kinds = forms.MultipleChoiceField(label="标记", choices=[("a", "甲")], widget=forms.CheckboxSelectMultiple, required=False)


def test_field_says_what_is_wrong_where_it_is_wrong():
    form = Sample({})
    html = drawn("{% field f %}", f=form["name"])
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert "必填" in html


def test_field_speaks_words_for_an_empty_choice():
    assert ">不填</option>" in drawn("{% field f %}", f=Sample()["sex"])
    assert ">不限</option>" in drawn("{% field f True %}", f=Sample()["sex"])


def test_filter_never_filters_by_its_first_choice_unasked():
    class Filters(forms.Form):
        lost = forms.TypedChoiceField(label="失联", choices=(("true", "是"), ("false", "否")), required=False)

    assert '<option value="" selected>不限</option>' in drawn("{% field f True %}", f=Filters({})["lost"])
    assert "不限" not in drawn("{% field f %}", f=Filters({})["lost"])


def test_field_of_several_boxes_is_a_group():
    html = drawn("{% field f %}", f=Sample()["kinds"])
    assert html.startswith('<fieldset class="fld fld-g"><legend class="form-label">标记</legend>')
    assert 'class="form-check-input"' in drawn("{% field f %}", f=Sample()["lost"])


def test_error_summary_links_to_the_fields():
    form = Sample({})
    assert '<a href="#id_name">姓名</a>' in drawn("{% error_summary form %}", form=form)
    assert drawn("{% error_summary form %}", form=Sample()) == ""


def job(**changes):
    shown = {
        "id": 7, "title": "导入党员名册", "open": True, "failed": False, "state_label": "进行中", "progress_done": 74,
        "progress_total": 120, "progress_text": "写入中", "seconds": 12, "result_text": "新增 100 人", "result_url": "/members/",
        "error_text": "没有做完", "by": "管理员", "created": date(2024, 7, 1),
    }  # fmt: skip
    return SimpleNamespace(**{**shown, **changes})


def test_running_job_is_read_again_until_it_ends():
    assert 'hx-get="/jobs/7/" hx-trigger="every 2s" hx-target="#job"' in drawn('{% job j poll="job" %}', j=job())
    assert "74 / 120" in drawn("{% job j %}", j=job())
    assert "hx-get" not in drawn('{% job j poll="job" %}', j=job(open=False))


def test_finished_job_says_what_happened():
    assert "完成 · 用时 12 秒" in drawn("{% job j %}", j=job(open=False))
    assert '<a href="/members/">看结果</a>' in drawn("{% job j %}", j=job(open=False))
    assert "没有做完" in drawn("{% job j %}", j=job(open=False, failed=True))
