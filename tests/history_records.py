"""Records of fixture files, as people write them."""

import json

from django.apps import apps
from django.core.management import call_command


def record(model, **fields):
    return {"model": f"careers.{model}", "fields": fields}


def family(**fields):
    return record("family", **{"name": "Data", "slug": "data"} | fields)


def theme(**fields):
    return record("theme", **{"name": "authority", "slug": "authority"} | fields)


def dimension(**fields):
    return record("dimension", **{"name": "Purpose", "slug": "purpose"} | fields)


def role(**fields):
    return record("role", **{"name": "Analyst", "slug": "analyst"} | fields)


def entry(**fields):
    known = {"role": ["analyst"], "dimension": ["purpose"], "text": "Reads reports."}
    return record("roledimensionentry", **known | fields)


def load(folder, content):
    """Load records, or the bytes of a whole file, from a file in ``folder``."""
    file = folder / "mine.json"
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    file.write_bytes(content)
    call_command("loaddata", file, verbosity=0)


def everything():
    """Return every row of the site's content, by table."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for label in ("careers", "editorial")
        for model in apps.get_app_config(label).get_models()
    }
