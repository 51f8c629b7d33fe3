"""Break a module in many small ways, and count the breaks that its tests notice.

Each break runs the tests that reach it, among those named here for the module. mutmut
leaves functions with a decorator alone. All modules take hours.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from mutmut.__main__ import cli
from mutmut.configuration import config

OVERLAP = ["rows", "marks", "points", "summary", "tokens", "turned_meanings"]
OVERLAP = [f"tests/careers/text/overlap/test_{name}.py" for name in OVERLAP]
RIGHTS = ["permission_table", "own_words", "own_accounts", "own_details"]
RIGHTS = [f"tests/promises/test_{name}.py" for name in RIGHTS]
EDITORIAL = "tests/careers/editorial"
PUBLISHING = [
    f"{EDITORIAL}/test_publications.py",
    f"{EDITORIAL}/test_publish_page.py",
    f"{EDITORIAL}/test_details_published.py",
    "tests/promises/test_what_was_seen.py",
    "tests/promises/test_on_time.py",
]

TESTS = {
    "careers/text/merging.py": ["tests/careers/text/test_merging.py"],
    "careers/text/diffs.py": ["tests/careers/text/test_merging.py", *OVERLAP],
    **{f"careers/text/overlap/{path.name}": OVERLAP
       for path in sorted(Path("careers/text/overlap").glob("*.py"))},
    "careers/editorial/workflow/permissions.py": [
        f"{EDITORIAL}/admin/test_people.py", *RIGHTS,
    ],
    "careers/editorial/workflow/scope.py": [
        f"{EDITORIAL}/test_family_limits.py", *RIGHTS,
    ],
    "careers/editorial/workflow/confirmation.py": [
        f"{EDITORIAL}/admin/test_confirmation.py", *RIGHTS,
    ],
    "careers/editorial/workflow/seen.py": PUBLISHING,
    "careers/editorial/workflow/publishing.py": PUBLISHING,
    "careers/editorial/sign_in/throttle.py": ["tests/promises/test_log_in.py"],
    "careers/editorial/sign_in/steps.py": [
        "tests/promises/test_second_factor.py",
        "tests/promises/test_login_sessions.py",
    ],
    "careers/editorial/workflow/security_log.py": [
        f"{EDITORIAL}/test_security_log.py",
        f"{EDITORIAL}/test_refused_logins.py",
    ],
}  # fmt: skip


def score(module):
    shutil.rmtree("mutants", ignore_errors=True)
    config().only_mutate = [module]
    config().pytest_add_cli_args_test_selection = TESTS[module]
    cli(["run"], standalone_mode=False)
    cli(["results"], standalone_mode=False)
    cli(["export-cicd-stats"], standalone_mode=False)
    counts = json.loads(Path("mutants/mutmut-cicd-stats.json").read_text())
    noticed = counts["killed"] + counts["timeout"] + counts["segfault"]
    # Less than all of them if the run was interrupted.
    tried = noticed + counts["survived"] + counts["no_tests"] + counts["suspicious"]
    share = f"{noticed / tried:.0%}" if tried else "none"
    total = counts["total"] - counts["skipped"]
    sys.stdout.write(f"{module}: {share}, {noticed} of {tried}; {total} were made\n")


modules = sys.argv[1:] or TESTS
if unknown := set(modules) - set(TESTS):
    sys.exit(f"No tests are named for {', '.join(unknown)}: see {__file__}.")
if len(modules) == 1:
    score(*modules)
else:
    for module in modules:
        # mutmut reads its configuration once a process.
        subprocess.run([sys.executable, __file__, module], check=True)  # noqa: S603
