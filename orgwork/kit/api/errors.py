"""Errors of the API: {"code", "message", "fields"} with Chinese messages (contract.md 5)."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from ..views.errors import NOT_FOUND

MESSAGES = {
    401: ("unauthenticated", "请先登录，或带上有效的令牌。"),
    403: ("forbidden", "没有这样做的权限。"),
    405: ("method_not_allowed", "这个地址不支持这种请求。"),
    406: ("not_acceptable", "只提供 JSON 格式。"),
    415: ("unsupported_media_type", "请用 JSON 提交。"),
    429: ("throttled", "请求太频繁，请稍后再试。"),
}


def body(code, message, fields=None):
    return {"code": code, "message": message, "fields": fields or {}}


def handler(error, context):
    """DRF's exception handler: one shape for all."""
    if isinstance(error, Http404 | exceptions.NotFound):
        set_rollback()
        return Response(NOT_FOUND, status=404)
    if isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if not isinstance(error, exceptions.APIException):
        return None
    set_rollback()
    return Response(_of(error), status=error.status_code, headers=_headers(error))


def _of(error):
    if isinstance(error, ApiError):
        return body(error.code, error.message, error.fields)
    if isinstance(error, exceptions.ParseError):
        return body("bad_request", str(error.detail))
    code, message = MESSAGES.get(error.status_code, ("bad_request", "请求格式错误。"))
    return body(code, message)


def _headers(error):
    return {"WWW-Authenticate": "Token"} if error.status_code == 401 else {}


class ApiError(exceptions.APIException):
    """An error with the shape of the contract."""

    def __init__(self, code, message, *, status=400, fields=None):
        super().__init__(message)
        self.status_code, self.code, self.message, self.fields = status, code, message, fields
