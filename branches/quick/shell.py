"""What the browser keeps for the time without a connection: an empty page, a page that says so, and the worker that gives them.

None of it says anything about anybody: it is the same for all, so that no personal data lies in the cache.
"""

import hashlib
import json

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse

FILES = (
    "vendor/@tabler/core/dist/css/tabler.min.css",
    "vendor/@tabler/icons-webfont/dist/tabler-icons.min.css",
    "vendor/@tabler/icons-webfont/dist/fonts/tabler-icons.woff2",
    "css/tokens.css",
    "css/app.css",
    "css/quick.css",
    "js/outbox.js",
    "js/photos.js",
    "js/quick.js",
    "img/mark.svg",
)


@login_not_required
def shell(request):
    """The frame of 随手记; its fields come from what the browser kept of the page itself."""
    return _plain("quick/shell.html")


@login_not_required
def offline(request):
    return _plain("quick/offline.html")


def _plain(template):
    answer = HttpResponse(render_to_string(template))
    answer["Cache-Control"] = "no-cache"
    return answer


@login_not_required
def worker(request):
    """The service worker: what it keeps and under which version, then the worker itself."""
    pages = {"shell": reverse("quick-shell"), "offline": reverse("quick-offline"), "page": reverse("quick")}
    kept = {**pages, "files": [static(name) for name in FILES]}
    shown = "".join(render_to_string(f"quick/{name}.html") for name in ("shell", "offline"))
    version = hashlib.sha256((json.dumps(kept) + static("js/sw.js") + shown).encode()).hexdigest()[:12]
    text = f"self.PORTAL = {json.dumps({**kept, 'version': version})};\nimportScripts({json.dumps(static('js/sw.js'))});\n"
    answer = HttpResponse(text, content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "no-cache"
    return answer
