"""The text of an uploaded speech: .docx by its content, everything else as plain text in UTF-8 or GB 18030."""

from orgwork.kit.values.problems import Problem
from orgwork.kit.values.text import CONTROL
from orgwork.workreports import word
from orgwork.workreports.oldspeech.blanks import BLANK
from orgwork.workreports.word.package import OLE, ZIP

MOST = 2 * 1024 * 1024
LONGEST = 60_000
MOST_BLANKS = 400
ENCODINGS = ("utf-8-sig", "gb18030")
BOMS = (b"\xff\xfe", b"\xfe\xff")


def text_of(upload) -> str:
    """The speech, line by line. Raises Problem."""
    data = upload.read()
    if not data:
        raise Problem("file.empty", "文件是空的，可能没有传完。请重新选一次。")
    text = word.text_of(word.Package(data)) if data.startswith((ZIP, OLE)) else decoded(data)
    lines = [line.strip() for line in text.splitlines()]
    found = "\n".join(line for line in lines if line)
    if len(found) > LONGEST:
        raise Problem("speech.long", f"文件超过 {LONGEST} 字，不像一篇讲话。请分开上传。")
    blanks = len(BLANK.findall(found))
    if not blanks:
        raise Problem("speech.no_blank", "文件里没有 ×，没有要补的空。请把要填的数和名称换成 × 后再上传。")
    if blanks > MOST_BLANKS:
        raise Problem("speech.blanks", f"文件里的 × 超过 {MOST_BLANKS} 处。请分开上传。")
    return found


def decoded(data) -> str:
    if len(data) > MOST:
        raise Problem("file.too_large", "文本文件超过 2 MB。请只上传讲话正文。")
    if data.startswith(BOMS):
        return read_as(data, "utf-16")
    for encoding in ENCODINGS:
        try:
            return checked(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise unreadable()


def read_as(data, encoding):
    try:
        return checked(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise unreadable() from error


def checked(text):
    if CONTROL.search(text.replace("\x0c", "")):
        raise unreadable()
    return text.replace("\x0c", "\n")


def unreadable():
    return Problem("file.kind", "这里只收 .docx 和 .txt。文件读不出文字，请另存为其中一种后再上传。")
