"""One size on one engine: fill, serve, ask in shuffled rounds, and say what each request cost."""

import json
import os
import random
import statistics
import subprocess
import sys
from dataclasses import dataclass, field

from django.conf import settings

from bench.server import Server
from bench.workloads import Job, gathered

ROUNDS, REQUESTS, SLOW = 5, 6, 1


@dataclass
class Target:
    """One workload of one reader, and what was seen of it."""

    name: str
    reader: str
    jobs: list
    once: bool = False  # a form is posted once, a page can be asked again
    slow: bool = False
    status: int = 0
    sql: int = 0
    counts: int = 0
    blocks: int = 0
    db_ms: float = 0.0
    size: int = 0
    times: list = field(default_factory=list)
    app: list = field(default_factory=list)
    db: list = field(default_factory=list)

    def next(self):
        return self.jobs.pop(0) if self.once else self.jobs[0]

    @property
    def cpu(self):
        """Processor ms of a request, server and database together: the median of the rounds."""
        return statistics.median(a + b for a, b in zip(self.app, self.db, strict=True)) if self.app else 0.0

    @property
    def cpu_db(self):
        return statistics.median(self.db) if self.db else 0.0

    @property
    def p50(self):
        return statistics.median(self.times) if self.times else 0.0

    @property
    def p95(self):
        return statistics.quantiles(self.times, n=20)[-1] if len(self.times) > 1 else self.p50


def measure(url, database_cpu, size, which, only):
    """{(name, reader): Target} on the database at `url`."""
    folder = settings.DATA_DIR / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ, "BENCH": "1", "SECURE": "0", "DEMO": "1", "DEBUG": "0", "DATA_DIR": str(folder),
        "DATABASE_URL": url, "CELERY_EAGER": "0",
    }  # fmt: skip
    subprocess.run([sys.executable, "bin/keys"], cwd=settings.BASE_DIR, env=environment, check=True)
    manage(environment, "migrate", "-v0")
    manage(environment, "collectstatic", "--noinput", "-v0")
    told = json.loads(manage(environment, "bench_fill", size, which).splitlines()[-1])
    targets = {(target.name, target.reader): target for target in wanted(told["jobs"], only)}
    server = Server(environment)
    try:
        server.wait()
        for target in targets.values():
            first_look(server, target, told["sessions"])
        for _ in range(ROUNDS):
            for target in random.sample(list(targets.values()), len(targets)):
                one_round(server, database_cpu, target, told["sessions"])
    finally:
        server.stop()
    return targets


def manage(environment, *command):
    command = [sys.executable, "manage.py", *map(str, command)]
    done = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return done.stdout


def wanted(jobs, only):
    """The workloads asked for and the limits they are held to."""
    workloads = [one for one in gathered("WORKLOADS") if not only or one.name in only]
    limits = {one.limit for one in workloads} | {"ping", "hello"}
    for one in [*workloads, *(limit for limit in gathered("LIMITS") if limit.name in limits)]:
        slow = one.name == "limit pdf" or getattr(one, "slow", False)
        made = [Job(**job) for job in jobs.get(one.name, ())]
        if any(job.data is not None for job in made):
            yield Target(one.name, "worker", made, once=True, slow=slow)
        elif made:
            yield from (Target(one.name, job.session, [job], slow=slow) for job in made)
        else:
            yield from (Target(one.name, shape, [Job(one.path, shape)], slow=slow) for shape in one.shapes)


def first_look(server, target, sessions):
    """Statements, blocks and size of a request, once both workers are warm."""
    for _ in range(1 if target.slow or target.once else 4):
        ask(server, target, sessions)
    target.status, headers, body, _seconds = ask(server, target, sessions, explain=True)
    target.size = len(body)
    target.sql, target.counts = int(headers["Bench-SQL"]), int(headers["Bench-Counts"])
    target.db_ms, target.blocks = float(headers["Bench-DB-ms"]), int(headers.get("Bench-Blocks", 0))


def ask(server, target, sessions, explain=False):
    job = target.next()
    return server.ask(job.path, sessions[job.session], job.data, explain)


def one_round(server, database_cpu, target, sessions):
    requests = SLOW if target.slow else REQUESTS
    before, before_db = server.cpu(), database_cpu()
    target.times += [ask(server, target, sessions)[3] * 1000 for _ in range(requests)]
    target.app.append((server.cpu() - before) * 1000 / requests)
    target.db.append((database_cpu() - before_db) * 1000 / requests)
