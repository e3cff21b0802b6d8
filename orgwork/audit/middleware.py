"""Opens the history context of a request: actor and request id."""

import uuid

from .context import acting

SAFE = {"GET", "HEAD", "OPTIONS"}


class HistoryContextMiddleware:
    """Reading requests open none, so they do not pay for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.request_id = uuid.uuid4().hex[:12]
        if request.method in SAFE:
            return self.get_response(request)
        user = request.user if request.user.is_authenticated else None
        with acting(by=user, request_id=request.request_id):
            return self.get_response(request)
