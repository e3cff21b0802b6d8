"""Rules of the house for every page: nothing inline, nothing unescaped, each icon there, each file readable."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template, render_to_string

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
FORBIDDEN = (
    r'\sstyle="', r"<style", r'\son[a-z]+="', r"<script(?![^>]*\bsrc=)", r"javascript:", r"\|safe\b", r"autoescape off",
    r"https?://(?!www\.w3\.org)",
)  # fmt: skip
PAGES = sorted(str(p.relative_to(TEMPLATES)) for p in TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("name", PAGES)
def test_page_is_read(name):
    assert get_template(name).template.name == name


@pytest.mark.parametrize("name", PAGES)
def test_page_has_nothing_inline_and_nothing_unescaped(name):
    text = (TEMPLATES / name).read_text()
    assert [pattern for pattern in FORBIDDEN if re.search(pattern, text)] == []


def icons(text):
    return {first or second for first, second in re.findall(r'\{% icon "([a-z0-9-]+)"|\bicon="([a-z0-9-]+)"', text)}


def test_icons_are_in_the_font():
    font = (ROOT / "node_modules/@tabler/icons-webfont/dist/tabler-icons.min.css").read_text()
    known = set(re.findall(r"\.ti-([a-z0-9-]+):before", font))
    named = {name: icons((TEMPLATES / name).read_text()) - known for name in PAGES}
    assert {name: unknown for name, unknown in named.items() if unknown} == {}


@pytest.mark.parametrize("name", ["404.html", "500.html"])
def test_refusals_are_the_same_bytes_each_time(name):
    first = render_to_string(name)
    assert first == render_to_string(name)
    assert "csrfmiddlewaretoken" not in first


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"])
def test_error_pages_speak_chinese_and_lead_on(name):
    html = render_to_string(name)
    assert '<html lang="zh-CN"' in html
    assert re.search(r'<a class="btn[^"]*" href="/', html)
