"""What leaves the portal: nothing unless it is switched on, each delivery once, refusals tried again and then shown."""

import json
import logging
import stat

import pytest
from django.db import connection
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerDown

from orgwork.jobs import bell, leases
from orgwork.jobs import services as jobs
from orgwork.jobs.models import Job
from orgwork.notices import adapters, services
from orgwork.notices.models import Delivery, Notice
from orgwork.notices.tasks import again

pytestmark = pytest.mark.django_db
WORDS = {"kind": "monthly.returned", "title": "有格退回", "key": "k1"}


@pytest.fixture
def rung(monkeypatch):
    found = []
    monkeypatch.setattr(bell, "ring", found.append)
    return found


def states():
    return list(Delivery.objects.order_by("pk").values_list("adapter", "state", "attempts", "reason"))


def test_everything_is_off_until_somebody_switches_it_on(people):
    assert adapters.switched_on() == []
    services.tell(people(2), **WORDS)
    assert (Delivery.objects.count(), Job.objects.count()) == (0, 0)


def test_what_is_told_goes_out_by_one_job(people, kept, switch, rung, django_capture_on_commit_callbacks):
    switch("kept")
    with django_capture_on_commit_callbacks(execute=True):
        services.tell(people(3), **WORDS)
    job = Job.objects.get()
    assert (job.kind, job.title, rung) == ("notices.deliver", "把消息送到门户以外", [job.pk])
    done = jobs.run(job.pk)
    assert (done.state, done.result["text"]) == ("done", "发出3条。")
    assert kept.sent == [(f"书记{n:03}", "有格退回") for n in range(3)]


def test_who_was_told_before_is_not_sent_to_again(people, kept, switch):
    switch("kept")
    users = people(2)
    services.tell(users[:1], **WORDS)
    services.tell(users, **WORDS)
    services.deliver()
    assert kept.sent == [("书记000", "有格退回"), ("书记001", "有格退回")]


def test_a_job_done_twice_sends_nothing_twice(people, kept, switch):
    switch("kept")
    services.tell(people(2), **WORDS)
    assert [services.deliver()["sent"] for _ in range(2)] == [2, 0]
    assert (len(kept.sent), Delivery.objects.filter(state="sent").count()) == (2, 2)


@pytest.mark.django_db(transaction=True)
def test_a_delivery_that_another_worker_holds_is_left_to_him(people, kept, switch):
    switch("kept")
    services.tell(people(1), **WORDS)
    delivery = Delivery.objects.get()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            other.set_autocommit(False)
            cursor.execute("SELECT 1 FROM notices_delivery WHERE id = %s FOR UPDATE", [delivery.pk])
            assert (services.deliver(), kept.sent) == ({"sent": 0, "waiting": 0, "failed": 0}, [])
            other.rollback()
    finally:
        other.close()
    assert services.deliver()["sent"] == 1


def test_a_refusal_is_tried_again_and_then_shown_with_its_reason(people, kept, switch):
    switch("kept")
    services.tell(people(1), **WORDS)
    kept.refuses = "网关没有应答。"
    seen = []
    for _ in range(services.ATTEMPTS + 1):
        services.deliver()
        seen.append(states()[0][1:3])
    assert seen == [("waiting", 1), ("waiting", 2), ("waiting", 3), ("waiting", 4), ("failed", 5), ("failed", 5)]
    assert states()[0][3] == "网关没有应答。"


def test_after_a_refusal_it_goes_out_and_the_reason_is_gone(people, kept, switch):
    switch("kept")
    services.tell(people(1), **WORDS)
    kept.refuses = "网关没有应答。"
    services.deliver()
    kept.refuses = ""
    assert (services.deliver()["sent"], states()) == (1, [("kept", "sent", 2, "")])


def test_an_adapter_at_fault_does_not_keep_the_others_back(people, kept, switch):
    switch("kept")
    switch("console")
    services.tell(people(1), **WORDS)
    kept.breaks = ValueError("secret of the gateway")
    assert services.deliver() == {"sent": 1, "waiting": 1, "failed": 0}
    assert sorted(states()) == [("console", "sent", 1, ""), ("kept", "waiting", 1, services.BROKEN)]


def test_what_waits_when_its_channel_is_switched_off_does_not_leave(people, kept, switch):
    switch("kept")
    services.tell(people(1), **WORDS)
    switch("kept", 0)
    assert services.deliver() == {"sent": 0, "waiting": 0, "failed": 1}
    assert (kept.sent, states()) == ([], [("kept", "failed", 0, services.SWITCHED_OFF)])


def test_with_the_broker_down_the_row_waits_for_the_sweeper(people, kept, switch, monkeypatch, django_capture_on_commit_callbacks):
    def silent():
        raise BrokerDown("x")

    monkeypatch.setattr(bell, "_connection", silent)
    switch("kept")
    with django_capture_on_commit_callbacks(execute=True):
        assert services.tell(people(1), **WORDS) == 1
    job = Job.objects.get()
    assert (job.state, leases.waiting(), Notice.objects.count()) == ("queued", [job.pk], 1)
    assert (jobs.run(job.pk).state, len(kept.sent)) == ("done", 1)


def test_the_beat_starts_a_job_for_what_still_waits_and_only_then(people, kept, switch):
    switch("kept")
    again()
    assert Job.objects.count() == 0
    services.tell(people(1), **WORDS)
    Job.objects.all().delete()
    again()
    assert Job.objects.get().kind == "notices.deliver"


def test_failed_ones_get_a_new_round(people, kept, switch):
    switch("kept")
    services.tell(people(1), **WORDS)
    Delivery.objects.update(state="failed", attempts=5, reason="网关没有应答。")
    assert (services.send_failed_again(), services.deliver()["sent"], len(kept.sent)) == (1, 1, 1)


def test_failed_ones_of_a_channel_that_is_off_stay(people, kept, switch):
    switch("kept")
    services.tell(people(1), **WORDS)
    switch("kept", 0)
    services.deliver()
    assert (services.send_failed_again(), states()[0][1]) == (0, "failed")


def test_the_file_is_lines_of_json_for_the_portal_alone(people, switch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    switch("file")
    services.tell(people(2), **WORDS, text="第一行\n第二行", url="/monthly/")
    services.deliver()
    (file,) = (tmp_path / "notices").iterdir()
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert file.name == f"{timezone.localdate():%Y-%m}.jsonl"
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)) == (0o600, 0o700)
    assert [(line["name"], line["title"], line["text"], line["url"]) for line in lines] == [
        (f"书记{n:03}", "有格退回", "第一行 第二行", "/monthly/") for n in range(2)
    ]
    assert [line["id"] for line in lines] == list(Notice.objects.order_by("pk").values_list("pk", flat=True))


def test_a_file_that_cannot_be_written_is_said(people, switch, settings, tmp_path):
    (tmp_path / "notices").write_text("a file where the folder should be")
    settings.MEDIA_ROOT = tmp_path
    switch("file")
    services.tell(people(1), **WORDS)
    services.deliver()
    assert states() == [("file", "waiting", 1, "消息文件写不进去。请检查磁盘空间和文件夹权限。")]


def test_the_log_says_the_title_and_not_the_text(people, switch, caplog):
    switch("console")
    services.tell(people(1), **WORDS, text="只给本人看的")
    with caplog.at_level(logging.INFO, logger="orgwork.notices.adapters"):
        services.deliver()
    assert "有格退回" in caplog.text
    assert "只给本人看的" not in caplog.text


def test_two_adapters_of_one_key_are_refused(kept):
    with pytest.raises(ValueError):
        adapters.register(kept)


