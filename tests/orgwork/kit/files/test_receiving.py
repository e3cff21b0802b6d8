"""What is attached: judged by content, pictures drawn anew without metadata, stored sealed, served as an attachment."""

import io

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from orgwork.kit.files import receiving, serving, vault
from orgwork.kit.values.problems import Problem
from orgwork.monthly.models import MonthlyFile

SECRET = b"GPS-here-somebody-lives"


def picture(size=(40, 20), form="JPEG", **more):
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, form, **more)
    return out.getvalue()


def with_place(size=(40, 20)):
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x0112] = 6  # turned by 90 degrees
    return picture(size, exif=exif.tobytes())


def upload(data, name="照片.jpg"):
    return SimpleUploadedFile(name, data)


def attached(data, name="照片.jpg", **more):
    return receiving.attach(MonthlyFile, upload(data, name), by=None, **more)


def test_a_picture_loses_what_the_camera_wrote_and_stands_upright():
    data = with_place()
    assert SECRET in data
    kept = receiving.read(attached(data))
    with Image.open(io.BytesIO(kept)) as found:
        assert (found.size, found.format, dict(found.getexif())) == ((20, 40), "JPEG", {})
    assert SECRET not in kept


def test_a_large_picture_is_made_smaller():
    with Image.open(io.BytesIO(receiving.read(attached(picture((3200, 1000)))))) as found:
        assert found.size == (1600, 500)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_other_pictures_become_jpeg(form):
    found = attached(picture(form=form), name="截图.PNG")
    assert (found.mime, found.name) == ("image/jpeg", "截图.jpg")


def test_a_pdf_stays_as_it_is():
    found = attached(b"%PDF-1.7 text", name="会议纪要.pdf")
    assert (found.mime, found.name, found.size, receiving.read(found)) == ("application/pdf", "会议纪要.pdf", 13, b"%PDF-1.7 text")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"<svg xmlns='x'/>", "file.kind"),
        (b"MZ\x90", "file.kind"),
        (b"\xff\xd8\xff\xe0 not a picture", "file.damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "file.damaged"),
        (b"PK\x03\x04", "file.kind"),
    ],
)
def test_what_is_not_taken(data, code):
    before = stored()
    with pytest.raises(Problem) as refused:
        attached(data)
    assert (refused.value.code, stored()) == (code, before)


def test_a_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(Problem) as refused:
        attached(picture((9000, 9000), "PNG"))
    assert refused.value.code == "file.too_large"


def test_a_file_above_the_limit(monkeypatch):
    monkeypatch.setattr(receiving, "MOST", 20)
    with pytest.raises(Problem) as refused:
        attached(b"%PDF-" + b"0" * 30, name="大.pdf")
    assert refused.value.code == "file.too_large"


def stored():
    folder = settings.MEDIA_ROOT / receiving.FOLDER
    return sorted(p.name for p in folder.iterdir()) if folder.exists() else []


def test_on_disk_it_is_sealed_under_a_name_that_says_nothing():
    found = attached(b"%PDF-secret-words", name="x.pdf")
    raw = (settings.MEDIA_ROOT / receiving.FOLDER / found.token).read_bytes()
    assert b"secret-words" not in raw
    vault.forget(found.token, folder=receiving.FOLDER)
    assert not (settings.MEDIA_ROOT / receiving.FOLDER / found.token).exists()


@given(st.text(max_size=300))
def test_any_name_can_be_kept_and_says_its_kind(name):
    kept = receiving.safe_name(name, receiving.PDF)
    assert kept.endswith(".pdf")
    assert len(kept) <= 104
    assert not set(kept) & set('/\\:*?"<>|\x00\n\u202e')


@pytest.mark.parametrize(
    ("name", "kept"), [("../../etc/passwd", "passwd.pdf"), ("C:\\a\\b.pdf", "b.pdf"), ("", "附件.pdf"), ("x\u202efdp.exe", "xfdp.pdf")]
)
def test_names_that_would_lead_elsewhere(name, kept):
    assert receiving.safe_name(name, receiving.PDF) == kept


def test_it_is_served_as_an_attachment():
    answer = serving.response(attached(b"%PDF-1.7 text", name="纪要.pdf"))
    assert answer["Content-Disposition"].startswith("attachment;")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"], answer["Cache-Control"]) == (
        "application/pdf", "nosniff", "private, no-store",
    )
