"""The pages of templates: who sees and changes which, versions, what was typed stays, preview, names for the editor."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orgwork.workreports.models import Template, TemplateVersion, WorkReport
from orgwork.workreports.services import templating
from orgwork.workreports.templates import builtins
from tests.orgwork.workreports.word.docx import BOLD, docx, p, part, r

pytestmark = pytest.mark.django_db
URL = "/reports/templates/"
TEXT = "标题\n走访{{走访联系群众户数}}户。"


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def as_clerk(client, people):
    client.force_login(people.clerk)
    return client


@pytest.fixture
def template(place, people):
    given = {"unit": place.district, "kind": "speech", "by": people.clerk}
    return templating.create_template(name="区里的模板", text=TEXT, note="起个头", **given)[0]


def html(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_the_list_holds_the_built_in_ones_from_the_first_visit(as_clerk):
    page = html(as_clerk.get(URL))
    names = ("组织工作发言提纲", "常委会组织工作汇报", "八百字简报", "街道组织工作报告")
    assert [name in page for name in names] == [True] * 4
    assert TemplateVersion.objects.count() == 4


def test_a_street_reads_the_districts_template_but_does_not_change_it(client, people, template):
    client.force_login(people.street_clerk_of_reports)
    page = html(client.get(f"{URL}{template.pk}/"))
    assert ("走访" in page, "另存一份自己的" in page, "停用" in page) == (True, True, False)
    for tail in ("edit/", "close/", "recheck/", "file/"):
        ask = client.get if tail in ("edit/", "file/") else client.post
        mine, missing = ask(f"{URL}{template.pk}/{tail}"), ask(f"{URL}999999/{tail}")
        assert (mine.status_code, mine.content) == (404, missing.content)


def test_a_template_of_another_street_is_not_there(client, people, place):
    other, _version = templating.create_template(unit=place.far, name="别街", kind="street", text=TEXT, by=people.clerk)
    client.force_login(people.street_clerk_of_reports)
    assert client.get(f"{URL}{other.pk}/").status_code == 404
    assert "别街" not in html(client.get(URL))


def test_a_new_one(as_clerk, place):
    data = {"name": "  年终汇报 ", "kind": "standing", "unit": place.district.pk, "text": TEXT + "\r\n", "note": "先写一版", "act": "save"}
    response = as_clerk.post(f"{URL}new/", data)
    made = Template.objects.get(name="年终汇报")
    assert response.headers["Location"] == f"{URL}{made.pk}/"
    version = made.versions.get()
    assert (version.text, version.note, version.ready, made.kind, made.unit) == (TEXT, "先写一版", True, "standing", place.district)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "名称"),
        ("text", "", "请写上正文。"),
        ("text", "\n \n", "模板是空的"),
        ("kind", "x", "文种"),
        ("text", "{{" * 700, "空超过 600 处"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(as_clerk, place, field, value, message):
    data = {"name": "年终汇报", "kind": "standing", "unit": place.district.pk, "text": TEXT, "note": "留着的话", field: value}
    page = html(as_clerk.post(f"{URL}new/", data), 422)
    assert (message in page, "留着的话" in page, Template.objects.filter(builtin="").count()) == (True, True, 0)


def test_a_name_that_is_taken(as_clerk, place, template):
    data = {"name": template.name, "kind": "speech", "unit": place.district.pk, "text": TEXT}
    assert "这个单位已经有叫“区里的模板”的模板" in html(as_clerk.post(f"{URL}new/", data), 422)


def test_a_unit_outside_the_scope(client, people, place):
    client.force_login(people.street_clerk_of_reports)
    data = {"name": "甲", "kind": "street", "unit": place.far.pk, "text": TEXT}
    assert client.post(f"{URL}new/", data).status_code == 422


def test_to_copy_a_template_one_may_read(client, people, template):
    client.force_login(people.street_clerk_of_reports)
    assert "走访{{走访联系群众户数}}户。" in html(client.get(f"{URL}new/?copy={template.pk}"))
    assert client.get(f"{URL}new/?copy=999999").status_code == 404


def test_an_edit_is_a_new_version_and_the_old_one_stays(as_clerk, template):
    as_clerk.post(f"{URL}{template.pk}/edit/", {"text": TEXT + "\n添一段。", "note": "添了末段", "base": 1})
    assert [(v.number, v.text, v.note) for v in template.versions.all()] == [
        (2, TEXT + "\n添一段。", "添了末段"),
        (1, TEXT, "起个头"),
    ]


def test_the_same_text_is_no_version(as_clerk, template):
    assert "和第 1 版一样" in html(as_clerk.post(f"{URL}{template.pk}/edit/", {"text": TEXT, "base": 1}), 422)
    assert template.versions.count() == 1


def test_two_who_edit_at_once(as_clerk, template, people):
    templating.save_version(template=template, text="标题\n别人写的。", by=people.leader, base=1)
    page = html(as_clerk.post(f"{URL}{template.pk}/edit/", {"text": "标题\n我写的。", "note": "我的说明", "base": 1}), 409)
    assert all(words in page for words in ("leader存了第 2 版", "我写的。", "我的说明", "<del>别人</del>", 'value="2"'))
    assert template.versions.count() == 2
    as_clerk.post(f"{URL}{template.pk}/edit/", {"text": "标题\n我写的。", "base": 2})
    assert template.versions.first().text == "标题\n我写的。"


def test_an_unknown_name_is_kept_as_a_draft_that_no_report_is_made_from(as_clerk, template):
    page = html(as_clerk.post(f"{URL}{template.pk}/edit/", {"text": "标题\n{{走访群众户数}}户。", "base": 1}, follow=True))
    assert all(words in page for words in ("第 2 行", "没有叫“走访群众户数”的空。", "走访联系群众户数", "有没认出的空"))
    assert (template.versions.first().ready, "区里的模板" in html(as_clerk.get("/reports/new/"))) == (False, True)
    report = begun(as_clerk, template)
    assert (report.template_version.number, report.template_text) == (1, TEXT)


def begun(client, template):
    data = {"unit": template.unit_id, "period": "2024", "template": template.pk}
    assert client.post("/reports/new/", data).status_code == 302
    return WorkReport.objects.latest("id")


def test_without_a_ready_version_it_is_not_offered(as_clerk, place, people):
    templating.create_template(unit=place.district, name="全是生词", kind="other", text="{{没有的空}}", by=people.clerk)
    assert "全是生词" not in html(as_clerk.get("/reports/new/"))


def test_a_closed_one_is_not_offered_until_it_is_opened(as_clerk, template):
    as_clerk.post(f"{URL}{template.pk}/close/")
    assert ("区里的模板" in html(as_clerk.get("/reports/new/")), "已停用" in html(as_clerk.get(URL))) == (False, True)
    as_clerk.post(f"{URL}{template.pk}/close/")
    assert "区里的模板" in html(as_clerk.get("/reports/new/"))


def test_preview_by_button_keeps_what_was_typed_and_saves_nothing(as_clerk, template):
    data = {"text": "标题\n一、打算\n另{{没有的空}}。", "note": "说明", "base": 1, "act": "preview"}
    page = html(as_clerk.post(f"{URL}{template.pk}/edit/", data))
    assert all(words in page for words in ("没有叫“没有的空”的空。", 'value="说明"', '<h3 class="lv1"', "【没有的空】"))
    assert template.versions.count() == 1


def test_live_preview_shows_names_where_no_report_is(as_clerk):
    page = html(as_clerk.post(f"{URL}preview/", {"text": "标题\n走访{{区名}}。"}))
    assert '<span class="slot text" title="区名：本区的名称">【区名】</span>。' in page


def test_live_preview_says_the_latest_reports_values(as_clerk, place, records, compose):
    compose(place.district)
    page = html(as_clerk.post(f"{URL}preview/", {"text": "标题\n{{报告年份}}年走访{{走访联系群众户数}}户，废止{{废止文件份数}}份。"}))
    assert ">120</span>户" in page
    assert ">2024</span>年" in page
    assert '<span class="slot miss"' in page


def test_a_heading_that_runs_on_is_a_paragraph_with_a_strong_beginning(as_clerk):
    page = html(as_clerk.post(f"{URL}preview/", {"text": "标题\n一、甲。随后{{区名}}的话。\n二、乙"}))
    assert '<p id="p2"><b>一、甲。</b>随后<span' in page
    assert '<h3 class="lv1" id="p3">二、乙</h3>' in page


def test_preview_of_markup_stays_text(as_clerk):
    assert "&lt;script&gt;" in html(as_clerk.post(f"{URL}preview/", {"text": "<script>alert(1)</script>{{<b>}}"}))


def test_headings_out_of_order_are_noted_and_do_not_block(as_clerk, template):
    as_clerk.post(f"{URL}{template.pk}/edit/", {"text": "标题\n一、甲\n三、乙", "base": 1})
    page = html(as_clerk.get(f"{URL}{template.pk}/"))
    assert ("标题序号接不上：三、乙" in page, template.versions.first().ready) == (True, True)


def test_names_for_the_editor(as_clerk):
    found = as_clerk.get(f"{URL}words/").json()
    names = {entry["n"]: entry for entry in found["names"]}
    assert names["走访联系群众户数"] == {
        "n": "走访联系群众户数", "i": "zflxqzhs", "k": "数", "m": "户", "t": "主题教育以来走访的不同户数，没有门牌的按户数相加",
    }  # fmt: skip
    assert (names["区名"]["k"], names["修订制度"]["k"], names["党员数"]["m"], names["报告年份"]["k"]) == ("文字", "名单", "名", "报告本身")
    assert found["forms"] == {"数": ["余", "以上", "约", "同比"], "文字": [], "名单": ["列举"]}
    assert found["fields"]["人才称号"] == ["姓名", "单位", "年份", "称号", "批次"]
    assert len(names) == len(found["names"])


def test_versions_compared(as_clerk, template, people):
    templating.save_version(template=template, text="标题\n走访{{走访联系群众户数:余}}户。\n新段。", by=people.clerk, base=1)
    page, other = (html(as_clerk.get(f"{URL}{template.pk}/compare/?{query}")) for query in ("a=1&b=2", "a=2&b=1"))
    assert "<ins>:余</ins>" in page and "<ins>新段。</ins>" in page
    assert page.partition("<thead>")[2].partition("</table>")[0] == other.partition("<thead>")[2].partition("</table>")[0]
    for query in ("", "?a=1", "?a=1&b=9", "?a=x&b=1", "?a=-1&b=1"):
        assert as_clerk.get(f"{URL}{template.pk}/compare/{query}").status_code == 404


def test_an_old_version_can_be_seen_and_made_the_newest(as_clerk, template, people):
    templating.save_version(template=template, text="标题\n改过。", by=people.clerk, base=1)
    assert "走访" in html(as_clerk.get(f"{URL}{template.pk}/1/"))
    as_clerk.post(f"{URL}{template.pk}/1/restore/")
    assert [(v.number, v.text, v.note) for v in template.versions.all()][0] == (3, TEXT, "取自第 1 版")
    assert as_clerk.get(f"{URL}{template.pk}/9/").status_code == 404


def test_recheck_when_a_register_has_come(as_clerk, template):
    template.versions.update(ready=False)
    assert "重新核对" in html(as_clerk.get(f"{URL}{template.pk}/"))
    as_clerk.post(f"{URL}{template.pk}/recheck/")
    assert template.versions.get().ready


def test_from_last_years_report_by_one_click(as_clerk, place, records, compose, people):
    assert "的报告新建" not in html(as_clerk.get(URL))
    report = compose(place.district)
    report.template_text = "标题\n一年来走访{{走访联系群众户数}}户，比去年好。"
    report.save()
    assert "从2024年的报告新建" in html(as_clerk.get(URL))
    response = as_clerk.post(f"{URL}from-report/")
    made = Template.objects.get(name="组织工作发言提纲（取自2024年报告）")
    assert response.headers["Location"] == f"{URL}{made.pk}/edit/"
    assert (made.versions.get().text, made.kind) == (report.template_text, "speech")
    as_clerk.post(f"{URL}from-report/")
    assert Template.objects.filter(name=made.name).count() == 1


def test_without_an_earlier_report_the_click_says_so(as_clerk):
    assert "还没有往年的报告" in html(as_clerk.post(f"{URL}from-report/", follow=True))


def upload(*blocks, name="旧模板.docx"):
    return SimpleUploadedFile(name, docx(*blocks))


def test_a_word_file_becomes_a_template_with_its_name(as_clerk, place):
    file = upload(p(r("走访{{走访联系"), r("群众户数}}户。", BOLD)))
    as_clerk.post(f"{URL}file/", {"file": file, "kind": "other", "unit": place.district.pk})
    made = Template.objects.get(name="旧模板")
    version = made.versions.get()
    assert (version.text, version.ready, version.word.name) == ("走访{{走访联系群众户数}}户。", True, "旧模板.docx")
    response = as_clerk.get(f"{URL}{made.pk}/1/file/")
    assert part(response.content) == part(docx(p(r("走访{{走访联系"), r("群众户数}}户。", BOLD))))
    assert as_clerk.get(f"{URL}{made.pk}/edit/").headers["Location"] == f"{URL}{made.pk}/file/"


def test_its_unknown_slots_are_listed_with_near_names(as_clerk, place):
    data = {"file": upload(p(r("共{{走访群众"), r("户数}}户"))), "kind": "other", "unit": place.district.pk}
    page = html(as_clerk.post(f"{URL}file/", data, follow=True))
    assert all(words in page for words in ("没有叫“走访群众户数”的空。", "走访联系群众户数", "有没认出的空"))
    assert "旧模板" not in html(as_clerk.get("/reports/new/"))


def test_a_file_that_is_refused(as_clerk, place):
    for file, words in [
        (SimpleUploadedFile("x.docx", b"hello"), "文件不是 Word 文档"),
        (SimpleUploadedFile("x.docx", b""), "空"),
        (upload(p()), "文件里没有文字"),
        (SimpleUploadedFile("x.docx", docx(p(r("甲")), chart1="<c xmlns='x'>{{区名}}</c>")), "里的空填不了"),
    ]:
        assert words in html(as_clerk.post(f"{URL}file/", {"file": file, "kind": "other", "unit": place.district.pk}), 422)
    assert Template.objects.filter(builtin="").count() == 0


def test_the_next_file_is_the_next_version_and_an_old_one_keeps_its_file(as_clerk, place):
    as_clerk.post(f"{URL}file/", {"file": upload(p(r("第一版"))), "kind": "other", "unit": place.district.pk})
    made = Template.objects.get(name="旧模板")
    as_clerk.post(f"{URL}{made.pk}/file/", {"file": upload(p(r("第二版"))), "base": 1})
    assert [v.text for v in made.versions.all()] == ["第二版", "第一版"]
    assert html(as_clerk.post(f"{URL}{made.pk}/file/", {"file": upload(p(r("第三版"))), "base": 1}), 409).count("存了第 2 版") == 1
    as_clerk.post(f"{URL}{made.pk}/1/restore/")
    newest = made.versions.first()
    assert (newest.number, newest.text) == (3, "第一版")
    assert part(as_clerk.get(f"{URL}{made.pk}/3/file/").content) == part(docx(p(r("第一版"))))


def test_a_newer_version_of_the_template_is_offered_to_its_report(as_clerk, template, people, place, records, compose):
    builtins.ensure()
    report = compose(place.district, template="区里的模板")
    assert "换用第" not in html(as_clerk.get(f"/reports/{report.pk}/"))
    version = templating.save_version(template=template, text="标题\n新的{{走访联系群众户数}}户。", by=people.clerk, base=1)
    assert "换用第 2 版" in html(as_clerk.get(f"/reports/{report.pk}/"))
    as_clerk.post(f"/reports/{report.pk}/revise/", {"version": version.pk})
    report.refresh_from_db()
    assert (report.template_text, report.template_version_id) == (version.text, version.pk)


def test_a_revision_keeps_the_reports_own_text(as_clerk, template, people, place, records, compose):
    report = compose(place.district, template="区里的模板")
    templating.save_version(template=template, text="标题\n新的。", by=people.clerk, base=1)
    as_clerk.post(f"/reports/{report.pk}/revise/")
    report.refresh_from_db()
    assert (report.template_text, report.template_version.number) == (TEXT, 1)


def test_a_version_of_another_template_is_not_taken(as_clerk, template, people, place, records, compose):
    report = compose(place.district, template="区里的模板")
    other = templating.create_template(unit=place.district, name="别的", kind="other", text="标题\n别的。", by=people.clerk)[1]
    assert as_clerk.post(f"/reports/{report.pk}/revise/", {"version": other.pk}).status_code == 404


def test_as_many_statements_for_many_templates(as_clerk, place, people, template):
    builtins.ensure()
    counted = statements(as_clerk, URL)
    for number in range(5):
        templating.create_template(unit=place.district, name=f"第{number}个", kind="other", text=TEXT, by=people.clerk)
    assert statements(as_clerk, URL) == counted


def statements(client, url):
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_secretaries_and_leaders_find_nothing(client, people, template):
    for user in (people.secretary, people.leader):
        client.force_login(user)
        for path in (URL, f"{URL}new/", f"{URL}{template.pk}/", f"{URL}old/", f"{URL}words/"):
            assert client.get(path).status_code == 404
