"""What stands in the rail: the fixed places of the ground, and every register in the order of its declaration.

Settings pages do not stand there one by one: the rail has one entry 设置, whose index lists those the viewer may open.
"""

from dataclasses import dataclass
from functools import partial

from orgwork.kit.registers import all_registers


@dataclass(frozen=True)
class Place:
    key: str
    label: str
    icon: str
    url: str
    subject: str
    group: int
    phone: bool = False
    order: int = 50


@dataclass(frozen=True)
class SettingPage:
    label: str
    text: str
    icon: str
    url: str
    subject: str
    order: int = 50


_places = []
_setting_pages = []


def add(key, label, icon, url, *, subject, group=1, phone=False, order=50):
    """Put a place into the rail; it shows to those who may view `subject` ("" = everybody)."""
    _places.append(Place(key, label, icon, url, subject, group, phone, order))


def add_setting(label, text, icon, url, subject, *, order=50):
    """Put a page among the settings (/settings/): a label, a sentence of what it is for, and whose it is, as in `add`."""
    _setting_pages.append(SettingPage(label, text, icon, url, subject, order))


SETTINGS = Place("settings", "设置", "settings", "/settings/", subject="", group=3, order=90)
add("home", "待办", "home-check", "/", subject="", group=1, phone=True, order=1)
add("registers", "台账", "books", "/registers/", subject="records", group=2, order=90)
add("figures", "指标", "chart-bar", "/figures/", subject="figures", group=3, order=60)
add("jobs", "任务", "progress-check", "/jobs/", subject="jobs", group=3, order=80)


def _registers():
    return [
        Place(r.key, r.menu_label or r.label, r.icon, r.base_url, r.key, 2, r.phone, r.menu_order)
        for r in all_registers()
        if r.menu
    ]


def _open(request, subject):
    """`members` asks for viewing, `services:create` for another action."""
    name, _sep, action = subject.partition(":")
    return not name or bool(request.scope(action or "view", name))


def setting_pages(request):
    """The settings pages the viewer may open, in their order."""
    return sorted((page for page in _setting_pages if _open(request, page.subject)), key=lambda page: (page.order, page.url))


def setting_tabs(request):
    """The same as tabs ({% tabs %}), the page that the viewer is on marked."""
    pages = setting_pages(request)
    here = _here(request.path, [page.url for page in pages])
    return [{"label": page.label, "url": page.url, "current": page.url == here} for page in pages]


def _here(path, urls):
    """The address of the place that `path` lies in: the longest that it begins with."""
    found = [u for u in urls if path == u or (u != "/" and path.startswith(u))]
    return max(found, key=len, default="")


def places(request):
    """The places the viewer may open, as dictionaries for the template."""
    shown = [p for p in (*_places, *_registers()) if _open(request, p.subject)]
    pages = setting_pages(request)
    shown += [SETTINGS] if pages else []
    here = _here(request.path, [*(p.url for p in shown), *(page.url for page in pages)])
    here = SETTINGS.url if here in {page.url for page in pages} else here
    return [
        {
            "key": p.key,
            "label": p.label,
            "icon": p.icon,
            "url": p.url,
            "group": p.group,
            "phone": p.phone,
            "current": p.url == here,
        }
        for p in sorted(shown, key=lambda p: (p.group, p.order))
    ]


def context(request):
    """Context processor: the rail and the viewer's unit. Nothing for people who have not logged in."""
    if not getattr(request, "user", None) or not request.user.is_authenticated or not hasattr(request, "scope"):
        return {}
    units = [post.unit for post in request.posts]
    roles = [post.get_role_display() for post in request.posts]
    return {
        "nav": places(request),
        "setting_tabs": partial(setting_tabs, request),
        "org_name": units[0].name if units else "",
        "role_name": roles[0] if roles else "",
    }
