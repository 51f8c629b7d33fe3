"""Second factors: their secrets, the picture for an app, and what is refused."""

import base64
import hashlib
import secrets

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.safestring import mark_safe

from careers.editorial.workflow import security_log

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


def recording(form):
    """Return a form of allauth that records what it refuses, also one try too many."""

    class Form(form):
        def add_error(self, field, error):
            super().add_error(field, error)
            security_log.record_try(
                security_log.Kind.NOT_SIGNED_IN,
                by=security_log.present_person(),
                # None of a passkey: which account it names is not proven.
                account=self.user,
                about="key" if "credential" in self.fields else "code",
            )

    return Form
