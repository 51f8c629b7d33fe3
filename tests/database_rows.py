from django.apps import apps

from careers.models import DERIVED, ContentVersion


def all_rows():
    """Return every row of the site's content, deleted or not, by table.

    What is derived from it, by search and by triggers, is left out.
    """
    return {
        model.__name__: list(model._base_manager.order_by("pk").values())
        for label in ("careers", "editorial")
        for model in apps.get_app_config(label).get_models()
        if model not in {*DERIVED, ContentVersion}
    }
