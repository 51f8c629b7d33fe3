"""Write a backup of a small site, for the versions to come.

    python -m tests.upgrades.make

Run it once for each release, before the tag. tests/upgrades/test_upgrades.py restores
all of them.
"""

import gzip
import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.site_processes import environment, run_code, run_manage, sqlite_url

FOLDER = Path(__file__).parent

# Something of everything: texts with a past, a publication, drafts, a hidden role.
SITE = """
from datetime import timedelta
from django.utils import timezone
from careers.search.index import refresh
from tests.factories import *

purpose = make_dimension("Purpose", theme=make_theme("What it does"))
tools = make_dimension("Tools")
cook = make_role(
    "Cook", texts={purpose: "Cooks.", tools: "A spoon."}, family=make_family("Kitchen")
)
baker = make_role("Baker", texts={purpose: "Bakes.", tools: "An oven."})
make_role("Waiter", status="draft")
make_term("pot", "pan")
make_publication([make_approved(cook, purpose, "Cooks soup.")])
later = timezone.now() + timedelta(days=36_500)
make_publication([make_approved(baker, purpose, "Bakes bread.")], due_at=later)
make_draft(cook, tools, "A large spoon.")
gone = make_role("Butler", texts={tools: "A tray."})
gone.delete()
refresh()
"""


def main():
    with TemporaryDirectory() as folder:
        url = sqlite_url(Path(folder))
        variables = environment(folder, DATABASE_URL=url)
        run_manage("migrate", variables=variables)
        run_code(SITE, folder, url)
        made = Path(folder, "made.jsonl.gz")
        run_manage("backup", str(made), variables=variables)
        with gzip.open(made) as lines:
            version = json.loads(lines.readline())["version"]
        shutil.copyfile(made, FOLDER / f"{version}.jsonl.gz")


if __name__ == "__main__":
    main()
