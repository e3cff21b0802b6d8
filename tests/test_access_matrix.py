"""Every address × every role × own, sibling and missing objects: 0 leaks (security.md G1). Registers have their contract beside this."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from orgwork.accounts import rules
from orgwork.accounts.rules import Role
from orgwork.dashboards import registry
from orgwork.imports.models import Upload
from orgwork.jobs import services as jobs
from orgwork.kit.files import receiving, vault
from orgwork.kit.models import SpecialDay
from orgwork.monthly.models import Correction, Extension, ItemRule
from orgwork.notices.models import Notice
from orgwork.workreports.models import OldSpeech, SlotValue, WordRule, WorkReport
from orgwork.workreports.services import templating
from tests.factories import ActivityFactory, ServiceFactory, make_world, person
from tests.factories.monthly import open_reports
from tests.routes import ANYONE, OPEN, RULES

NOBODY = "99999999-9999-4999-9999-999999999999"
GENERAL = ("topic", "kind", "board", "figure", "param", "holiday", "wordrule", "formitem", "formversion", "formrule")


def things(world, place):
    """One of everything that an address may name, at `place`."""
    at = {"unit": place.unit, "path": place.unit.path}
    report = open_reports().get(place.unit.name)
    refused = {"state": "refused", "refused": "file.empty"}
    upload = Upload.objects.create(kind="members", by=world.clerk, name="名册.xlsx", sha256="0" * 64, size=1, **refused, **at)
    job = jobs.start("tests.none", key=f"k-{place.unit.code}", payload={}, by=world.clerk, title="试", unit=place.unit, ring=False)
    work = WorkReport.objects.create(
        unit=place.unit, period="2024", title="报告", template="x", template_text="", revised_at=timezone.now(), file_token="0" * 64,
        created_by=world.clerk,
    )  # fmt: skip
    SlotValue.objects.create(
        report=work, no=4, name="走访户数", is_number=True, text="12", state="filled", unit_code=place.unit.code,
        computed_at=timezone.now(), key="branches.visit_households", period="2024", value=12,
    )  # fmt: skip
    value = report.values.order_by("pk").first()
    service, activity = ServiceFactory(unit=place.unit, kind="opinion"), ActivityFactory(branch=place.branch)
    service_photo, activity_photo = photo_of(service), photo_of(activity)
    notice = Notice.objects.create(user=world.clerk, kind="tests", title="告诉一个人的", key=f"k-{place.unit.code}")
    holiday, _made = SpecialDay.objects.get_or_create(day=timezone.localdate() + timedelta(days=30), defaults={"is_workday": False})
    words = {"message": "试", "effective_from": timezone.localdate()}
    rule, _made = WordRule.objects.get_or_create(wording="试写的提法", defaults=words)
    template, _version = templating.create_template(unit=place.unit, name="试写的模板", kind="other", text="甲", by=world.clerk)
    old = OldSpeech.objects.create(unit=place.unit, name="旧稿.txt", text="甲", created_by=world.clerk)
    moments = {"due_at": timezone.now(), "fill_until": timezone.now(), "lock_on": timezone.localdate()}
    extension = Extension.objects.create(unit=place.unit, period="2024-07", reason="试", created_by=world.clerk, **moments)
    correction = Correction.objects.create(value=value, new=1, reason="试", created_by=world.leader, **at)
    return SimpleNamespace(
        extension=extension.pk, correction=correction.pk, template=template.pk, oldspeech=old.pk,
        wordrule=rule.pk, report=report.pk, upload=upload.pk, job=job.pk, workreport=work.pk, value=value.pk, code=value.code,
        notice=notice.pk, holiday=holiday.pk, service=service.pk, activity=activity.pk, service_photo=service_photo,
        activity_photo=activity_photo, file=photo_of(value, "files"), formversion=value.item_id, formrule=ItemRule.objects.first().pk,
    )  # fmt: skip


def photo_of(record, name="photos"):
    """A picture kept in the vault, hung on `record` by its relation `name`."""
    token = vault.keep(b"picture", folder=receiving.FOLDER)
    return getattr(record, name).create(token=token, name="照片.jpg", mime=receiving.PICTURE, size=7, sha256="0" * 64).pk


def address(name, rule, found):
    """The address of route `name` with the objects of `found`; None stands for objects that nobody has."""
    given = {
        "": {},
        "topic": {"slug": "faq"},
        "kind": {"kind": "members"},
        "board": {"key": registry.OVERVIEW},
        "param": {"key": "notices.file" if found else "nobody.knows"},
        "figure": {"pk" if name.startswith("api") else "key": "members.active"},
        "report": {"pk": found.report if found else NOBODY},
        "service": {"pk": found.service if found else NOBODY},
        "activity": {"pk": found.activity if found else NOBODY},
        "servicephoto": {"pk": found.service if found else NOBODY, "photo": found.service_photo if found else 1},
        "activityphoto": {"pk": found.activity if found else NOBODY, "photo": found.activity_photo if found else 1},
        "file": {"pk": found.report if found else NOBODY, "number": found.file if found else 1},
        "formitem": {"code": "m_members" if found else "m_nobody"},
        "cell": {"pk": found.report if found else NOBODY, "code": found.code if found else "m_members"},
        "slot": {"pk": found.workreport if found else 99_999_999, "no": 4},
        "basis": {"pk": found.workreport if found else 99_999_999, "no": 4, "file": 1},
        "docversion": {"pk": found.workreport if found else 99_999_999, "version": 1},
        "docfile": {"pk": found.workreport if found else 99_999_999, "number": 1},
        "templateversion": {"pk": found.template if found else 99_999_999, "number": 1},
        "chosen": {"pk": found.workreport if found else 99_999_999, "proposal": NOBODY},
        "paragraph": {"pk": found.workreport if found else 99_999_999, "line": 1},
    }
    plain = given.get(rule.of, {"pk": getattr(found, rule.of, None) if found else 99_999_999})
    return reverse(name, kwargs=plain)


def ask(client, name, rule, found):
    if rule.method == "get":
        return client.get(address(name, rule, found))
    if name.startswith("api"):
        return getattr(client, rule.method)(address(name, rule, found), "{}", content_type="application/json")
    return client.post(address(name, rule, found))


@pytest.fixture
def world(db):
    return make_world()


@pytest.fixture
def own(world):
    return things(world, world.own)


def client_of(user):
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def granted(role, rule):
    return rule.right == ANYONE or any(rules.may(role, *right.split()) for right in rule.right.split("|"))


@pytest.mark.parametrize("role", Role.values)
def test_a_role_reaches_what_the_matrix_grants_and_nothing_else(world, own, role):
    user = person(role, world.own.unit)
    for name, rule in RULES.items():
        if rule.right == OPEN or name == "logout":
            continue
        answer, nowhere = ask(client_of(user), name, rule, own), ask(client_of(user), name, rule, None)
        if granted(role, rule):
            assert answer.status_code not in (401, 403, 500, *(() if rule.later else (404,))), (name, role)
        else:
            assert answer.status_code == 404, (name, role)
            assert answer.content == nowhere.content, (name, role)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.STREET_CLERK, Role.CLERK, Role.SYSTEM_ADMIN, Role.HEAD])
@pytest.mark.parametrize("where", ["near", "far"])
def test_what_is_elsewhere_is_not_there(world, own, role, where):
    """The same role one community further on: every object of 本社区 answers as an object nobody has."""
    user = person(role, getattr(world, where).unit)
    for name, rule in RULES.items():
        if not rule.of or rule.of in GENERAL:
            continue
        answer, nowhere = ask(client_of(user), name, rule, own), ask(client_of(user), name, rule, None)
        assert (answer.status_code, nowhere.status_code) == (404, 404), (name, role)
        assert answer.content == nowhere.content, (name, role)


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.CLERK])
def test_what_lies_above_is_not_there(world, role):
    """Objects of the street are not those of a community in it."""
    at = {"unit": world.street, "path": world.street.path}
    upload = Upload.objects.create(kind="members", by=world.leader, name="名册.xlsx", sha256="0" * 64, size=1, **at)
    job = jobs.start("tests.none", key="above", payload={}, by=world.leader, title="试", unit=world.street, ring=False)
    client = client_of(person(role, world.own.unit))
    for path, nowhere in ((f"/imports/{upload.pk}/", "/imports/99999999/"), (f"/jobs/{job.pk}/", "/jobs/99999999/")):
        assert client.get(path).status_code == 404
        assert client.get(path).content == client.get(nowhere).content


def test_anonymous_is_sent_to_the_log_in_everywhere(own):
    for name, rule in RULES.items():
        if rule.right == OPEN:
            continue
        for found in (own, None):
            answer = ask(Client(), name, rule, found)
            expected = 401 if name.startswith("api-") or name in ("schema", "docs") else 302
            assert answer.status_code == expected, name
            assert answer.status_code == 401 or answer.url.startswith("/login/"), name


def test_a_suspended_user_is_anonymous(world, own):
    user = person(Role.SYSTEM_ADMIN, world.district)
    client = client_of(user)
    user.is_active = False
    user.save()
    for name, rule in RULES.items():
        if rule.right not in (OPEN, ANYONE):
            assert ask(client, name, rule, own).status_code in (302, 401), name


def test_a_user_without_posts_reaches_only_what_anyone_may(world, own):
    client = client_of(world.leader)
    world.leader.posts.all().delete()
    for name, rule in RULES.items():
        if rule.right not in (OPEN, ANYONE):
            assert ask(client, name, rule, own).status_code == 404, name
