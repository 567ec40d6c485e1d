from django.db import migrations

from core import immutable

TABLES = ["gatherings_tap"]


def protect(apps, schema_editor):
    for table in TABLES:
        immutable.install(schema_editor.connection, table)


def release(apps, schema_editor):
    for table in TABLES:
        immutable.remove(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("gatherings", "0001_initial")]
    operations = [migrations.RunPython(protect, release)]
