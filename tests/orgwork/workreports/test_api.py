import pytest

from orgwork.jobs import services as jobs
from orgwork.jobs.models import Job
from orgwork.workreports.models import WorkReport

pytestmark = pytest.mark.django_db
URL = "/api/v1/work-reports/"


@pytest.fixture
def as_clerk(client, people):
    client.force_login(people.clerk)
    return client


def slot(answer, no):
    return next(found for found in answer["slots"] if found["no"] == no)


def test_one_report_has_the_shape_of_the_contract(as_clerk, place, records, compose):
    report = compose(place.district)
    answer = as_clerk.get(f"{URL}{report.pk}/").json()
    assert list(answer) == ["report", "freeze", "slots", "checks", "output"]
    assert (answer["report"], answer["freeze"], answer["checks"]) == (report.pk, report.freeze_digest, [])
    assert slot(answer, 4) == {
        "no": 4,
        "name": "走访联系群众户数",
        "key": "branches.visit_households",
        "value": 120,
        "text": "120",
        "state": "filled",
        "period": "2024",
        "unit": "410399",
        "records": 3,
    }
    assert (slot(answer, 23)["value"], slot(answer, 23)["text"]) == (66.7, "66%以上")
    assert (slot(answer, 10)["value"], slot(answer, 10)["state"]) == (None, "missing")
    assert (slot(answer, 1)["text"], slot(answer, 1)["state"]) == ("甲区", "text")


def test_list_is_narrowed_by_unit(as_clerk, place, records, compose):
    street, _district = compose(place.street), compose(place.district)
    assert [found["id"] for found in as_clerk.get(f"{URL}?unit=410399001").json()["results"]] == [street.pk]
    assert as_clerk.get(URL).json()["count"] == 2
    assert as_clerk.get(f"{URL}?unit=nowhere").json()["results"] == []


def test_pages_follow_their_cursor(as_clerk, place, records, compose):
    made = [compose(place.street).pk for _ in range(3)]
    first = as_clerk.get(f"{URL}?page_size=2").json()
    second = as_clerk.get(first["next"]).json()
    assert [r["id"] for r in (*first["results"], *second["results"])] == made[::-1]


def test_create_starts_the_job(as_clerk, place, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    body = {"unit": "410399001", "period": "2024", "template": "组织工作发言提纲"}
    response = as_clerk.post(URL, body, content_type="application/json")
    assert (response.status_code, response.json()["slots"]) == (202, [])
    jobs.run_here(Job.objects.get())
    assert len(as_clerk.get(f"{URL}{response.json()['report']}/").json()["slots"]) == 49


def test_create_names_the_wrong_fields(as_clerk, place):
    response = as_clerk.post(URL, {"unit": "nowhere", "period": "2024-99"}, content_type="application/json")
    assert response.status_code == 400
    assert sorted(response.json()["fields"]) == ["period", "template", "unit"]


@pytest.mark.parametrize("body", ["[]", "1", '"x"', "{"])
def test_create_refuses_other_json(as_clerk, place, body):
    assert as_clerk.post(URL, body, content_type="application/json").status_code == 400


def test_others_get_what_a_missing_report_gives(client, people, place, records, compose):
    report = compose(place.district)
    for user in (people.secretary, people.street_clerk_of_reports):
        client.force_login(user)
        mine, missing = client.get(f"{URL}{report.pk}/"), client.get(f"{URL}999999/")
        assert (mine.status_code, mine.content) == (404, missing.content)
    assert WorkReport.objects.count() == 1


def test_anonymous_is_refused(client, db):
    assert client.get(URL).status_code == 401
