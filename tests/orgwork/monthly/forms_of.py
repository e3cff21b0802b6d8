"""Items of every kind for the tests: a month that is opened afterwards has them."""

import io
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from orgwork.accounts.models.unit import Level
from orgwork.monthly.enums import Kind
from orgwork.monthly.models import FormItem

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def add_item(code, name, kind, **more):
    """A FormItem of `kind` at the end of the form, asked of communities since 2020."""
    fields = {"group": "其他", "order": 9000 + FormItem.objects.count(), "levels": [Level.COMMUNITY], "active_from": date(2020, 1, 1)}
    return FormItem.objects.create(code=code, name=name, kind=kind, **(fields | more))


def add_kinds(required=True):
    """A choice, a text and an attachment."""
    add_item("m_shop", "便民店", Kind.CHOICE, choices=["有", "没有", "在建"], required=required)
    add_item("m_story", "一件事", Kind.TEXT, required=required)
    add_item("m_photos", "佐证", Kind.FILE, required=required)


def photo(name="现场.jpg", size=(40, 30), colour="red", exif=b""):
    """An uploaded JPEG; `exif` is what the camera wrote beside it."""
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/jpeg")


def pdf(name="会议记录.pdf", body=PDF):
    return SimpleUploadedFile(name, body, content_type="application/pdf")
