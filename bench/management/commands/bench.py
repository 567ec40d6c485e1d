"""`BENCH=1 manage.py bench`: the real pages as multiples of the limit pages, at one size and at ten times that."""

import json
import os
import random
import statistics
import subprocess
import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand

from bench.pages import LIMITS, PAGES
from bench.server import Server

SIZES = {"s": (200, 2_000), "m": (10_000, 100_000), "l": (100_000, 1_000_000)}  # cases, and ten times as many
ROUNDS, REQUESTS = 5, 8
SLACK = 1.25  # times are noisy: 25 % on every ratio
GROWTH = 1.5  # what ten times the data may cost


class Command(BaseCommand):
    help = "Measure lists and pages against the limit pages; gates on statements, counting and ratios."

    def add_arguments(self, parser):
        parser.add_argument("--size", choices=SIZES, default="m")
        parser.add_argument("--only", help="names of pages, with commas between")
        parser.add_argument("--json", help="write the figures to this file as well")

    def handle(self, *, size, only, **options):
        began = time.monotonic()
        pages = [page for page in PAGES if not only or page.name in only.split(",")]
        small, big = (self.measure(cases, pages) for cases in SIZES[size])
        rows = [self.judge(page, shape, small, big) for page in pages for shape in page.shapes]
        self.print_table(rows, small, big)
        if options["json"]:
            self.write(options["json"], rows)
        failed = sum(bool(row["failed"]) for row in rows)
        self.stdout.write(f"{len(rows) - failed} passed, {failed} failed, {time.monotonic() - began:.0f} s")
        sys.exit(1 if failed else 0)

    def environment(self, cases):
        """The settings of the measured process: its own database, made and filled once and kept."""
        folder = settings.DATA_DIR / "bench"
        folder.mkdir(parents=True, exist_ok=True)
        base = {**os.environ, "BENCH": "1", "SECURE": "0", "DEMO": "1", "DATA_DIR": str(folder), "DEBUG": "0"}
        subprocess.run([sys.executable, "bin/keys"], cwd=settings.BASE_DIR, env=base, check=True)
        return {**base, "DATABASE_URL": f"sqlite:///{folder / f'{cases}.sqlite3'}"}

    def manage(self, environment, *command):
        done = subprocess.run(
            [sys.executable, "manage.py", *map(str, command)],
            env=environment,
            cwd=settings.BASE_DIR,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout

    def measure(self, cases, pages):
        """{(page name, reader): figures} on a database of so many cases."""
        environment = self.environment(cases)
        self.manage(environment, "migrate", "-v0")
        self.manage(environment, "collectstatic", "--noinput", "-v0")
        cookies = json.loads(self.manage(environment, "bench_fill", cases, max(cases // 5, 1_500)).splitlines()[-1])
        targets = {(name, "rare" if name == "limit case" else "plain"): path for name, path in LIMITS.items()}
        targets |= {(page.name, shape): page.path for page in pages for shape in page.shapes}
        server = Server(environment)
        try:
            server.wait()
            figures = {key: self.first_look(server, path, cookies[key[1]]) for key, path in targets.items()}
            for _ in range(ROUNDS):
                for key in random.sample(list(targets), len(targets)):
                    self.one_round(server, targets[key], cookies[key[1]], figures[key])
        finally:
            server.stop()
        return figures

    def first_look(self, server, path, cookie):
        """Statements and size of a page; asked thrice, so that both workers are warm."""
        for _ in range(4):
            status, headers, size, _seconds = server.get(path, cookie)
        if status != 200:
            self.stderr.write(f"{path} answered {status}")
        figures = {"status": status, "bytes": size, "times": [], "cpu": []}
        names = {"sql": "Bench-SQL", "db_ms": "Bench-DB-ms", "counts": "Bench-Counts"}
        return figures | {name: float(headers.get(header, 0)) for name, header in names.items()}

    def one_round(self, server, path, cookie, figures):
        before = server.cpu()
        figures["times"] += [server.get(path, cookie)[3] * 1000 for _ in range(REQUESTS)]
        figures["cpu"].append((server.cpu() - before) * 1000 / REQUESTS)

    def judge(self, page, shape, small, big):
        """One line of the table, with the words for what it fails."""
        mine, less, limit = big[page.name, shape], small[page.name, shape], self.limit_of(page, big)
        cpu, failed = statistics.median(mine["cpu"]), []
        ratio, growth = cpu / limit, cpu / max(statistics.median(less["cpu"]), 0.1)
        if mine["status"] != 200:
            failed.append(f"answered {mine['status']:.0f}")
        if mine["sql"] > less["sql"]:
            failed.append("more statements for more rows")
        if ratio > page.at_most * SLACK:
            failed.append(f"dearer than {page.at_most} limits")
        if growth > GROWTH * SLACK:
            failed.append("grows with the data")
        return {
            "page": page.name, "reader": shape, "p50": statistics.median(mine["times"]),
            "p95": statistics.quantiles(mine["times"], n=20)[-1], "cpu": cpu, "sql": mine["sql"],
            "counts": mine["counts"], "db_ms": mine["db_ms"], "kb": mine["bytes"] / 1024, "ratio": ratio,
            "growth": growth, "peers": page.peers, "failed": ", ".join(failed),
        }  # fmt: skip

    def limit_of(self, page, figures):
        key = next(key for key in figures if key[0] == page.limit)
        return max(statistics.median(figures[key]["cpu"]), 0.1)

    def print_table(self, rows, small, big):
        self.stdout.write("limit pages, CPU ms: " + ", ".join(
            f"{name} {statistics.median(big[key]['cpu']):.1f}" for key in big if (name := key[0]) in LIMITS
        ))  # fmt: skip
        head = f"{'page':8}{'reader':9}{'p50':>7}{'p95':>8}{'CPU ms':>8}{'SQL':>5}{'count':>6}{'DB ms':>7}{'KB':>6}"
        self.stdout.write(f"{head}{'x limit':>9}{'x 10':>6}  peers x limit")
        for row in rows:
            line = "{page:8}{reader:9}{p50:7.1f}{p95:8.1f}{cpu:8.1f}{sql:5.0f}{counts:6.0f}{db_ms:7.1f}{kb:6.0f}"
            line += "{ratio:9.1f}{growth:6.2f}  {peers}"
            self.stdout.write(line.format(**row) + (f"  FAILED: {row['failed']}" if row["failed"] else ""))

    def write(self, file, rows):
        with open(file, "w") as out:
            out.writelines(json.dumps(row) + "\n" for row in rows)
