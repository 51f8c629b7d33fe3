"""How passwords are hashed, and which are too easy to guess."""

import re
from functools import cached_property
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FEWEST_LETTERS = 5  # beside the words that everyone tries

# Others are in Django's list of common passwords.
TRIED_WORDS = [
    "abcdef", "admin", "administrator", "asdf", "autumn", "career", "careers",
    "company", "editor", "firstname", "friday", "january", "february", "march", "april",
    "june", "july", "august", "september", "october", "november", "december",
    "lastname", "letmein", "login", "monday", "name", "organisation", "organization",
    "password", "people", "qwer", "qwert", "qwertz", "qwerty", "reviewer", "role",
    "roles", "saturday", "secret", "spring", "summer", "sunday", "thursday", "tuesday",
    "wednesday", "welcome", "winter", "zxcv",
]  # fmt: skip
LOOKALIKES = str.maketrans("013457@$!", "oieastasi")


class PasswordHasher(Argon2PasswordHasher):
    """As OWASP advises: wrong passwords should not take all memory and processors."""

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1


class GuessablePasswordValidator:
    """Refuses passwords that consist of words which attackers try first.

    Those of this site and this account are among them. Digits and signs don't count:
    each list of rules tries "Summer2026!" within its first hundred.
    """

    def validate(self, password, user=None):
        plain = re.sub(r"[\W\d_]", "", password.casefold())
        alike = re.sub(r"[\W\d_]", "", password.casefold().translate(LOOKALIKES))
        if any(self.is_guessable(letters, user) for letters in (plain, alike)):
            raise ValidationError(self.get_help_text(), code="password_guessable")

    def get_help_text(self):
        return _(
            "Your password can’t consist of names of this site or yours, of words that "
            "many people use, and of digits. A few words of your own make a good one."
        )

    def is_guessable(self, letters, user):
        if letters in self.common:
            return True
        for word in sorted(self.words_of(user), key=len, reverse=True):
            letters = letters.replace(word, " ")
        return len(letters.replace(" ", "")) < FEWEST_LETTERS

    @cached_property
    def common(self):
        return CommonPasswordValidator().passwords

    def words_of(self, user):
        texts = [
            *TRIED_WORDS,
            settings.SITE_NAME,
            settings.CONTENT_OWNER,
            urlsplit(settings.SITE_URL).hostname,
        ]
        if user:
            texts += [user.get_username(), user.get_full_name(), user.email]
        words = re.findall(r"[^\W\d_]+", " ".join(texts).casefold())
        return {word for word in words if len(word) > 2}
