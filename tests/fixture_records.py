"""Records of the site's content, as people write them in fixture files."""

import json

from django.core.management import call_command


def record(model, **fields):
    return {"model": f"careers.{model}", "fields": fields}


def family_record(**fields):
    return record("family", **{"name": "Data", "slug": "data"} | fields)


def theme_record(**fields):
    return record("theme", **{"name": "authority", "slug": "authority"} | fields)


def term_record(**fields):
    return record("term", **{"preferred": "manage", "variants": "oversee"} | fields)


def dimension_record(**fields):
    return record("dimension", **{"name": "Purpose", "slug": "purpose"} | fields)


def role_record(**fields):
    return record("role", **{"name": "Analyst", "slug": "analyst"} | fields)


def entry_record(**fields):
    defaults = {"role": ["analyst"], "dimension": ["purpose"], "text": "Reads reports."}
    return record("roledimensionentry", **defaults | fields)


def load_records(folder, content):
    """Load records, or the bytes of a whole file, from a file in ``folder``."""
    file = folder / "mine.json"
    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    file.write_bytes(content)
    call_command("loaddata", file, verbosity=0)
