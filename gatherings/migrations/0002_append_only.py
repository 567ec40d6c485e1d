from django.db import migrations

from core import immutable


def protect(apps, schema_editor):
    immutable.install(schema_editor.connection, "gatherings_tap")


def release(apps, schema_editor):
    immutable.remove(schema_editor.connection, "gatherings_tap")


class Migration(migrations.Migration):
    dependencies = [("gatherings", "0001_initial")]
    operations = [migrations.RunPython(protect, release)]
