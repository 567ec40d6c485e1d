"""Append-only tables, on both engines: the database itself refuses UPDATE and DELETE (PostgreSQL: TRUNCATE too).

The one place in the house with trigger SQL. A room calls `protect` and `install` from a migration of its own; SQLite
loses triggers when a later migration rebuilds the table, so such a migration ends with `install` again.
"""

from contextlib import contextmanager

_PROTECTED = set()

_SQLITE = {
    "update": "CREATE TRIGGER IF NOT EXISTS {table}_no_update BEFORE UPDATE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    "delete": "CREATE TRIGGER IF NOT EXISTS {table}_no_delete BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
}
_POSTGRES_FUNCTION = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
)
_POSTGRES = {
    "update": "CREATE OR REPLACE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "delete": "CREATE OR REPLACE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
    "truncate": "CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
}


def protect(table):
    """Declare `table` append-only, so that `missing` and `lifted` know it."""
    _PROTECTED.add(table)


def protected_tables():
    return sorted(_PROTECTED)


def install(connection, table):
    """Create the triggers of `table`; harmless where they exist."""
    statements = _SQLITE
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRES_FUNCTION)
            statements = _POSTGRES
        for statement in statements.values():
            cursor.execute(statement.format(table=table))


def remove(connection, table):
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for kind in _POSTGRES if connection.vendor == "postgresql" else _SQLITE:
            cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{kind}{on}")


def missing(connection):
    """The declared tables whose triggers are not all there."""
    if connection.vendor == "postgresql":
        query, kinds = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'", _POSTGRES
    else:
        query, kinds = "SELECT name FROM sqlite_master WHERE type = 'trigger'", _SQLITE
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = {name for (name,) in cursor.fetchall()}
    return [table for table in protected_tables() if not {f"{table}_no_{kind}" for kind in kinds} <= found]


@contextmanager
def lifted(connection):
    """Inside the block the declared tables may change: for tests that empty the database, and for nothing else."""
    tables = [table for table in protected_tables() if table in connection.introspection.table_names()]
    for table in tables:
        remove(connection, table)
    try:
        yield
    finally:
        for table in tables:
            install(connection, table)
