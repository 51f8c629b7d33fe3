from django.apps import AppConfig


class CareersConfig(AppConfig):
    name = "careers"

    def ready(self):
        from . import deploy_checks  # noqa: F401  (importing registers the deploy_checks)
