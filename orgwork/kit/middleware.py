"""The last catch of a request: a database that is away is said in Chinese, with a number to ask by."""

import logging
import secrets

from django.db import InterfaceError, OperationalError
from django.http import JsonResponse
from django.shortcuts import render

log = logging.getLogger(__name__)


class ChineseErrorsMiddleware:
    """Turns "the database is away" into 503 with what to do (security.md M009, G16)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        number = secrets.token_hex(4)
        log.exception("database away, number %s", number)
        message = f"系统暂时无法保存，内容仍在本页，请稍后重试。（编号 {number}）"
        if request.path.startswith("/api/"):
            return JsonResponse({"code": "unavailable", "message": message, "fields": {}}, status=503)
        return render(request, "503.html", {"message": message, "number": number}, status=503)
