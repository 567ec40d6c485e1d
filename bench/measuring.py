"""One size on one engine: serve, ask in shuffled rounds, and say what each request cost."""

import random
import statistics
from dataclasses import dataclass, field

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


def measure(environment, told, database_cpu, only, limits=True):
    """{(name, reader): Target} on a database filled with what was `told`."""
    targets = {(target.name, target.reader): target for target in wanted(told["jobs"], only, limits)}
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


def wanted(jobs, only, limits):
    """The workloads asked for, and with `limits` what they are held to."""
    workloads = [one for one in gathered("WORKLOADS") if not only or one.name in only]
    held_to = {one.limit for one in workloads} | {"ping", "hello"} if limits else ()
    for one in [*workloads, *(limit for limit in gathered("LIMITS") if limit.name in held_to)]:
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
