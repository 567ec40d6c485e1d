"""`BENCH=1 manage.py bench`: the real pages as multiples of the limit pages, at one size and at ten times that."""

import json
import sys
import time
from contextlib import ExitStack

from django.core.management.base import BaseCommand

from bench.engines import ENGINES, databases
from bench.filling import prepared
from bench.measuring import measure
from bench.workloads import SIZES, gathered

SLACK = 1.25  # times are noisy: 25 % on every ratio
HEAD = (
    f"{'page':9}{'reader':9}{'p50':>7}{'p95':>7}{'CPU ms':>8}{'of DB':>7}{'SQL':>5}{'count':>6}{'DB ms':>7}"
    f"{'blocks':>7}{'KB':>6}{'x limit':>9}{'goal':>6}{'x 10':>6}  peers x limit"
)
LINE = (
    "{page:9}{reader:9}{p50:7.1f}{p95:7.1f}{cpu:8.1f}{cpu_db:7.1f}{sql:5}{counts:6}{db_ms:7.1f}{blocks:7}{kb:6.0f}"
    "{ratio:9.2f}{goal:6}{growth:6.2f}  {peers}"
)


class Command(BaseCommand):
    help = "Measure real pages against limit pages; gates on statements, counting, growth and ratios."

    def add_arguments(self, parser):
        parser.add_argument("--size", choices=SIZES, default="m")
        parser.add_argument("--engine", choices=(*ENGINES, "both"), default="both")
        parser.add_argument("--only", help="names of workloads, with commas between")
        parser.add_argument("--json", help="write the figures to this file as well, one line each")

    def handle(self, *, size, engine, only, **options):
        began, rows, only = time.monotonic(), [], set(filter(None, (only or "").split(",")))
        with ExitStack() as stack:
            engines = ENGINES if engine == "both" else [engine]
            homes = {one: stack.enter_context(databases(one)) for one in engines}
            filled = prepared(homes, size)
            self.stdout.write(f"filled after {time.monotonic() - began:.0f} s")
            for one, (small, big) in filled.items():
                cpu = homes[one].cpu
                figures = measure(*small, cpu, only, limits=False), measure(*big, cpu, only)
                rows += self.show(one, size, *figures)
        if options["json"]:
            with open(options["json"], "w") as out:
                out.writelines(json.dumps(row) + "\n" for row in rows)
        failed = sum(bool(row["failed"]) for row in rows)
        self.stdout.write(f"{time.monotonic() - began:.0f} s")
        self.stdout.write(f"{len(rows) - failed} passed, {failed} failed")
        sys.exit(1 if failed else 0)

    def show(self, engine, size, small, big):
        rows = [
            judge(workload, big[key], small[key], limit_of(workload, big), engine)
            for workload in gathered("WORKLOADS")
            for key in big
            if key[0] == workload.name
        ]
        tenfold = SIZES[size][1]
        self.stdout.write(
            f"\n{engine}, {tenfold.staff} staff, {tenfold.cases:,} cases, {tenfold.leaves:,} leaves, "
            f"{tenfold.records:,} records; x 10: against a tenth of it"
        )
        limits = {limit.name for limit in gathered("LIMITS")}
        named = ", ".join(f"{key[0]} {big[key].cpu:.1f}" for key in big if key[0] in limits)
        self.stdout.write(f"CPU ms of the limits: {named}\n{HEAD}")
        for row in rows:
            self.stdout.write(LINE.format(**row) + (f"  FAILED: {row['failed']}" if row["failed"] else ""))
        return rows


def limit_of(workload, figures):
    return next(max(target.cpu, 0.1) for key, target in figures.items() if key[0] == workload.limit)


def judge(workload, mine, less, limit, engine):
    """One line of the table, with the words for what it fails."""
    failed, ratio, growth = [], mine.cpu / limit, mine.cpu / max(less.cpu, 0.1)
    if mine.status not in workload.expect:
        failed.append(f"answered {mine.status}")
    if mine.sql > less.sql:
        failed.append("more statements for more rows")
    if ratio > workload.goal * SLACK:
        failed.append(f"dearer than {workload.goal} limits")
    if growth > workload.growth * SLACK:
        failed.append("grows with the data")
    return {
        "engine": engine, "page": workload.name, "reader": mine.reader, "p50": mine.p50, "p95": mine.p95,
        "cpu": mine.cpu, "cpu_db": mine.cpu_db, "sql": mine.sql, "counts": mine.counts, "db_ms": mine.db_ms,
        "blocks": mine.blocks, "kb": mine.size / 1024, "ratio": ratio, "goal": workload.goal, "growth": growth,
        "peers": workload.peers, "failed": ", ".join(failed),
    }  # fmt: skip
