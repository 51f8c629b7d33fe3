"""Scheduled publications appear on time: whoever comes first after it applies them."""

from .publishing import publish_due

# Asked every few seconds, and without a database too.
NOT_BEFORE = "/health/"


def punctual(get_response):
    """Publish what is due before a page is made. Costs one indexed query."""

    def middleware(request):
        if not request.path.startswith(NOT_BEFORE):
            publish_due()
        return get_response(request)

    return middleware
