"""What a real installation is made of: production settings, image, compose file, lock files, commands."""

import json
import os
import re
import secrets
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import RequestFactory

from orgwork import assets, sessions

ROOT = Path(__file__).resolve().parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
COMPOSE = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "orgwork.settings.prod",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "ALLOWED_HOSTS": "portal.example",
}


# The browser tests' own variable (tests/conftest.py) is nothing that production would have.
BARE = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}


def manage(*words, **environment):
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT, env={**BARE, **PRODUCTION, **environment}, capture_output=True, text=True,
    )  # fmt: skip


def production_settings(*names):
    """Read in a process of its own: the suite runs under the test settings."""
    code = f"import json, orgwork.settings.prod as p; print(json.dumps([getattr(p, n) for n in {names!r}]))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={**os.environ, **PRODUCTION}, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_check_deploy_is_clean():
    done = manage("check", "--deploy", "--fail-level", "WARNING")
    assert (done.returncode, done.stderr.strip()) == (0, "")
    assert done.stdout.strip() == "System check identified no issues (0 silenced)."


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_does_not_start_without(name):
    environment = {key: value for key, value in {**os.environ, **PRODUCTION}.items() if key != name}
    done = subprocess.run(
        [sys.executable, "manage.py", "diffsettings"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert f"Set the {name} environment variable" in done.stderr


def test_sessions_end_after_quarter_of_an_hour_idle_and_eight_hours_in_all():
    names = ("SESSION_COOKIE_AGE", "SESSION_SAVE_EVERY_REQUEST", "SESSION_ABSOLUTE_SECONDS", "MIDDLEWARE")
    idle, renewed, absolute, middleware = production_settings(*names)
    assert (idle, renewed, absolute) == (900, True, 28800)
    assert "orgwork.sessions.AbsoluteSessionMiddleware" in middleware


@pytest.mark.parametrize(("age", "still_in"), [(28799, True), (28800, False)])
def test_an_old_session_is_logged_out(settings, monkeypatch, age, still_in):
    settings.SESSION_ABSOLUTE_SECONDS = 28800
    request = RequestFactory().get("/")
    request.user = type("User", (), {"is_authenticated": True})()
    request.session = {sessions.BEGAN: 1000}
    ended = []
    monkeypatch.setattr(sessions.time, "time", lambda: 1000 + age)
    monkeypatch.setattr(sessions, "logout", ended.append)
    sessions.AbsoluteSessionMiddleware(lambda request: None)(request)
    assert (ended == []) is still_in


def test_compose_file_is_valid():
    command = [Path(sys.executable).parent / "docker-compose", "--env-file", "deploy/env.example", "config", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def test_compose_has_every_part_and_publishes_only_the_proxy():
    command = [Path(sys.executable).parent / "docker-compose", "--env-file", "deploy/env.example", "config"]
    done = subprocess.run([*command, "--format", "json"], cwd=ROOT, capture_output=True, text=True, check=True)
    services = json.loads(done.stdout)["services"]
    assert set(services) == {"migrate", "web", "worker", "beat", "postgres", "redis", "proxy"}
    assert [name for name, service in services.items() if service.get("ports")] == ["proxy"]
    assert "keys" not in {volume["source"] for volume in services["postgres"]["volumes"]}


def test_the_image_copies_only_what_is_there():
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.M)
    names = [name for line in copied for name in line.split()]
    assert names == ["package.json", "package-lock.json", ".npmrc", "requirements.txt", "requirements-uv.txt", "."]
    assert [name for name in names if not (ROOT / name).exists()] == []


def test_the_image_and_the_services_run_modules_that_are_installed():
    modules = set(re.findall(r'"-m",\s*"(\w+)"', DOCKERFILE + COMPOSE)) | set(re.findall(r"python -m (\w+) ", DOCKERFILE))
    assert modules == {"gunicorn", "celery", "venv", "pip", "uv"}
    assert [name for name in modules if not find_spec(name)] == []
    assert find_spec("orgwork.celery")
    assert find_spec("orgwork.wsgi")


def test_the_images_static_step_runs():
    done = manage("collectstatic", "--noinput", "--dry-run", "--verbosity", "0", ALLOWED_HOSTS="localhost")
    assert (done.returncode, done.stderr) == (0, "")


def test_the_image_leaves_out_secrets_and_local_state():
    ignored = set((ROOT / ".dockerignore").read_text(encoding="utf-8").split())
    assert {".env", "var", ".venv", "node_modules", ".git", "deploy/certs"} <= ignored


@pytest.mark.parametrize("name", ["requirements", "requirements-dev", "requirements-node", "requirements-uv"])
def test_every_requirement_is_pinned_and_hashed(name):
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    assert len(lines) > 0
    assert [line for line in lines if "==" not in line or "--hash=sha256:" not in line] == []


def test_no_requirement_brings_lxml():
    text = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    assert re.findall(r"^(?:lxml|python-docx)==", text, re.M) == []


def test_npm_lock_has_a_hash_for_each_package_and_names_no_host():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    outside = {name: package for name, package in packages.items() if name}
    assert len(outside) > 3
    assert [name for name, package in outside.items() if "integrity" not in package or "resolved" in package] == []


def test_every_listed_asset_is_found_and_nothing_else_of_npm():
    assert [name for name in assets.FILES if not finders.find(f"vendor/{name}")] == []
    assert not finders.find("vendor/echarts/package.json")
    assert not finders.find("echarts/dist/echarts.min.js")
    assert not finders.find("vendor/../package.json")


def test_make_targets_of_the_contract_exist():
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert {"run", "setup", "test", "lint", "bench", "up"} <= set(targets)
