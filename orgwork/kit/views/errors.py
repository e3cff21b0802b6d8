"""Refusals. Not there and not yours are the same bytes."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseNotFound, HttpResponseServerError, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

NOT_FOUND = {"code": "not_found", "message": "找不到。地址不对，或者不在您的范围里。", "fields": {}}
SESSION_OVER = "登录已超时，内容还在您的页面上。请在新窗口重新登录，回到原页面再保存一次。"


def _json(body, status):
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


def not_found(request, exception=None):
    if request.path.startswith("/api/"):
        return _json(NOT_FOUND, 404)
    return HttpResponseNotFound(render_to_string("404.html"))


def server_error(request):
    if request.path.startswith("/api/"):
        return _json({"code": "error", "message": "系统出错了，没有保存。请稍后重试。", "fields": {}}, 500)
    return HttpResponseServerError(render_to_string("500.html"))


def bad_request(request, exception=None):
    if request.path.startswith("/api/"):
        return _json({"code": "bad_request", "message": "请求格式错误。", "fields": {}}, 400)
    return render(request, "400.html", status=400)


def forbidden(request, exception=None):
    return not_found(request)


@login_not_required
def csrf_failure(request, reason=""):
    if request.path.startswith("/api/"):
        return _json({"code": "csrf", "message": SESSION_OVER, "fields": {}}, 403)
    return render(request, "403_csrf.html", {"message": SESSION_OVER}, status=403)
