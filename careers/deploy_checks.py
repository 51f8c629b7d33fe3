from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security, deploy=True)
def contact_email_is_set(app_configs, **kwargs):
    if not settings.CONTACT_EMAIL.endswith("@example.com"):
        return []
    return [
        checks.Warning(
            "CONTACT_EMAIL is still the example address.",
            hint="Every page shows it to visitors. Set your own address.",
            id="careers.W001",
        )
    ]


@checks.register(checks.Tags.security, deploy=True)
def proxies_are_named(app_configs, **kwargs):
    if settings.TRUSTED_PROXIES or not settings.SECURE_PROXY_SSL_HEADER:
        return []
    return [
        checks.Warning(
            "The site is behind a proxy that TRUSTED_PROXIES does not name.",
            hint="Without it, the site can't tell the clients behind the proxy apart.",
            id="careers.W002",
        )
    ]
