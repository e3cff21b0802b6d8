"""A filled .docx: nothing but the characters of its slots has changed."""

import re

from hypothesis import given
from hypothesis import strategies as st

from orgwork.workreports import word
from tests.orgwork.workreports.word.docx import BOLD, HEAD, W, docx, entries, p, part, r

WORDS = {"{{区名}}": "甲区", "{{走访联系群众户数:余}}": "1200余", "{{举报电话}}": "<12380>&"}
WHOLE = p(r("走访{{走访联系群众户数:余}}户。"))


def filled(*blocks, words=WORDS, **more):
    data = docx(*blocks, **more)
    return data, word.fill(data, words)


def test_a_slot_in_one_run():
    data, done = filled(WHOLE)
    assert part(done) == part(data).replace("{{走访联系群众户数:余}}", "1200余")


def test_every_other_part_stays_byte_by_byte_with_its_time_and_method():
    data, done = filled(WHOLE)
    before, after = entries(data), entries(done)
    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}
    assert [entry[1:] for entry in before.values()] == [entry[1:] for entry in after.values()]


def test_a_slot_split_across_runs_takes_the_look_of_its_first_run():
    split = p(r("走访{"), r("{走访联系", BOLD), r("群众户数"), r(":余}}户。"))
    data, done = filled(split)
    assert part(done) == part(data).replace(split, p(r("走访1200余"), r("", BOLD), r(""), r("户。")))


def test_a_bold_slot_stays_bold_beside_plain_text():
    _data, done = filled(p(r("共"), r("{{区名}}", BOLD), r("的")))
    assert p(r("共"), r("甲区", BOLD), r("的")) in part(done)


def test_marks_of_proofing_and_bookmarks_between_the_runs_stay():
    between = '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="b"/><w:bookmarkEnd w:id="0"/>'
    _data, done = filled(p(r("{{区"), between, r("名}}")))
    assert p(r("甲区"), between, r("")) in part(done)


def test_tables_headers_footers_and_notes():
    cell = f"<w:tbl><w:tr><w:tc>{p(r('{{区名}}'))}</w:tc></w:tr></w:tbl>"
    kinds = {"header1": "header+xml", "footer1": "footer+xml", "footnotes": "footnotes+xml"}
    parts = {
        "header1": f"{HEAD}<w:hdr {W}>{p(r('中共{{区名}}委'))}</w:hdr>",
        "footer1": f"{HEAD}<w:ftr {W}>{p(r('{{举报电话}}'))}</w:ftr>",
        "footnotes": f"{HEAD}<w:footnotes {W}><w:footnote w:id='1'>{p(r('见{{区名}}'))}</w:footnote></w:footnotes>",
    }
    data, done = filled(cell, kinds=kinds, **parts)
    assert part(done) == part(data).replace("{{区名}}", "甲区")
    assert [part(done, f"word/{name}.xml") for name in kinds] == [
        parts["header1"].replace("{{区名}}", "甲区"),
        parts["footer1"].replace("{{举报电话}}", "&lt;12380&gt;&amp;"),
        parts["footnotes"].replace("{{区名}}", "甲区"),
    ]


def box(text):
    """A text box as Word writes it: once for itself, once for old readers."""
    inner = f"<w:txbxContent>{p(r(text))}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{inner}</mc:Choice>"
        f"<mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_filled_in_both_copies_and_does_not_cut_the_paragraph_around_it():
    data, done = filled(p(r("走访{{走访联系"), box("{{区名}}"), r("群众户数:余}}户")))
    assert part(done) == part(data).replace("{{区名}}", "甲区").replace("{{走访联系", "1200余").replace("群众户数:余}}户", "户")
    assert word.text_of(word.Package(data)) == "走访{{走访联系群众户数:余}}户\n{{区名}}"


def test_what_was_deleted_or_moved_away_under_tracking_is_left_alone():
    gone = "<w:del w:id='1'><w:r><w:delText>{{区名}}</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom w:id='2'>{r('{{区名}}')}</w:moveFrom>"
    added = f"<w:ins w:id='3'>{r('{{区名}}', BOLD)}</w:ins>"
    data, done = filled(p(gone, moved, added))
    assert part(done) == part(data).replace(added, added.replace("{{区名}}", "甲区"))


def test_a_slot_does_not_reach_over_a_line_break():
    data, done = filled(p(r("{{区"), "<w:r><w:br/></w:r>", r("名}}")))
    assert part(done) == part(data)


def test_braces_behind_a_backslash_and_unknown_slots_stay():
    data, done = filled(p(r(r"\{{区名}}和{{没有的}}")))
    assert part(done) == part(data)


def test_characters_written_as_references_are_read_and_those_outside_stay_as_they_were_written():
    _data, done = filled(p(r("&#x7532;&amp;&#123;&#123;区&#21517;}}&quot;")))
    assert p(r("&#x7532;&amp;甲区&quot;")) in part(done)


def test_spaces_at_the_edge_of_a_run_are_kept_when_the_slot_beside_them_goes():
    _data, done = filled(p(r("{{区"), r("名}} 的")))
    assert p(r("甲区"), r(" 的", attributes=' xml:space="preserve"')) in part(done)
    _data, done = filled(p(r("{{区"), r("名}} 的", attributes=' xml:space="preserve"')))
    assert p(r("甲区"), r(" 的", attributes=' xml:space="preserve"')) in part(done)


def test_quotes_and_angles_in_the_attributes_of_a_run():
    _data, done = filled(p(r("{{区名}}", attributes=""" w:x='>"' """)))
    assert p(r("甲区", attributes=""" w:x='>"' """)) in part(done)


def test_a_repeated_sentence_goes_as_a_whole():
    sentence = "{{每条 人才称号}}{{年份}}年，{{姓名}}获评。{{完}}"
    _data, done = filled(p(r("去年，{{每条 人才称号}}{{年份}}"), r("年，{{姓名}}获评。{{完}}以上。", BOLD)), words={sentence: "甲。乙。"})
    assert p(r("去年，甲。乙。"), r("以上。", BOLD)) in part(done)


def test_control_characters_never_reach_the_file():
    _data, done = filled(WHOLE, words={"{{走访联系群众户数:余}}": "1\x002"})
    assert "走访12户" in part(done)


def test_the_same_file_and_words_give_the_same_bytes():
    data, done = filled(WHOLE, p(r("{{区名}}")))
    assert word.fill(data, WORDS) == done
    assert word.fill(done, WORDS) == done


def test_a_part_in_the_strict_namespace():
    data = docx(WHOLE)
    strict = part(data).replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
    again = word.Package(data).packed({"word/document.xml": strict.encode()})
    assert part(word.fill(again, WORDS)) == strict.replace("{{走访联系群众户数:余}}", "1200余")


def test_a_byte_order_mark_shifts_nothing():
    data = word.Package(docx(WHOLE)).packed({"word/document.xml": b"\xef\xbb\xbf" + part(docx(WHOLE)).encode()})
    assert part(word.fill(data, WORDS)) == "\ufeff" + part(docx(WHOLE)).replace("{{走访联系群众户数:余}}", "1200余")


TEXTS = st.lists(st.sampled_from(["{{区名}}", "{{没有}}", "甲", "&amp;", "{", "}}", " ", "\\", "年"]), min_size=1, max_size=8)


@given(TEXTS, st.data())
def test_however_a_text_is_cut_into_runs_it_says_the_same(pieces, data):
    """The filled text of any cut equals that of one run; the looks of the runs stay in their order."""
    text = "".join(pieces)
    units = re.findall("&amp;|.", text)
    cuts = sorted(data.draw(st.sets(st.integers(1, max(1, len(units) - 1)), max_size=4)) | {0, len(units)})
    runs = ["".join(units[a:b]) for a, b in zip(cuts, cuts[1:], strict=False)]
    whole = word.fill(docx(p(r(text))), WORDS)
    cut = word.fill(docx(p(*(r(run, BOLD if at % 2 else "") for at, run in enumerate(runs)))), WORDS)
    assert said(cut) == said(whole)
    assert re.findall("<w:b/>", part(cut)) == ["<w:b/>"] * (len(runs) // 2)


def said(data):
    return word.text_of(word.Package(data))
