"""What a system administrator does at the terminal leaves a trace, and makes nobody a superuser (T3)."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from access.models import AuditEvent
from clients.models import Client


def test_nobody_becomes_a_superuser(db):
    with pytest.raises(CommandError, match="no superusers"):
        call_command("createsuperuser")


@pytest.mark.rule("CONF-10")
def test_a_dump_is_logged_and_shows_no_identity(cast):
    Client(identity={"name": "CANARYNAME", "phones": ["CANARYPHONE"]}, registered_by=cast.worker).save()
    out, err = StringIO(), StringIO()
    call_command("dumpdata", "clients", stdout=out, stderr=err)
    assert "clients.client" in out.getvalue()
    assert "CANARY" not in out.getvalue()
    assert "audit log" in err.getvalue()
    assert AuditEvent.objects.get().verb == "export"
