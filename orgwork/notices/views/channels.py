"""消息渠道: which ways out are on, what went out, and what did not and why."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from .. import adapters, queries, services
from ..models import DeliveryState

ADDRESS = "/settings/notices/"


def demand(request, action):
    if not request.scope(action, "settings"):
        raise Http404


@require_GET
def channel_list(request):
    demand(request, "view")
    context = {
        "crumbs": [("设置", "/settings/"), ("消息渠道", None)],
        "as_of": timezone.localtime(),
        "channels": channels(),
        "failures": failures(),
        "may_change": bool(request.scope("change", "settings")),
        "attempts": services.ATTEMPTS,
    }
    return render(request, "notices/channels.html", context)


def channels():
    """[{label, on, url of its switch, waiting, sent, failed}]."""
    on, counts = set(adapters.switched_on()), queries.tally()
    return [
        {
            "label": adapter.label,
            "on": adapter.key in on,
            "url": f"/settings/params/{adapters.switch_of(adapter.key)}/",
            **{state: counts.get(adapter.key, {}).get(state, 0) for state in DeliveryState.values},
        }
        for adapter in adapters.known()
    ]


def failures():
    labels = {adapter.key: adapter.label for adapter in adapters.known()}
    return [
        {"who": row.notice.user, "when": row.notice.created_at, "channel": labels.get(row.adapter, row.adapter), "reason": row.reason}
        for row in queries.latest_failures()
    ]


@require_POST
def send_again(request):
    demand(request, "change")
    count = services.send_failed_again()
    if count:
        messages.success(request, f"{count} 条已排队重发。")
    else:
        messages.warning(request, "没有可以重发的：没发出去的都属于已关的渠道。先打开渠道，再来重发。")
    return redirect(ADDRESS)
