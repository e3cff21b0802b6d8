"""A session ends when it is old, not only when it is idle: the idle time is renewed on each request, the age is not."""

import time

from django.conf import settings
from django.contrib.auth import logout

BEGAN = "began"


class AbsoluteSessionMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and _too_old(request.session):
            logout(request)
        return self.get_response(request)


def _too_old(session):
    now = int(time.time())
    if BEGAN not in session:
        session[BEGAN] = now
    return now - session[BEGAN] >= settings.SESSION_ABSOLUTE_SECONDS
