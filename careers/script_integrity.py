"""The hash of each script in its tag, so that browsers run no other file in its place.

A CDN or a proxy in front of the site serves the scripts, too.
"""

import hashlib
import re
from base64 import b64encode
from functools import cache

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

from .static_files import CollectedFilesStorage

SCRIPT = re.compile(rb'<script\b([^>]*?)\ssrc="([^"]+)"')


def with_integrity(get_response):
    def middleware(request):
        response = get_response(request)
        content_type = response.get("Content-Type", "")
        is_page = content_type.startswith("text/html") and not response.streaming
        # Only collected files are what their names say.
        if is_page and isinstance(staticfiles_storage, CollectedFilesStorage):
            response.content = SCRIPT.sub(add_integrity, response.content)
        return response

    return middleware


def add_integrity(tag):
    digest = digest_of(tag[2].decode())
    return tag[0] + f' integrity="sha384-{digest}"'.encode() if digest else tag[0]


@cache
def digest_of(address):
    """Return the hash of a static file by its address, "" of any other address."""
    prefix = f"/{settings.STATIC_URL.lstrip('/')}"
    if not address.startswith(prefix):
        return ""
    try:
        with staticfiles_storage.open(address.removeprefix(prefix)) as file:
            content = file.read()
    except (OSError, ValueError):
        return ""
    return b64encode(hashlib.sha384(content).digest()).decode()
