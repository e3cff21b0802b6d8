"""What is refused as a Word template, and with which words."""

from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest

from orgwork.kit.values.problems import Problem
from orgwork.workreports import word
from orgwork.workreports.word import limits
from tests.orgwork.workreports.word.docx import HEAD, W, document, docx, p, packed, part, r, relations, types

GOOD = docx(p(r("{{区名}}")))


def parts(data=GOOD):
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def refusal(data):
    with pytest.raises(Problem) as caught:
        word.Package(data)
    assert caught.value.message == limits.MESSAGES[caught.value.code]
    return caught.value.code


def test_a_good_one_is_read():
    assert word.Package(GOOD).texts == ["word/document.xml"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"hello", "file.not_word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file.not_word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file.encrypted"),
        (b"PK\x03\x04" + b"\0" * 100, "file.damaged"),
        (GOOD[:-40], "file.damaged"),
        (b"PK\x03\x04" + b"\0" * (limits.FILE), "file.too_large"),
    ],
)
def test_by_its_bytes(data, code):
    assert refusal(data) == code


def test_a_workbook_is_no_document():
    assert refusal(packed({"[Content_Types].xml": types().replace("wordprocessingml.document", "spreadsheetml.sheet")})) == "file.not_word"


def test_a_zip_without_content_types():
    assert refusal(packed({"a.txt": "x"})) == "file.not_word"


def test_macros_by_content_type_and_by_name():
    macro = types().replace("openxmlformats-officedocument.wordprocessingml.document", "ms-word.document.macroEnabled")
    assert refusal(packed({**parts(), "[Content_Types].xml": macro})) == "file.macro"
    assert refusal(packed({**parts(), "word/vbaProject.bin": b"x"})) == "file.macro"


@pytest.mark.parametrize("kind", ["attachedTemplate", "image", "oleObject", "frame", "subDocument"])
def test_links_to_the_outside(kind):
    links = relations((kind, "http://example.invalid/x", ' TargetMode="External"'))
    assert refusal(packed({**parts(), "word/_rels/document.xml.rels": links})) == "file.external"


@pytest.mark.parametrize(("target", "code"), [("file:///etc/passwd", "file.external"), ("\\\\server\\share", "file.external")])
def test_a_hyperlink_to_a_file(target, code):
    links = relations(("hyperlink", target, ' TargetMode="External"'))
    assert refusal(packed({**parts(), "word/_rels/document.xml.rels": links})) == code


def test_a_hyperlink_somebody_may_click_is_no_danger():
    links = relations(("hyperlink", "https://example.invalid/", ' TargetMode="External"'))
    assert word.Package(packed({**parts(), "word/_rels/document.xml.rels": links})).texts == ["word/document.xml"]


def test_a_part_in_a_foreign_format():
    links = relations(("aFChunk", "chunk.mht", ""))
    assert refusal(packed({**parts(), "word/_rels/document.xml.rels": links})) == "file.unsafe_xml"


FETCHING = ['<w:instrText xml:space="preserve"> DDEAUTO c:\\\\x </w:instrText>', '<w:fldSimple w:instr=" INCLUDETEXT x"/>']


@pytest.mark.parametrize("field", FETCHING)
def test_fields_that_fetch_something(field):
    assert refusal(docx(p(f"<w:r>{field}</w:r>"))) == "file.external"


def test_the_page_number_is_a_field_like_any_other():
    assert word.Package(docx(p("<w:r><w:instrText> PAGE </w:instrText></w:r>"))).texts == ["word/document.xml"]


DTD = '<!DOCTYPE x [<!ENTITY a "b">]>'


@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels"])
def test_document_types(name):
    text = parts()[name].decode().replace(HEAD, HEAD + DTD)
    assert refusal(packed({**parts(), name: text})) == "file.unsafe_xml"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_other_encodings(encoding):
    assert refusal(packed({**parts(), "word/document.xml": document(p(r("x"))).encode(encoding)})) == "file.unsafe_xml"


def test_a_declared_encoding_that_is_another():
    text = document(p(r("x"))).replace("UTF-8", "GB2312")
    assert refusal(packed({**parts(), "word/document.xml": text})) == "file.unsafe_xml"


def test_a_bomb():
    assert refusal(packed({**parts(), "word/document.xml": b" " * (limits.PART + 1)})) == "file.expands"


def test_many_parts_together_are_a_bomb_too():
    filler = {f"word/media/{n}.bin": b"\0" * (11 * limits.MIB) for n in range(6)}
    assert refusal(packed({**parts(), **filler})) == "file.expands"


def test_too_many_entries():
    assert refusal(packed({**parts(), **{f"x{n}": "" for n in range(limits.ENTRIES)}})) == "file.expands"


def test_an_encrypted_entry():
    data = bytearray(GOOD)
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    assert refusal(bytes(data)) == "file.encrypted"


def test_a_method_that_word_does_not_write():
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_BZIP2) as archive:
        for name, content in parts().items():
            archive.writestr(name, content)
    assert refusal(buffer.getvalue()) == "file.damaged"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_entries_of_one_name():
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in [*parts().items(), ("word/document.xml", b"x")]:
            archive.writestr(name, content)
    assert refusal(buffer.getvalue()) == "file.damaged"


def test_a_flipped_byte_inside():
    data = bytearray(GOOD)
    at = data.index(b"word/document.xml") + len("word/document.xml") + 20
    data[at] ^= 0xFF
    assert refusal(bytes(data)) == "file.damaged"


@pytest.mark.parametrize("text", ["<w:p", "x", f"<w:document {W}>", f"<w:document {W}><w:p>&nbsp;</w:p></w:document>"])
def test_a_text_that_is_no_xml(text):
    package = word.Package(packed({**parts(), "word/document.xml": text}))
    with pytest.raises(Problem) as caught:
        word.text_of(package)
    assert caught.value.code == "file.damaged"


def test_a_section_or_comment_inside_a_text():
    for odd in ("<![CDATA[{{区名}}]]>", "a<!-- x -->b"):
        with pytest.raises(Problem) as caught:
            word.text_of(word.Package(docx(p(r(odd)))))
        assert caught.value.code == "file.unsafe_xml"


def test_a_missing_main_part():
    found = parts()
    del found["word/document.xml"]
    assert refusal(packed(found)) == "file.damaged"


def test_slots_where_nothing_fills_them_are_named():
    data = docx(p(r("{{区名}}")), chart1="<c:chart xmlns:c='x'><c:v>{{区名}}</c:v></c:chart>")
    assert word.odd_places(word.Package(data)) == ["word/chart1.xml"]
    assert word.odd_places(word.Package(GOOD)) == []


def test_text_is_read_paragraph_by_paragraph():
    head = f"{HEAD}<w:hdr {W}>{p(r('页眉'))}</w:hdr>"
    table = f"<w:tbl><w:tr><w:tc>{p(r('甲'))}</w:tc><w:tc>{p(r('乙'))}</w:tc></w:tr></w:tbl>"
    data = docx(p(r("标题")), p(), table, p(r("一"), "<w:r><w:tab/></w:r>", r("二")), kinds={"header1": "header+xml"}, header1=head)
    assert word.text_of(word.Package(data)) == "标题\n\n甲\n乙\n一\t二\n页眉"
    assert part(data, "word/header1.xml") == head
