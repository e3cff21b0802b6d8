"""Photos of services and activities: seen by whoever sees the record, changed by whoever may change it."""

import io
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from branches import photos
from orgwork.accounts.rules import Role
from orgwork.kit.files import receiving
from tests.factories import ActivityFactory, ServiceFactory, make_world, person

SECRET = "GPS-here"


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture(params=["services", "activities"])
def make(request):
    """(address of the register, how a record of a place is made)."""
    service = lambda place: ServiceFactory(unit=place.unit)  # noqa: E731
    activity = lambda place: ActivityFactory(branch=place.branch)  # noqa: E731
    return request.param, {"services": service, "activities": activity}[request.param]


@pytest.fixture
def mine(world):
    return client_of(person(Role.SECRETARY, world.own.unit))


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def picture(name="现场.png", form="PNG", **more):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, form, **more)
    return SimpleUploadedFile(name, out.getvalue())


def text(answer):
    return answer.content.decode()


def stored():
    folder = Path(settings.MEDIA_ROOT) / receiving.FOLDER
    return {file.name for file in folder.iterdir()} if folder.exists() else set()


def test_added_shown_opened_removed(world, mine, make):
    key, of = make
    record = of(world.own)
    base = f"/{key}/{record.pk}/"
    exif = Image.Exif()
    exif[0x010E] = SECRET
    answer = mine.post(f"{base}photos/", {"photos": [picture(), picture("门口.jpg", "JPEG", exif=exif.tobytes())]})
    assert (answer.status_code, answer.url) == (302, f"{base}#photos")
    one, two = record.photos.all()
    page = text(mine.get(base))
    assert [f'<img src="{base}photos/{photo.pk}/"' in page for photo in (one, two)] == [True, True]
    opened = mine.get(f"{base}photos/{two.pk}/")
    assert (opened.status_code, opened["Content-Type"], opened["Cache-Control"]) == (200, "image/jpeg", "private, no-store")
    assert (Image.open(io.BytesIO(opened.content)).format, SECRET.encode() in opened.content) == ("JPEG", False)
    assert mine.post(f"{base}photos/{one.pk}/remove/").status_code == 302
    assert ([p.pk for p in record.photos.all()], one.token in stored(), two.token in stored()) == ([two.pk], False, True)
    assert mine.get(f"{base}photos/{one.pk}/").status_code == 404


def test_a_file_that_is_no_photo_is_refused_whole(world, mine, make):
    key, of = make
    record, before = of(world.own), stored()
    answer = mine.post(f"/{key}/{record.pk}/photos/", {"photos": [picture(), SimpleUploadedFile("a.jpg", b"%PDF-1.7")]})
    assert (answer.status_code, "这里只收照片" in text(answer)) == (422, True)
    assert (record.photos.count(), stored()) == (0, before)


def test_nothing_chosen_is_said(world, mine, make):
    key, of = make
    answer = mine.post(f"/{key}/{of(world.own).pk}/photos/")
    assert (answer.status_code, "还没有选照片" in text(answer)) == (422, True)


def test_nine_photos_and_no_more(world, mine):
    record = ServiceFactory(unit=world.own.unit)
    for n in range(photos.MOST - 1):
        record.photos.create(token=f"t{n}", name="照片.jpg", mime="image/jpeg", size=1, sha256="0" * 64)
    before = stored()
    answer = mine.post(f"/services/{record.pk}/photos/", {"photos": [picture(), picture()]})
    assert (answer.status_code, "已有 8 张，这次选了 2 张" in text(answer), stored()) == (422, True, before)
    assert mine.post(f"/services/{record.pk}/photos/", {"photos": [picture()]}).status_code == 302
    assert "加照片" not in text(mine.get(f"/services/{record.pk}/"))


def test_photos_of_others_are_not_there(world, mine, make):
    key, of = make
    own, there = of(world.own), of(world.near)
    photo = there.photos.create(token="t", name="照片.jpg", mime="image/jpeg", size=1, sha256="0" * 64)
    nowhere = mine.get(f"/{key}/{uuid4()}/photos/1/")
    for method, address in (
        ("get", f"/{key}/{there.pk}/photos/{photo.pk}/"), ("get", f"/{key}/{own.pk}/photos/{photo.pk}/"),
        ("post", f"/{key}/{there.pk}/photos/{photo.pk}/remove/"), ("post", f"/{key}/{own.pk}/photos/{photo.pk}/remove/"),
        ("post", f"/{key}/{there.pk}/photos/"),
    ):  # fmt: skip
        answer = getattr(mine, method)(address)
        assert (answer.status_code, answer.content) == (404, nowhere.content), address
    assert there.photos.count() == 1


def test_a_reader_opens_and_changes_nothing(world, make):
    key, of = make
    record = of(world.own)
    relation = type(record).photos
    (photo,) = photos.add(model=relation.rel.related_model, of=relation.field.name, record=record, uploads=[picture()], by=None)
    leader = client_of(world.leader)
    address = f"/{key}/{record.pk}/photos/{photo.pk}/"
    assert leader.get(address).status_code == 200
    assert (leader.post(f"{address}remove/").status_code, leader.post(f"/{key}/{record.pk}/photos/").status_code) == (404, 404)
    page = text(leader.get(f"/{key}/{record.pk}/"))
    assert ("<img" in page, "remove/" in page, "加照片" in page) == (True, False, False)


def test_a_photo_whose_bytes_are_gone_is_not_there(world, mine):
    record = ServiceFactory(unit=world.own.unit)
    photo = record.photos.create(token="gone", name="照片.jpg", mime="image/jpeg", size=1, sha256="0" * 64)
    assert mine.get(f"/services/{record.pk}/photos/{photo.pk}/").status_code == 404
