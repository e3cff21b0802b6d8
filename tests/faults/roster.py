"""The import that is broken in the middle: 2,000 people of the sample roster, staged once, committed again and again."""

import hashlib
from contextlib import contextmanager

import psycopg2
from django.db import connection

from orgwork.accounts.models import Unit, system_user
from orgwork.imports import services
from orgwork.imports.models import Upload
from orgwork.imports.models.upload import State
from orgwork.jobs.models import Job
from tests.orgwork.imports import samples

from .databases import rows, url_of
from .workers import until

PEOPLE = 2000
LOCK = 410399
GATE = f"""
CREATE SEQUENCE fault_row;
CREATE FUNCTION fault_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF nextval('fault_row') = TG_ARGV[0]::bigint THEN PERFORM pg_advisory_xact_lock({LOCK}); END IF;
  RETURN NEW;
END $$
"""
DROP = "; ".join(
    f"DROP TRIGGER IF EXISTS fault_gate ON {table}" for table in ("members_member", "jobs_job", "workreports_slotvalue")
)
PLACES = {
    "row": "BEFORE INSERT ON members_member FOR EACH ROW",
    "slot": "BEFORE INSERT ON workreports_slotvalue FOR EACH ROW",
    "end": "BEFORE UPDATE ON jobs_job FOR EACH ROW WHEN (NEW.state = 'done')",
}
# Of this database alone: pg_locks shows the whole cluster, and another test's process may have a gate of its own.
AT_THE_GATE = """
pg_locks JOIN pg_database d ON d.oid = database
WHERE datname = current_database() AND locktype = 'advisory' AND objid = %s AND NOT granted
"""
WRITTEN = """
SELECT (SELECT count(*) FROM members_member), (SELECT count(DISTINCT id_card_hash) FROM members_member),
    (SELECT count(*) FROM members_memberevent),
    (SELECT count(*) FROM imports_beforeimage b JOIN imports_upload u ON u.id = b.upload_id WHERE u.kind = 'members'),
    (SELECT string_agg((to_jsonb(m) - 'created_at' - 'updated_at')::text, chr(10) ORDER BY m.id) FROM members_member m),
    (SELECT string_agg((to_jsonb(e) - 'pgh_id' - 'pgh_created_at' - 'pgh_context_id')::text, chr(10) ORDER BY e.id)
        FROM members_memberevent e)
"""


def stage():
    """Units and branches committed, the big roster staged."""
    by = system_user()
    for name in samples.SETUP:
        services.commit(upload_id=_staged(name, by).pk, by=by)
    rows(GATE)
    return _staged(next(name for name in samples.ROSTERS if str(PEOPLE) in name), by).pk


def _staged(name, by):
    said = samples.EXPECTED[name]
    unit = Unit.objects.filter(code=said["unit"]).first()
    return services.stage(samples.path(name), kind=said["kind"], unit=unit, by=by, name=name, keep=False)


def undisturbed(upload_id):
    """What one import of it writes when nothing happens."""
    services.commit(upload_id=upload_id, by=system_user())
    return written()


def request(upload_id):
    """The job that commits the roster, rung for."""
    return services.request_commit(upload=Upload.objects.select_related("unit").get(pk=upload_id), by=system_user())


def state_of(job):
    """(state, how many times it was begun)."""
    return Job.objects.values_list("state", "attempts").get(pk=job.pk)


def take_back(upload_id):
    """As it was before the roster was first committed."""
    rows("TRUNCATE members_member, members_memberevent CASCADE")
    rows("DELETE FROM imports_beforeimage WHERE upload_id = %s", upload_id)
    Upload.objects.filter(pk=upload_id).update(state=State.STAGED, job=None, committed_at=None)
    Job.objects.all().delete()


def written():
    """Everything the import wrote except the moment it did: counts, then digests of all rows and of their history."""
    people, different, events, images, *texts = rows(WRITTEN)[0]
    digests = [hashlib.sha256((text or "").encode()).hexdigest()[:16] for text in texts]
    return {"people": people, "different": different, "events": events, "images": images, "digests": digests}


@contextmanager
def gate(place, at):
    """Whoever writes the `at`-th row at `place` waits there until the body ends."""
    holder = psycopg2.connect(url_of(connection.settings_dict["NAME"]))
    holder.autocommit = True
    try:
        with holder.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            cursor.execute(f"{DROP}; ALTER SEQUENCE fault_row RESTART")
            cursor.execute(f"CREATE TRIGGER fault_gate {PLACES[place]} EXECUTE FUNCTION fault_gate('{int(at)}')")
        yield
    finally:
        holder.close()


def someone_waits():
    return bool(rows(f"SELECT 1 FROM {AT_THE_GATE}", LOCK))


def wait_at_gate():
    until(someone_waits, "the import at the gate")


def session_lost():
    """The server notices at once that whoever waits at the gate is gone; else it would finish its statement first."""
    rows(f"SELECT pg_terminate_backend(pid) FROM {AT_THE_GATE}", LOCK)


def lease_runs_out():
    """As if 30 seconds had passed since the holder's last sign of life."""
    rows("UPDATE jobs_job SET lease_until = now() - interval '1 second' WHERE state = 'running'")
