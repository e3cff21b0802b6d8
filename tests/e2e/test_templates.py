"""Templates in Chromium: names offered by keyboard, the preview, a misspelt name mended; an old speech without script."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from orgwork.accounts.rules import Role
from orgwork.workreports.models import OldSpeech, Template
from orgwork.workreports.services import oldspeech, templating
from tests.factories import PASSWORD, make_world, person

from .browser import DESK, PHONE, WAIT_MS, Visitor, chromium
from .test_walk import findings

pytestmark = pytest.mark.django_db(transaction=True)
SPEECH = Path(__file__).parents[1] / "data" / "old_speech.txt"


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture
def clerk(transactional_db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return person(Role.CLERK, make_world().district, name="于科长")


def opened(browser, server, user, path, **more):
    visitor = Visitor(browser, server.url, **more).log_in(user.username, PASSWORD)
    visitor.open(path)
    return visitor


def options(page):
    return page.locator(".tpl-list li b").all_inner_texts()


def test_a_template_is_written_by_keyboard_with_names_offered_and_a_preview(browser, live_server, clerk):
    visitor = opened(browser, live_server, clerk, "/reports/templates/new/", size=DESK)
    page = visitor.page
    page.fill("[name=name]", "年终汇报")
    area = page.locator("textarea[data-slots]")
    area.focus()
    page.keyboard.type("标题\n走访{{zflx")
    page.locator(".tpl-list li").first.wait_for()
    assert (options(page)[0], area.get_attribute("aria-expanded")) == ("走访联系群众户数", "true")
    page.keyboard.press("Enter")
    assert area.input_value() == "标题\n走访{{走访联系群众户数}}"
    page.keyboard.type("户，意见{{征集")
    page.locator(".tpl-list li").first.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type(":")
    page.locator(".tpl-list li").first.wait_for()
    assert options(page) == ["余", "以上", "约", "同比"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("条。")
    assert area.input_value() == "标题\n走访{{走访联系群众户数}}户，意见{{征集意见建议条数:约}}条。"
    page.locator("#preview .slot", has_text="【征集意见建议条数】").wait_for()
    page.keyboard.type("{{")
    page.locator(".tpl-list li").first.wait_for()
    page.keyboard.press("Escape")
    assert page.locator(".tpl-list").is_hidden()
    page.keyboard.type("走访群众户数}}")
    page.get_by_role("button", name="走访联系群众户数").click()
    assert area.input_value().endswith("条。{{走访联系群众户数}}")
    page.locator("#preview .st.ok").wait_for()
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(f"{live_server.url}/reports/templates/*/", timeout=WAIT_MS)
    assert Template.objects.get(name="年终汇报").versions.get().ready
    assert (visitor.outside, visitor.complaints) == ([], [])


def test_sentences_over_a_list_are_offered_with_their_fields(browser, live_server, clerk):
    page = opened(browser, live_server, clerk, "/reports/templates/new/").page
    area = page.locator("textarea[data-slots]")
    area.focus()
    page.keyboard.type("{{每条 人")
    page.locator(".tpl-list li").first.wait_for()
    page.keyboard.press("Enter")
    assert area.input_value() == "{{每条 人才称号}}{{姓名}}。{{完}}"
    for _sign in "{{姓名}}。{{完}}":
        page.keyboard.press("ArrowLeft")
    page.keyboard.type("{{年")
    page.locator(".tpl-list li").first.wait_for()
    assert options(page)[0] == "年份"


@pytest.mark.parametrize("javascript", [True, False])
def test_an_old_speech_becomes_a_template(browser, live_server, clerk, javascript):
    """Without script all of it works: the offers are radio buttons, another name is a text field."""
    visitor = opened(browser, live_server, clerk, "/reports/templates/old/", size=PHONE, javascript=javascript)
    page = visitor.page
    page.set_input_files("input[type=file]", SPEECH)
    page.get_by_role("button", name="上传").click()
    page.wait_for_url(f"{live_server.url}/reports/templates/old/*/")
    speech = OldSpeech.objects.get()
    page.locator("#b4 input[type=radio]").nth(1).check()
    page.fill("[name=other-5]", "整顿意见条数")
    assert page.locator("fieldset").count() == 49
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"] if javascript else True
    page.get_by_role("button", name="做成模板").click()
    page.wait_for_url(f"{live_server.url}/reports/templates/{Template.objects.latest('id').pk}/")
    speech.refresh_from_db()
    text = speech.template.versions.get().text
    assert ("群众{{整顿走访居民户数}}户，收到意见和建议{{整顿意见条数}}条" in text, "张三强" in text) == (True, False)


def test_the_editor_without_script(browser, live_server, clerk):
    page = opened(browser, live_server, clerk, "/reports/templates/new/", javascript=False).page
    page.fill("[name=name]", "年终汇报")
    page.fill("[name=text]", "标题\n走访{{走访群众户数}}户。")
    page.get_by_role("button", name="预览").click()
    page.get_by_text("没有叫“走访群众户数”的空。").wait_for()
    page.fill("[name=text]", page.input_value("[name=text]").replace("走访群众户数", "走访联系群众户数"))
    page.get_by_role("button", name="保存").click()
    page.get_by_text("第 1 版已存。").wait_for()


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_pages_fit_the_screen_and_can_be_used_by_everybody(browser, live_server, clerk, size):
    template, _version = templating.create_template(
        unit=clerk.posts.get().unit, name="一个名称很长很长的模板", kind="standing", text="标题\n{{没有的很长很长的空}}", by=clerk
    )
    templating.save_version(template=template, text="标题\n" + "很长的一段" * 40, by=clerk, base=1)
    file = SimpleUploadedFile("旧稿.txt", "标题\n走访×户。\n×年，某院李四荣获“市劳动模范”称号。".encode())
    old = oldspeech.begin(unit=template.unit, upload=file, by=clerk)
    mine = (f"{template.pk}/{tail}" for tail in ("", "1/", "edit/", "compare/?a=1&b=2"))
    tails = ("", "new/", "file/", "old/", f"old/{old.pk}/", *mine)
    visitor = Visitor(browser, live_server.url, size=size).log_in(clerk.username, PASSWORD)
    for tail in tails:
        visitor.open(f"/reports/templates/{tail}")
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= size["width"], tail
        assert findings(visitor.page) == [], tail
    assert visitor.complaints == []
