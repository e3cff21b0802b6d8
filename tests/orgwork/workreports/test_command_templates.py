"""`work_report --template NAME|FILE.docx`."""

import json

import pytest
from django.core.management import CommandError, call_command

from orgwork.workreports.models import Template, TemplateVersion, WordTemplate, WorkReport
from orgwork.workreports.services import templating
from tests.orgwork.workreports.word.docx import BOLD, docx, p, part, r

pytestmark = pytest.mark.django_db
BLOCKS = (p(r("走访{{走访联系"), r("群众户数}}户，党员{{members.active}}名。", BOLD)),)


@pytest.fixture
def run(settings, tmp_path, capsys):
    settings.MEDIA_ROOT = tmp_path / "media"

    def command(template, **options):
        given = {"period": "2024", "unit": "410399", "output": str(tmp_path / "报告.docx"), "json": True, **options}
        call_command("work_report", template=str(template), **given)
        return json.loads(capsys.readouterr().out)

    return command


@pytest.fixture
def file(tmp_path):
    found = tmp_path / "街道模板.docx"
    found.write_bytes(docx(*BLOCKS))
    return found


def test_a_word_file_is_filled_and_keeps_its_form(run, file, place, records):
    answer = run(file)
    with open(answer["output"], "rb") as done:
        data = done.read()
    filled = part(docx(*BLOCKS)).replace("{{走访联系", "120").replace("群众户数}}户", "户")
    assert part(data) == filled.replace("{{members.active}}", "【待补：members.active】")
    assert [(slot["no"], slot["name"], slot["key"], slot["text"]) for slot in answer["slots"]] == [
        (4, "走访联系群众户数", "branches.visit_households", "120"),
        (100, "党员数", "members.active", "【待补：党员数】"),
    ]


def test_the_same_file_again_is_the_same_version_and_a_changed_one_the_next(run, file, place, records):
    run(file)
    run(file)
    assert (TemplateVersion.objects.filter(template__name="街道模板").count(), WorkReport.objects.count()) == (1, 2)
    file.write_bytes(docx(p(r("走访{{走访联系群众户数}}户"))))
    run(file)
    assert [v.number for v in Template.objects.get(name="街道模板").versions.all()] == [2, 1]


def test_unknown_slots_are_listed_with_near_names_and_nothing_is_kept(run, file, place, records):
    file.write_bytes(docx(p(r("甲")), p(r("{{走访群众户数}}和{{区名:余}}"))))
    with pytest.raises(CommandError) as caught:
        run(file)
    said = str(caught.value).splitlines()
    assert said[0] == "模板「街道模板.docx」还不能成稿："
    assert said[1].startswith("第 2 行：没有叫“走访群众户数”的空。相近的有：走访联系群众户数")
    assert said[2] == "第 2 行：“余”这种写法不能用在这个空上。"
    assert (WordTemplate.objects.count(), WorkReport.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("data", "message"),
    [(None, "读不到文件「街道模板.docx」"), (b"hello", "模板「街道模板.docx」：文件不是 Word 文档")],
)
def test_files_that_cannot_be_used(run, file, place, data, message):
    file.unlink() if data is None else file.write_bytes(data)
    with pytest.raises(CommandError, match=message):
        run(file)


def test_a_template_of_ones_own_by_name(run, place, people, records):
    templating.create_template(unit=place.street, name="街道月报", kind="street", text="标题\n{{党员数}}名。", by=people.clerk)
    assert [slot["no"] for slot in run("街道月报", unit="410399001", user="street_clerk_of_reports")["slots"]] == [100]
    with pytest.raises(CommandError, match="没有模板「没有」。可用：组织工作发言提纲、"):
        run("没有")
