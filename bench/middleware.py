"""Tells the measuring side how many statements a page took, and whether one of them counted rows."""

import re
import time

from django.db import connection

COUNTING = re.compile(r"\bCOUNT\(\*\)|\bCOUNT\(DISTINCT", re.IGNORECASE)


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
                seen.append((sql, time.perf_counter() - started))

        with connection.execute_wrapper(note):
            response = self.get_response(request)
        response.headers["Bench-SQL"] = str(len(seen))
        response.headers["Bench-DB-ms"] = f"{sum(spent for _, spent in seen) * 1000:.2f}"
        response.headers["Bench-Counts"] = str(sum(bool(COUNTING.search(sql)) for sql, _ in seen))
        return response
