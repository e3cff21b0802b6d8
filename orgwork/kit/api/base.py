"""The API's door to what is no register."""


def scoped(request, action, subject, queryset):
    """The rows of `queryset` the caller may do `action` on; `request` is DRF's."""
    return queryset.within(request._request.scope(action, subject))
