"""The first account of an empty system, and each further one, are opened from the command line."""

import json

import pytest
from django.core.management import call_command

from orgwork.accounts.models import Post, User
from tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


def add(capsys, *words, **options):
    call_command("add_account", *words, json=True, **options)
    return json.loads(capsys.readouterr().out)


@pytest.fixture
def district():
    return UnitFactory(level="district")


def test_account_post_and_a_password_that_works(capsys, client, district):
    found = add(capsys, "guanli", name="张一", role="system_admin", unit=district.code)
    post = Post.objects.get(user__username="guanli")
    assert (post.unit, post.role, post.ends_on) == (district, "system_admin", None)
    assert client.login(username="guanli", password=found["password"]) is True


def test_a_given_password_is_not_printed(capsys, monkeypatch, district):
    monkeypatch.setenv("ACCOUNT_PASSWORD", "kuaile-Huozhe-2024")
    found = add(capsys, "guanli", name="张一", role="leader", unit=district.code)
    assert set(found) == {"username", "post"}
    assert User.objects.get(username="guanli").check_password("kuaile-Huozhe-2024")


def test_a_further_post_for_an_account_that_is_there(capsys, district):
    add(capsys, "guanli", name="张一", role="leader", unit=district.code)
    add(capsys, "guanli", role="department_clerk", unit=district.code)
    assert User.objects.filter(username="guanli").count() == 1
    assert set(Post.objects.values_list("role", flat=True)) == {"leader", "department_clerk"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"role": "leader"}, "新账号要写姓名"),
        ({"role": "leader", "name": "张一", "unit": "999"}, "找不到单位「999」"),
        ({"role": "leader", "name": "张一", "username": "有 空格"}, "合法的用户名"),
    ],
)
def test_what_is_refused_leaves_nothing(capsys, district, words, message):
    options = {"unit": district.code, "username": "guanli", **words}
    with pytest.raises(SystemExit):
        call_command("add_account", options.pop("username"), **options)
    assert message in capsys.readouterr().err
    assert User.objects.filter(is_system=False).count() == 0


def test_a_weak_password_is_refused(capsys, monkeypatch, district):
    monkeypatch.setenv("ACCOUNT_PASSWORD", "123456")
    with pytest.raises(SystemExit):
        call_command("add_account", "guanli", name="张一", role="leader", unit=district.code)
    assert User.objects.filter(username="guanli").count() == 0


def test_nobody_holds_two_of_the_three_administrators(capsys, district):
    add(capsys, "guanli", name="张一", role="system_admin", unit=district.code)
    with pytest.raises(SystemExit):
        call_command("add_account", "guanli", role="audit_admin", unit=district.code)
    assert "不能由同一账号担任" in capsys.readouterr().err
    assert list(Post.objects.values_list("role", flat=True)) == ["system_admin"]
