"""Do the keys of this installation fit what was written with them? New keys beside old data would lose both."""

from access import ledger
from access.models import AuditEvent
from clients.actions import tokens_of
from clients.models import Client
from core import crypto


def misfits():
    """Names of the keys that do not fit what they once wrote; none where nothing was written yet."""
    event, client = AuditEvent.objects.order_by("-seq").first(), Client.objects.order_by("-pk").first()
    found = []
    if event and event.hash != ledger.seal(event, event.prev_hash):
        found.append("audit_key")
    if client is None:
        return found
    try:
        wanted = tokens_of(client)
    except crypto.Unreadable:
        return [*found, "identity_keys"]
    held = set(client.tokens.values_list("kind", "token"))
    return found if wanted <= held else [*found, "lookup_key"]
