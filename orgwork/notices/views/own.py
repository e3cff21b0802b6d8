"""消息: what the portal told the viewer. A notice is a person's own: another's is not there."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from orgwork.kit.paging import BadCursor, page_of

from .. import queries, services

ADDRESS = "/notices/"
FIELDS = ("pk", "title", "text", "url", "tone", "created_at", "read_at")
SIZE = 30


@require_GET
def notice_list(request):
    unread = "unread" in request.GET
    try:
        page = page_of(
            queries.own(request.user, unread=unread),
            ordering="-id", sources=FIELDS, cursor=request.GET.get("cursor", "")[:400], size=SIZE,
        )  # fmt: skip
    except BadCursor as error:
        raise Http404 from error
    context = {
        "crumbs": [("消息", None)],
        "notices": [dict(zip(FIELDS, row, strict=True)) for row in page.rows],
        "tabs": tabs(unread, queries.unread_count(request.user)),
        "unread": unread,
        "page": foot(page, unread),
    }
    return render(request, "notices/list.html", context)


def tabs(unread, count):
    return [
        {"label": "全部", "url": ADDRESS, "current": not unread},
        {"label": "未读", "url": f"{ADDRESS}?unread=1", "count": number(count), "current": unread},
    ]


def number(count):
    """The count as it is shown: the counting stops at a hundred."""
    return count if count < queries.MOST else f"{queries.MOST - 1}+"


def foot(page, unread):
    if not page.next and not page.previous:
        return None
    way = f"{ADDRESS}?unread=1&cursor=" if unread else f"{ADDRESS}?cursor="
    return {
        "text": f"第 {page.start + 1}–{page.start + len(page.rows)} 条，共 {page.total}{'+' if page.capped else ''} 条",
        "next_url": f"{way}{page.next}" if page.next else None,
        "prev_url": f"{way}{page.previous}" if page.previous else None,
    }


@require_GET
@never_cache
def count(request):
    """What the bell shows. It is asked for after the page has come, so that no page pays for it."""
    return JsonResponse({"unread": str(number(queries.unread_count(request.user)))})


def open_notice(request, pk):
    """Mark it as read and go where it leads. Somebody whom the log-in sends back here by GET sees the list."""
    if request.method != "POST":
        return redirect(ADDRESS)
    notice = queries.own(request.user).filter(pk=pk).first()
    if notice is None:
        raise Http404
    services.mark_read(user=request.user, ids=[pk])
    return redirect(notice.url or ADDRESS)


def read_all(request):
    if request.method != "POST":
        return redirect(ADDRESS)
    done = services.mark_read(user=request.user)
    messages.success(request, f"{done} 条已标为已读。" if done else "没有未读的消息。")
    return redirect(ADDRESS)
