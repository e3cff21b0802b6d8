"""Puts the viewer's posts on the request: rights are computed anew for each request from posts in force."""

from django.utils.functional import SimpleLazyObject

from .scope import posts_of, scope_from


class ActorMiddleware:
    """Gives `request.posts` and `request.scope(action, subject)`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.posts = SimpleLazyObject(lambda: posts_of(request.user))
        request.scope = lambda action, subject: scope_from(request.posts, action, subject)
        return self.get_response(request)
