"""Tokens travel in the header only: never in an address or a log."""

from rest_framework.authentication import TokenAuthentication


class HeaderToken(TokenAuthentication):
    """`Authorization: Token …`; a suspended user is refused on the next request."""
