"""A small district with service records: two communities in one street, a third in another."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import transaction

from branches.models import Community, ServiceRecord
from orgwork.accounts.models import Post, Unit, User, system_user
from orgwork.accounts.rules import Role
from orgwork.accounts.services import next_path
from orgwork.jobs import services as jobs
from orgwork.workreports import builtin
from orgwork.workreports.models import Template, TemplateVersion
from orgwork.workreports.services import drafting
from orgwork.workreports.templates import builtins

YEAR = "2024"
UNITS = (
    ("district", "410399", "甲区", "district", None),
    ("street", "410399001", "文昌街道", "street", "district"),
    ("first", "410399001001", "槐荫社区", "community", "street"),
    ("second", "410399001002", "南苑社区", "community", "street"),
    ("far", "410399002", "城南街道", "street", "district"),
    ("third", "410399002001", "桥北社区", "community", "far"),
)
PEOPLE = (
    ("clerk", Role.CLERK, "district"),
    ("leader", Role.LEADER, "district"),
    ("secretary", Role.SECRETARY, "first"),
    ("street_clerk_of_reports", Role.CLERK, "street"),
)


@transaction.atomic
def unit_of(found, code, name, level, parent):
    above = found.get(parent)
    return Unit.objects.create(code=code, name=name, level=level, parent=above, path=next_path(above))


def person(username, role, unit):
    user = User.objects.create_user(username, "invented-word-77", name=username)
    Post.objects.create(user=user, unit=unit, role=role, starts_on=date(2020, 1, 1))
    return user


def service(unit, kind, quantity, day, **more):
    return ServiceRecord.objects.create(unit=unit, kind=kind, quantity=quantity, date=day, **more)


def services(place):
    """What the year holds: 120 visits, 60 opinions of which 45 settled, nothing else."""
    return [
        service(place.first, "visit", 50, date(2024, 3, 5)),
        service(place.second, "visit", 40, date(2024, 6, 5)),
        service(place.third, "visit", 30, date(2024, 9, 5)),
        service(place.first, "visit", 999, date(2023, 3, 5)),
        service(place.first, "opinion", 45, date(2024, 4, 1), status="done", solved_on=date(2024, 5, 1)),
        service(place.third, "opinion", 15, date(2024, 4, 1)),
    ]


@pytest.fixture
def place(db):
    found = {}
    for name, code, label, level, parent in UNITS:
        found[name] = unit_of(found, code, label, level, parent)
    return SimpleNamespace(**found)


@pytest.fixture
def people(place):
    return SimpleNamespace(**{name: person(name, role, getattr(place, unit)) for name, role, unit in PEOPLE})


@pytest.fixture
def records(place):
    for unit, area in ((place.first, 360), (place.second, 268), (place.third, 300)):
        Community.objects.create(unit=unit, office_area_m2=area, standard_status="met" if area >= 300 else "below")
    return services(place)


SHORT = {
    "短稿": "某区报告\n一年来走访群众{{走访联系群众户数}}户，听取意见{{征集意见建议条数}}条。",
    "缺数稿": "某区报告\n一年来走访群众{{走访联系群众户数}}户，调处纠纷{{化解矛盾纠纷起数}}起。",
}


def put(name, text, kind="speech"):
    """A template of the district with `text`, ready to be used."""
    by, root = system_user(), Unit.objects.get(parent=None)
    template, _made = Template.objects.get_or_create(unit=root, name=name, defaults={"created_by": by, "kind": kind})
    TemplateVersion.objects.get_or_create(template=template, number=1, defaults={"text": text, "ready": True, "created_by": by})


def version_of(name):
    """The newest version of a template, the built-in ones put into the tables first."""
    builtins.ensure()
    if name in SHORT:
        put(name, SHORT[name])
    return TemplateVersion.objects.filter(template__name=name).select_related("template").order_by("-number").first()


@pytest.fixture
def compose(people, settings, tmp_path):
    """A finished report, drawn up by the same job that a worker runs."""
    settings.MEDIA_ROOT = tmp_path

    def made(unit, *, by=None, period=YEAR, **more):
        version = version_of(more.pop("template", builtin.DEFAULT))
        given = {"version": version, **more}
        report, job = drafting.start_report(unit=unit, period=period, by=by or people.clerk, ring=False, **given)
        assert jobs.run_here(job).state == "done", job.error
        report.refresh_from_db()
        return report

    return made
