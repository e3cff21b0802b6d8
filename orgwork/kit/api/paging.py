"""Cursor pages of the API: the same keyset pages as the lists'."""

from rest_framework.response import Response

from ..paging import BadCursor, page_of
from .errors import ApiError

MAX = 200


def size_of(request):
    """`page_size`, 1–200. Raises ApiError."""
    text = request.query_params.get("page_size", "50")
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= MAX and len(text) < 5):
        raise ApiError(
            "out_of_range", "参数 page_size 应为 1–200 的整数。", fields={"page_size": ["应为 1–200 的整数。"]}
        )
    return int(text)


def paged(request, queryset, *, ordering, sources, shown):
    """A Response {"count", "capped", "next", "previous", "results"}; `shown(tuple)` makes one result."""
    try:
        page = page_of(
            queryset,
            ordering=ordering,
            sources=sources,
            cursor=request.query_params.get("cursor", "")[:400],
            size=size_of(request),
            hits_first="search" in request.query_params,
        )
    except BadCursor as error:
        raise ApiError("bad_cursor", "参数 cursor 不对。请用上一页给出的地址。") from error
    return Response(
        {
            "count": page.total,
            "capped": page.capped,
            "next": _link(request, page.next),
            "previous": _link(request, page.previous),
            "results": [shown(row) for row in page.rows],
        }
    )


def _link(request, cursor):
    if not cursor:
        return None
    query = request.GET.copy()
    query["cursor"] = cursor
    return f"{request.path}?{query.urlencode()}"
