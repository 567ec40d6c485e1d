from django.db import migrations

from core import immutable

TABLES = ["reports_snapshot"]


def protect(apps, schema_editor):
    for table in TABLES:
        immutable.install(schema_editor.connection, table)


def release(apps, schema_editor):
    for table in TABLES:
        immutable.remove(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial")]
    operations = [migrations.RunPython(protect, release)]
