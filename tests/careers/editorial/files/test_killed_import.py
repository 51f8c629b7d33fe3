"""An import whose process is killed leaves nothing, wherever it was."""

import json
import subprocess
import sys
import time

import pytest

from tests.site_processes import (
    ROOT,
    empty_database,
    environment,
    run_code,
    run_manage,
    shell,
    start_manage,
)

pytestmark = [pytest.mark.long, pytest.mark.one_database]

TEXTS = 3_000
ASK = f"""
from django.contrib.auth.models import User
from careers.editorial.files import work
from careers.editorial.models import ImportFile, ImportPlan
ada = User.objects.create_superuser("ada")
rows = ["Role,Dimension,Text"]
rows += [f"Cook {{n}},Scope,Cooks {{n}}." for n in range({TEXTS})]
plan = ImportPlan.objects.keep(person=ada)
content = "\\n".join(rows).encode()
ImportFile.objects.create(plan=plan, name="cooks.csv", content=content)
work.MOST_BYTES_AT_ONCE = 10**9
work.start(plan, ImportPlan.Work.READ)
plan.refresh_from_db()
from careers.editorial.files.plan import Plan
plan.choices = {{"names": {{u.id: "+new" for u in Plan.from_json(plan.plan).unknown}}}}
work.start(plan, ImportPlan.Work.PLAN)
plan.refresh_from_db()
work.start(plan, ImportPlan.Work.SAVE)
"""
COUNT = """
import json
from careers.models import Role
from careers.editorial.models import Draft, ImportPlan
plan = ImportPlan.objects.get()
print(json.dumps([Role.objects.count(), Draft.objects.count(), plan.done, plan.work]))
"""
AGAIN = """
from careers.editorial.files import work
from careers.editorial.models import ImportPlan
work.start(ImportPlan.objects.get(), ImportPlan.Work.SAVE)
"""


def counts(folder, url):
    done = subprocess.run(
        [sys.executable, "manage.py", *shell(COUNT)],
        cwd=ROOT, env=environment(folder, DATABASE_URL=url),
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def test_a_killed_import_leaves_nothing_and_starts_again(tmp_path):
    with empty_database(tmp_path) as url:
        variables = environment(tmp_path, DATABASE_URL=url)
        run_manage("migrate", "-v", "0", variables=variables)
        run_code(ASK, tmp_path, url)

        tasks = start_manage(["run_tasks"], variables)
        end = time.monotonic() + 60
        while not counts(tmp_path, url)[2] and time.monotonic() < end:
            time.sleep(0.05)
        tasks.kill()
        tasks.wait()
        assert counts(tmp_path, url)[:2] == [0, 0]

        run_code(AGAIN, tmp_path, url)
        run_manage("run_tasks", "--once", variables=variables)
        assert counts(tmp_path, url)[:2] == [TEXTS, TEXTS]
