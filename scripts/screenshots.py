"""Pictures of the main pages, taken from a running portal with the demo district.

They go to docs/screenshots/<page>-<width>.png, and small ones for the help pages to static/help/<page>.jpg.

    DEMO_PASSWORD=… .venv/bin/python scripts/screenshots.py [--url http://localhost:8000] [--only members,todo]

The password is that of the demo log-ins; without DEMO_PASSWORD the one that `make run` keeps under var/ is taken.
"""

import argparse
import os
import shutil
import sys
import urllib.request
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "screenshots"
HELP = ROOT / "static" / "help"
MESSY = ROOT / "tests" / "data" / "rosters" / "12-党员花名册-桥北社区（含各类错误）.xlsx"
MESSY_UNIT = "桥北社区"
KEPT_PASSWORD = ROOT / "var" / "demo-password"
WIDE, NARROW = 1280, 360
HEIGHTS = {WIDE: 860, NARROW: 760}
SMALLER = 0.75
QUALITY = 82
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or "/usr/bin/chromium"
SECRETARY, CLERK = "shuji001", "quli"
PATIENCE = 120_000
REPORT = "main table a.who[href^='/reports/']"


class Shot(NamedTuple):
    """One page: who looks, how he gets there, and which of its pictures the help pages show."""

    name: str
    user: str
    go: object
    help: int = 0


def address(path):
    """Go to an address."""
    return lambda page: page.goto(path)


def first(path, link):
    """Go to a list and open what its first matching link leads to."""

    def go(page):
        page.goto(path)
        page.goto(page.locator(link).first.get_attribute("href"))

    return go


def history(page):
    first("/members/", "table a.who")(page)
    page.goto(page.get_by_role("link", name="历史").first.get_attribute("href"))


def report(page):
    """The newest work report; the first time one is composed."""
    page.goto("/reports/")
    if not page.locator(REPORT).count():
        compose(page)
        page.goto("/reports/")
    page.goto(page.locator(REPORT).first.get_attribute("href"))


def preview(tab):
    """The preview of a messy roster; it is uploaded once and never committed."""

    def go(page):
        page.goto("/imports/")
        if not page.get_by_role("link", name=MESSY.name).count():
            page.goto("/imports/new/?kind=members")
            page.locator("select[name=unit]").select_option(label=MESSY_UNIT, force=True)
            page.set_input_files("input[type=file]", MESSY)
            page.get_by_role("button", name="上传并预览").click()
            page.get_by_role("button", name="放弃").wait_for(timeout=PATIENCE)
            page.goto("/imports/")
        page.goto(page.get_by_role("link", name=MESSY.name).first.get_attribute("href") + tab)

    return go


def compose(page):
    page.goto("/reports/new/")
    page.locator("main form button[type=submit]").click()
    page.get_by_role("link", name="正式版").first.wait_for(timeout=PATIENCE)


SHOTS = (
    Shot("login", "", address("/login/")),
    Shot("todo", SECRETARY, address("/"), help=NARROW),
    Shot("members", SECRETARY, address("/members/")),
    Shot("member", SECRETARY, first("/members/", "table a.who")),
    Shot("history", SECRETARY, history),
    Shot("services", SECRETARY, address("/services/")),
    Shot("monthly", SECRETARY, first("/", "main a[href^='/monthly/']"), help=WIDE),
    Shot("import", CLERK, preview("?tab=new"), help=WIDE),
    Shot("import-problems", CLERK, preview("?tab=problems")),
    Shot("review", CLERK, address("/monthly/"), help=WIDE),
    Shot(
        "figure",
        CLERK,
        address(f"/figures/branches.visit_households/?unit=410399&period={date.today().year}"),
        help=WIDE,
    ),
    Shot("report", CLERK, report, help=WIDE),
    Shot("template", CLERK, first("/reports/templates/", "table a.who")),
    Shot("dashboard", CLERK, address("/dashboard/")),
    Shot("rates", CLERK, address("/monthly/rates/")),
    Shot("formdef", CLERK, address("/monthly/form/")),
    Shot("quick", SECRETARY, address("/quick/")),
)


@contextmanager
def browser():
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield opened
        finally:
            opened.close()


def sign_in(page, user, password):
    page.goto("/login/")
    page.fill("input[name=username]", user)
    page.fill("input[name=password]", password)
    page.click("button[type=submit]:has-text('登录')")
    page.wait_for_url(lambda url: "/login/" not in url)


def take(context, shot, width, file):
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    shot.go(page)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=file, animations="disabled", **({"quality": QUALITY} if file.suffix == ".jpg" else {}))
    page.close()


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", default=os.environ.get("PORTAL_URL", "http://localhost:8000"))
    parser.add_argument("--only", default="", help="names of pictures, separated by commas")
    options = parser.parse_args(arguments)
    wanted = [s for s in SHOTS if not options.only or s.name in options.only.split(",")]
    if not answers(options.url):
        sys.exit(f"Nothing answers at {options.url}: start the portal first (make run), or name another with --url.")
    for folder in (PICTURES, HELP):
        folder.mkdir(parents=True, exist_ok=True)
    with browser() as opened:
        for user in dict.fromkeys(shot.user for shot in wanted):
            picture_for(opened, options.url, user, [s for s in wanted if s.user == user])
    sys.stdout.write(f"{len(wanted)} pages in {PICTURES.relative_to(ROOT)}\n")


def picture_for(opened, url, user, shots):
    """All pictures of one user: those of the documents at full size, then the smaller ones of the help pages."""
    with signed_in(opened, url, user) as context:
        for shot in shots:
            for width in HEIGHTS:
                take(context, shot, width, PICTURES / f"{shot.name}-{width}.png")
    for scale, width in ((SMALLER, WIDE), (1, NARROW)):
        helping = [shot for shot in shots if shot.help == width]
        if helping:
            with signed_in(opened, url, user, scale) as context:
                for shot in helping:
                    take(context, shot, width, HELP / f"{shot.name}.jpg")


@contextmanager
def signed_in(opened, url, user, scale=1):
    """A browser context of its own, logged in as `user` ("" = nobody)."""
    context = opened.new_context(
        base_url=url, locale="zh-CN", timezone_id="Asia/Shanghai", color_scheme="light", device_scale_factor=scale
    )
    if user:
        page = context.new_page()
        sign_in(page, user, password())
        page.close()
    yield context
    context.close()


def answers(url):
    """Whether a portal is there."""
    try:
        with urllib.request.urlopen(f"{url}/login/", timeout=10) as response:  # noqa: S310 our own address
            return response.status == 200
    except OSError:
        return False


def password():
    return os.environ.get("DEMO_PASSWORD") or KEPT_PASSWORD.read_text(encoding="utf-8").strip()


if __name__ == "__main__":
    main()
