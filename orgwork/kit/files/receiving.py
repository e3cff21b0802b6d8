"""From an upload to a StoredFile: what it is says its content, never its name (security.md G34)."""

import hashlib
import re
import unicodedata

from ..values.problems import Problem
from . import images, vault

FOLDER = "files"
MOST = 15 * 1024 * 1024
PICTURE, PDF, WORD = "image/jpeg", "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SUFFIX = {PICTURE: ".jpg", PDF: ".pdf", WORD: ".docx"}
MAGIC = ((b"\xff\xd8\xff", PICTURE), (b"\x89PNG\r\n\x1a\n", PICTURE), (b"RIFF", PICTURE), (b"%PDF-", PDF), (b"PK\x03\x04", WORD))
SAID = {PICTURE: "照片", PDF: "PDF", WORD: "Word 文件"}
NAME_LENGTH = 100
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


def attach(model, upload, *, by, kinds=(PICTURE, PDF), **fields):
    """An unsaved `model` (a StoredFile) of the uploaded file, its bytes stored. `fields` are the owner's. Raises Problem."""
    data, mime = _judged(upload, kinds)
    name = safe_name(upload.name, mime)
    return model(
        token=vault.keep(data, folder=FOLDER), name=name, mime=mime, size=len(data),
        sha256=hashlib.sha256(data).hexdigest(), created_by=by, **fields,
    )


def _judged(upload, kinds):
    if upload.size > MOST:
        raise Problem("file.too_large", f"文件超过 {MOST // 1024 // 1024} MB。请压缩后再传。")
    data = upload.read()
    if not data:
        raise Problem("file.empty", "文件是空的，可能没有传完。请重新选一次。")
    mime = next((mime for head, mime in MAGIC if data.startswith(head)), "")
    if mime not in kinds:
        raise Problem("file.kind", f"这里只收{'、'.join(SAID[kind] for kind in kinds)}。请换一个文件。")
    return (images.clean(data) if mime == PICTURE else data), mime


def safe_name(name, mime):
    """The file's name as it may be shown and downloaded: no path, no control or direction characters, the suffix of its content."""
    base = unicodedata.normalize("NFKC", name or "").replace("\\", "/").rpartition("/")[2]
    stem = _UNSAFE.sub("", base.rpartition(".")[0] or base).strip(" .")
    return (stem or "附件")[:NAME_LENGTH] + SUFFIX[mime]


def read(stored):
    """The plain bytes of a StoredFile. Raises crypto.Unreadable, FileNotFoundError."""
    return vault.content(stored.token, folder=FOLDER)


def remove(stored):
    """Delete the row and erase the bytes."""
    token = stored.token
    stored.delete()
    vault.forget(token, folder=FOLDER)
