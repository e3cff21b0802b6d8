"""Chromium for the end-to-end tests: apt's, without a network beyond this machine."""

import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

PATHS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--no-first-run"]
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
WAIT_MS = 20_000


def executable():
    found = next((p for p in PATHS if Path(p).exists()), None)
    assert found, "浏览器测试要用 Chromium：apt-get install chromium"
    return found


@contextmanager
def chromium():
    """A running browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


class Visitor:
    """Somebody at a screen: what he opens, and what went wrong meanwhile."""

    def __init__(self, browser, base, *, size=DESK, javascript=True):
        self.base, self.outside, self.complaints = base, [], []
        self.context = browser.new_context(viewport=size, locale="zh-CN", java_script_enabled=javascript)
        self.context.set_default_timeout(WAIT_MS)
        self.page = self.context.new_page()
        self.page.on("request", self._seen)
        self.page.on("console", self._heard)

    def _seen(self, request):
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https") and parts.hostname not in ("127.0.0.1", "localhost"):
            self.outside.append(request.url)

    def _heard(self, message):
        if message.type == "error":
            self.complaints.append(message.text)

    def open(self, address):
        answer = self.page.goto(f"{self.base}{address}")
        self.page.wait_for_load_state("networkidle")
        return answer

    def log_in(self, username, password):
        self.open("/login/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", password)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url(f"{self.base}/")
        return self

    def until(self, expression):
        """Wait until JavaScript's `expression` is true. Playwright's own way evaluates in the page, which our CSP forbids."""
        end = time.monotonic() + WAIT_MS / 1000
        while not self.page.evaluate(expression):
            assert time.monotonic() < end, expression
            self.page.wait_for_timeout(50)

    def close(self):
        self.context.close()
