"""Tells the measuring side how many statements a page took, whether one of them counted rows, and what they read."""

import json
import re
import time

from django.db import connection

COUNTING = re.compile(r"\bCOUNT\(\*\)|\bCOUNT\(DISTINCT", re.IGNORECASE)
CONTROL = re.compile(r"^\s*(SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|EXPLAIN)", re.IGNORECASE)


class CountMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        seen = []

        def note(execute, sql, params, many, context):
            started = time.perf_counter()
            try:
                return execute(sql, params, many, context)
            finally:
                if not CONTROL.match(sql):
                    seen.append((sql, params, time.perf_counter() - started))

        with connection.execute_wrapper(note):
            response = self.get_response(request)
        response.headers["Bench-SQL"] = str(len(seen))
        response.headers["Bench-DB-ms"] = f"{sum(spent for _, _, spent in seen) * 1000:.2f}"
        response.headers["Bench-Counts"] = str(sum(bool(COUNTING.search(sql)) for sql, _, _ in seen))
        if request.headers.get("Bench-Explain") and connection.vendor == "postgresql":
            response.headers["Bench-Blocks"] = str(sum(blocks(sql, params) for sql, params, _ in seen))
        return response


def blocks(sql, params):
    """Shared buffers a SELECT touches when it runs once more: the nearest thing to counting work itself."""
    if not sql.lstrip().upper().startswith("SELECT") or "FOR UPDATE" in sql:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
        found = cursor.fetchone()[0]
    plan = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"]
