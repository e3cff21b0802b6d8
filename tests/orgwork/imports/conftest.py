import pytest

from orgwork.accounts.models import Unit, system_user
from orgwork.imports import services

from . import samples


def bring(name, *, commit=False, **more):
    """Stage a sample as its expectation says, and commit it when asked."""
    said = samples.EXPECTED[name]
    unit = Unit.objects.filter(code=said["unit"]).first()
    by = system_user()
    upload = services.stage(samples.path(name), kind=said["kind"], unit=unit, by=by, name=name, keep=False, **more)
    if commit:
        services.commit(upload_id=upload.pk, by=by)
        upload.refresh_from_db()
    return upload


@pytest.fixture
def district(db):
    """The district of the samples: its units and party organisations."""
    for name in samples.SETUP:
        bring(name, commit=True)
    return Unit.objects.get(code="410399")
