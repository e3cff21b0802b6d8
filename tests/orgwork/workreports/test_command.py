import json
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command

from orgwork.workreports.models import WorkReport

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(settings, tmp_path, capsys):
    settings.MEDIA_ROOT = tmp_path / "media"

    def command(**options):
        given = {"period": "2024", "unit": "410399", "output": str(tmp_path / "out" / "报告.docx"), "json": True}
        call_command("work_report", **{**given, **options})
        return json.loads(capsys.readouterr().out)

    return command


def body(answer):
    return ZipFile(answer["output"]).read("word/document.xml").decode()


def test_it_prints_one_json_and_writes_the_file(run, place, records):
    answer = run()
    assert [slot["no"] for slot in answer["slots"]] == list(range(1, 50))
    assert {slot["no"]: slot["text"] for slot in answer["slots"] if slot["value"]} == {
        4: "120",
        5: "60",
        6: "45",
        20: "2",
        21: "300",
        23: "66%以上",
    }
    assert answer["output"].endswith("/out/报告.docx")
    assert "120" in body(answer)


def test_review_carries_the_table_of_sources(run, place, records):
    assert "数据来源表" in body(run(mode="review"))
    assert "数据来源表" not in body(run(mode="final"))


def test_with_the_rights_of_a_user(run, place, people, records):
    assert run(unit="410399001", user="street_clerk_of_reports")["slots"][3]["value"] == 90


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"unit": "1"}, "找不到单位 1"),
        ({"period": "2024-99"}, "看不懂的期间"),
        ({"template": "别的"}, "没有模板「别的」"),
        ({"user": "nobody"}, "没有账号「nobody」"),
        ({"unit": "410399", "user": "secretary"}, "找不到单位 410399"),
        ({"unit": "410399", "user": "street_clerk_of_reports"}, "找不到单位 410399"),
    ],
)
def test_refusals_are_chinese_and_leave_nothing(run, place, people, wrong, message):
    with pytest.raises(CommandError, match=message):
        run(**wrong)
    assert WorkReport.objects.count() == 0


def test_an_output_that_cannot_be_written(run, place, records, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="请换一个能写的位置"):
        run(output=str(tmp_path / "file" / "报告.docx"))
