"""Both engines: the database refuses to change or delete an audit event (core/immutable.py)."""

from django.db import migrations

from core import immutable


def install(apps, schema_editor):
    immutable.install(schema_editor.connection, "access_auditevent")


def remove(apps, schema_editor):
    immutable.remove(schema_editor.connection, "access_auditevent")


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
