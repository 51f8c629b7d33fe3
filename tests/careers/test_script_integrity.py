"""Each script's tag has the hash of the file, as the server sends it."""

import hashlib
import re
import urllib.request
from base64 import b64encode

import pytest

from careers.script_integrity import digest_of
from tests.site_processes import serve, sqlite_url

pytestmark = pytest.mark.one_database

TAG = re.compile(r'<script\b[^>]*\ssrc="([^"]+)"([^>]*)>')


def read(address):
    with urllib.request.urlopen(address) as answer:
        return answer.read()


def test_a_script_that_a_view_makes_has_no_hash():
    assert digest_of("/admin/jsi18n/") == ""


@pytest.mark.long
def test_scripts_have_the_hash_of_what_is_sent(tmp_path, prepare_site):
    prepare_site(tmp_path, sqlite_url(tmp_path))
    with serve(tmp_path, sqlite_url(tmp_path)) as address:
        for page in ("/", "/roles/", "/admin/login/"):
            tags = TAG.findall(read(address + page).decode())
            assert tags
            for path, attributes in tags:
                digest = hashlib.sha384(read(address + path)).digest()
                expected = f'integrity="sha384-{b64encode(digest).decode()}"'
                assert expected in attributes
