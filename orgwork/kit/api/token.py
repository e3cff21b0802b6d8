"""POST /api/v1/token/ {"username", "password"} → {"token"}."""

from django.contrib.auth import authenticate
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.authtoken.models import Token
from rest_framework.permissions import AllowAny
from rest_framework.response import Response
from rest_framework.views import APIView

from .errors import ApiError

ASKED = inline_serializer("TokenRequest", {"username": serializers.CharField(), "password": serializers.CharField()})
GIVEN = inline_serializer("TokenGiven", {"token": serializers.CharField()})


class TokenView(APIView):
    """The caller's token; wrong user and wrong password read the same."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(operation_id="token", request=ASKED, responses=GIVEN, tags=["令牌"])
    def post(self, request):
        data = request.data if isinstance(request.data, dict) else {}
        given = {name: data.get(name) for name in ("username", "password")}
        if not all(isinstance(v, str) and v for v in given.values()):
            raise ApiError("invalid", "请给出账号和密码。", fields={n: ["必填。"] for n, v in given.items() if not v})
        user = authenticate(request._request, **given)
        if user is None:
            raise ApiError("invalid_login", "账号或密码不对。", status=400)
        token, _made = Token.objects.get_or_create(user=user)
        return Response({"token": token.key})
