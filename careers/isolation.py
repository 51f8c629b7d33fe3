"""Headers that keep other sites from using this one's answers."""

HEADERS = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def isolated(get_response):
    """Keep every answer to this site's own pages; SecurityMiddleware does the rest."""

    def middleware(request):
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware
