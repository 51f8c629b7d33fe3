"""Second factors: their secrets, and the picture from which an app reads one."""

import base64
import hashlib
import secrets

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.safestring import mark_safe

SALT = b"careers.editorial.sign_in.factors"


class FactorAdapter(DefaultMFAAdapter):
    def build_totp_svg(self, url):
        code = segno.make(url, micro=False)
        svg = code.svg_inline(scale=4, dark="#000", light="#fff")
        return mark_safe(svg)  # noqa: S308  (a drawing of squares)

    # A copy of the database alone is no second factor.

    def encrypt(self, text):
        return boxes().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        try:
            return boxes().decrypt(encrypted_text).decode()
        except InvalidToken:
            # Of a key that the settings no longer have: no code will match.
            return base64.b32encode(secrets.token_bytes(20)).decode()


def boxes():
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(SALT + key.encode()) for key in keys]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(digest.digest())) for digest in digests]
    )
