from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from branches.models import ServiceRecord
from orgwork.accounts.models import Post, system_user
from orgwork.jobs import services as jobs
from orgwork.kit import figures
from orgwork.workreports import editions, queries
from orgwork.workreports.models import SlotValue, WorkReport
from orgwork.workreports.services import drafting
from tests.orgwork.workreports.conftest import service, version_of

pytestmark = pytest.mark.django_db
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def said(report):
    return {slot.no: slot.text for slot in queries.slots_of(report)}


def states(report):
    return {slot.no: slot.state for slot in queries.slots_of(report)}


def document(report):
    archive = ZipFile(BytesIO(editions.final(report)))
    return ElementTree.fromstring(archive.read("word/document.xml"))


def text_of(report):
    return "".join(node.text for node in document(report).iter(f"{W}t"))


def test_all_49_blanks_are_answered(place, records, compose):
    report = compose(place.district)
    assert [slot.no for slot in queries.slots_of(report)] == list(range(1, 50))
    assert {no: text for no, text in said(report).items() if no in (4, 5, 6, 20, 21, 23)} == {
        4: "120",
        5: "60",
        6: "45",
        20: "2",
        21: "300",
        23: "66%以上",
    }


def test_district_name_stands_in_its_six_places(place, records, compose):
    report = compose(place.first)
    assert [no for no, text in said(report).items() if text == "甲区"] == [1, 2, 32, 33, 40, 49]


def test_what_has_no_records_is_missing_and_never_zero(place, records, compose):
    report = compose(place.district)
    assert said(report)[7] == "【待补：化解矛盾纠纷起数】"
    assert said(report)[10] == "【待补：废止文件份数】"
    assert {state for no, state in states(report).items() if no in (7, 8, 9, 10, 24, 26, 48)} == {"missing"}
    assert "0" not in list(said(report).values())


def test_the_file_holds_what_was_frozen(place, records, compose):
    text = text_of(compose(place.district))
    assert "累计走访群众120户，听到意见建议60条，其中已办结反馈45条" in text
    assert "中共甲区委组织部" in text
    assert "在2024年全市组织部长座谈会上的发言提纲" in text
    assert "达标率为66%以上，优秀率为【待补：社区优秀率】" in text


def test_values_keep_ids_and_versions_of_their_records(place, records, compose):
    report = compose(place.district)
    source = report.slots.get(no=4).sources.get()
    visits = ServiceRecord.objects.filter(kind="visit", date__year=2024).order_by("pk")
    assert source.key == "branches.visit_households"
    assert list(zip(source.record_ids, source.record_versions, strict=True)) == [(str(r.pk), r.version) for r in visits]
    assert report.slots.get(no=4).records == 3


def test_a_street_counts_its_own_communities(place, records, compose):
    assert said(compose(place.street))[4] == "90"


def test_values_are_those_that_the_drafter_may_see(place, records, compose, people):
    report = compose(place.street, by=people.street_clerk_of_reports)
    assert said(report)[4] == "90"


def test_the_campaign_may_begin_later_than_the_year(place, records, compose):
    report = compose(place.district, campaign_from=date(2024, 6, 1))
    assert said(report)[4] == "70"
    assert report.slots.get(no=4).period == "2024-06-01..2024-12-31"


def test_running_the_job_twice_is_running_it_once(place, records, compose):
    report = compose(place.district)
    before = list(SlotValue.objects.values_list("pk", flat=True))
    file = editions.final(report)
    job = drafting.job_of(report)
    job.state = "queued"
    job.save()
    assert jobs.run_here(job).state == "done"
    report.refresh_from_db()
    assert list(SlotValue.objects.values_list("pk", flat=True)) == before
    assert (editions.final(report), report.composed_revision) == (file, 1)


def test_frozen_values_stay_when_records_change_until_a_new_revision(place, records, compose, people):
    report = compose(place.district)
    service(place.first, "visit", 7, date(2024, 10, 1))
    assert said(report)[4] == "120"
    again, job = drafting.revise_report(report=report, by=people.clerk, ring=False)
    jobs.run_here(job)
    again.refresh_from_db()
    assert (said(again)[4], again.composed_revision, len(queries.slots_of(again))) == ("127", 2, 49)
    assert again.freeze_digest != report.freeze_digest
    assert "累计走访群众127户" in text_of(again)


def test_a_revision_under_way_counts_for_a_second_request(place, records, compose, people):
    report = compose(place.district)
    _first, job = drafting.revise_report(report=report, by=people.clerk, ring=False)
    _second, same = drafting.revise_report(report=report, by=people.clerk, ring=False)
    assert (job.pk, _second.revision) == (same.pk, 2)


def test_same_data_same_digest(place, records, compose):
    first, second = compose(place.district), compose(place.district)
    assert first.freeze_digest == second.freeze_digest
    assert len(first.freeze_digest) == 64


def test_a_drafter_who_lost_his_post_gets_no_values(place, records, people):
    _report, job = drafting.start_report(
        unit=place.district, period="2024", version=version_of("组织工作发言提纲"), by=people.clerk, ring=False
    )
    Post.objects.filter(user=people.clerk).delete()
    assert (jobs.run_here(job).state, job.error) == ("failed", "您现在的岗位不能起草这个单位的报告。")
    assert SlotValue.objects.count() == 0


def test_the_system_user_sees_the_whole_district(place, records, compose):
    assert said(compose(place.district, by=system_user()))[4] == "120"


def test_what_only_other_documents_use_is_taken_too_and_kept_apart(place, records, compose):
    """The brief speaks of 党员数, the speech does not."""
    report = compose(place.district)
    extras = {slot.name: slot.no for slot in queries.extras_of(report)}
    assert ("党员数" in extras, min(extras.values()) >= 100) == (True, True)
    assert "党员数" not in {slot.name for slot in queries.slots_of(report)}


def test_the_statements_of_a_composition_do_not_grow_with_its_records(place, records, compose):
    compose(place.district)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            compose(place.district)
        counts.append(len(asked))
        for day in range(1, 28):
            service(place.first, "visit", 1, date(2024, 1, day))
            service(place.third, "opinion", 2, date(2024, 2, day))
    assert counts[0] == counts[1]


def test_last_years_final_report_says_what_to_compare_with(place, records, compose, people):
    last = compose(place.district, period="2023")
    assert (last.slots.get(no=4).value, compose(place.district).slots.get(no=4).last_value) == (999, 999)
    last.slots.filter(no=4).update(value=900)
    last.slots.filter(no=36).update(value=12, state="typed")
    WorkReport.objects.filter(pk=last.pk).update(state="final", finalised_at=timezone.now(), finalised_by=people.leader)
    found = compose(place.district)
    assert [(found.slots.get(no=no).last_value, found.slots.get(no=no).last_period) for no in (4, 36)] == [
        (900, "2023"),
        (12, "2023"),
    ]


@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_is_wholly_in_or_wholly_out(place, records, compose, monkeypatch):
    """Between the statements another person records a visit: the value and the list of its records still agree."""
    real = figures.record_ids

    def late(asks, *, scope):
        with ThreadPoolExecutor() as other:
            other.submit(recorded, place.first).result()
        return real(asks, scope=scope)

    monkeypatch.setattr(figures, "record_ids", late)
    slot = compose(place.district).slots.get(no=4)
    assert (slot.text, slot.records) == ("120", 3)
    assert ServiceRecord.objects.filter(kind="visit", date__year=2024).count() == 4


def recorded(unit):
    service(unit, "visit", 7, date(2024, 7, 7))
    connection.close()
