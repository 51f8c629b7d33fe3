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
