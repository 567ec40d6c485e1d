"""Less waiting for the disk while the demo is built: one that is cut short is thrown away, never repaired."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def hurried():
    """SQLite does not wait for the disk inside the block, and writes everything down at its end. PostgreSQL as ever."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA synchronous").fetchone()[0]
        cursor.execute("PRAGMA synchronous=OFF")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA synchronous={int(before)}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
