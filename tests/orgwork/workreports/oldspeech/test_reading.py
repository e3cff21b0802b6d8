import pytest
from django.core.files.base import ContentFile

from orgwork.kit.values.problems import Problem
from orgwork.workreports.oldspeech import reading
from tests.orgwork.workreports.word.docx import docx, p, r


def text_of(data):
    return reading.text_of(ContentFile(data, name="旧稿"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_in_the_encodings_of_the_office(encoding):
    assert text_of("标题\r\n\r\n　走访×户。　\r\n".encode(encoding)) == "标题\n走访×户。"


def test_a_word_file():
    assert text_of(docx(p(r("标题")), p(), p(r("走访×"), r("户。")))) == "标题\n走访×户。"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        ("没有空".encode(), "speech.no_blank"),
        (("×" * 2 + "户，").encode() * (reading.MOST_BLANKS + 1), "speech.blanks"),
        ("×".encode() + "字".encode() * reading.LONGEST, "speech.long"),
        (b"x" * (reading.MOST + 1), "file.too_large"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "file.kind"),
        (b"\xff\xff\xff", "file.kind"),
        (b"PK\x03\x04 broken", "file.damaged"),
    ],
)
def test_refusals(data, code):
    with pytest.raises(Problem) as caught:
        text_of(data)
    assert caught.value.code == code
    assert caught.value.message.endswith("。")
