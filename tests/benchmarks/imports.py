"""How long O*NET takes as files, in and out, and how long others who write wait.

Each command is a process of its own, on an empty site of its own.
"""

import csv
import os
import subprocess
import tempfile
import time
from pathlib import Path

from tests.site_processes import (
    empty_database,
    environment,
    run_manage,
    shell,
    start_manage,
)

from .onet import read

ACCOUNT = """
from django.contrib.auth.models import User
User.objects.create_superuser("ada")
"""
OTHER = """
import time
from django.contrib.auth.models import User
longest = 0
print(flush=True)
while not stop.exists():
    start = time.perf_counter()
    User.objects.filter(username="ada").update(first_name=str(start))
    longest = max(longest, time.perf_counter() - start)
    time.sleep(0.02)
print(longest)
"""


def write_table(folder, path):
    """Join the two files of O*NET into one long table."""
    roles = {role["code"]: role for role in read(folder, "roles.csv")}
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Role", "Family", "Dimension", "Text"])
        for cell in read(folder, "cells.csv"):
            role = roles[cell["code"]]
            row = [role["title"], role["family"], cell["dimension"], cell["text"]]
            writer.writerow(row)


class Site:
    """An empty site with one account."""

    def __init__(self, folder, url):
        self.folder = folder
        self.variables = environment(folder, DATABASE_URL=url)
        run_manage("flush", "--noinput", "-v", "0", variables=self.variables)
        run_manage(*shell(ACCOUNT), variables=self.variables)

    def time(self, label, limit, *arguments, megabytes=None):
        start = time.perf_counter()
        process = start_manage(arguments, self.variables, stdout=subprocess.DEVNULL)
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - start
        if process.returncode:
            raise SystemExit(f"{label} failed")
        memory = f"{usage.ru_maxrss / 1024:.0f} MB"
        memory += f" of {megabytes}" if megabytes else ""
        processor = usage.ru_utime + usage.ru_stime
        print(
            f"{label:<28} {seconds:5.1f} s of {limit:2}, {processor:5.1f} s of a "
            f"processor, {memory}",
            flush=True,
        )

    def start_writing(self):
        """Start to write small things; return a function that ends it."""
        stop = self.folder / "stop"
        stop.unlink(missing_ok=True)
        code = f"from pathlib import Path\nstop = Path({str(stop)!r})\n{OTHER}"
        other = start_manage(shell(code), self.variables, stdout=subprocess.PIPE)
        other.stdout.readline()

        def end():
            stop.touch()
            return float(other.communicate()[0])

        return end


def report(onet):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table, workbook = folder / "onet.csv", folder / "onet.xlsx"
        write_table(onet, table)
        with empty_database(folder) as url:
            variables = environment(folder, DATABASE_URL=url)
            run_manage("migrate", "-v", "0", variables=variables)
            drafts = ["import_roles", "--by", "ada", "--create"]
            site = Site(folder, url)
            end = site.start_writing()
            site.time("CSV to drafts", 30, *drafts, str(table), megabytes=400)
            print(f"{'longest wait of another':<28} {end():5.2f} s of  1")
            site.time("the same again", 15, *drafts, str(table))
            export = ["export_roles", "--drafts", str(workbook)]
            site.time("all to XLSX", 20, *export, megabytes=400)
            site = Site(folder, url)
            site.time("XLSX to drafts", 60, *drafts, str(workbook), megabytes=400)
            site = Site(folder, url)
            why = ["--create", "--publish", "--why", "Moving"]
            site.time("CSV, published", 90, "import_roles", *why, str(table))


if __name__ == "__main__":
    database = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
    one, _five, quarter = os.getloadavg()
    print(f"\nFiles of O*NET on {database}, at a load of {one:.1f} ({quarter:.1f})")
    report(os.environ["ONET"])
