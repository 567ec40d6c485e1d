"""Reading what is sealed (or being verified): only by right, always logged first, never without a watermark."""

import base64

from django.core.exceptions import ObjectDoesNotExist
from django.db import Error
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _
from django.views import View

from access import reading
from access.actions import record_before_serving
from access.doors import ObjectDoor
from access.models import AuditEvent, Verb
from archives import kinds, layout, policy, vault
from archives.models import Item, SealedItem, Volume
from core import clock, formats

CAPACITIES = {
    "verify": _("verifying supervision assistant"),
    "inspect": _("inspector of the sample"),
    "grant": _("holder of a reading grant"),
}
DOWNLOADS = {"application/pdf": "pdf"}


class SealedDoor(ObjectDoor):
    """A volume whose content the reader may see now; anything else is the same 404, and on the log as refused."""

    model = Volume
    verb = Verb.READ
    use = "read"

    def dispatch(self, request, *args, **kwargs):
        try:
            self.object = self.get_object()
            self.capacity, self.grant = self.right(request.user)
        except Http404:
            if not reading.logged(request, Verb.DENY, f"archives.volume:{self.kwargs['uuid']}"):
                return reading.unavailable(request)
            raise
        try:
            self.event = self.log(request)
        except Error:
            return reading.unavailable(request)
        response = super(ObjectDoor, self).dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response

    def right(self, user):
        capacity = policy.capacity_to_read(user, self.object)
        grant = policy.live_grant(user, self.object, self.use) if capacity in ("", "grant") else None
        if self.use != "read" and grant is None:
            raise Http404
        if not capacity:
            raise Http404
        return capacity, grant

    def log(self, request):
        """The reading, with the grant by which it happens (J5)."""
        detail = {**reading.circumstances(request), "capacity": self.capacity}
        if self.grant:
            detail["grant"] = str(self.grant.uuid)
        purpose = self.grant.purpose if self.grant else ""
        return record_before_serving(request.user, self.verb, self.object.ref, purpose, detail)


class Read(SealedDoor, View):
    """All forms of a volume on one page, marked with the reader's name; no download."""

    def get(self, request, *args, **kwargs):
        context = {
            "volume": self.object,
            "capacity": CAPACITIES[self.capacity],
            "at": clock.now(),
            "grant": self.grant,
            "papers": papers(self.object),
            "may_copy": policy.live_grant(request.user, self.object, "copy") is not None,
            "files": SealedItem.objects.filter(seal__volume=self.object).exclude(sha256="").select_related("seal"),
            "mark": watermark(f"{request.user} {formats.stamp(clock.now())}"),
        }
        return render(request, "archives/read.html", context)


def watermark(text):
    """The reader's name and the time as a picture repeated over the page, as a data address."""
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%"><defs>'
        '<pattern id="m" width="340" height="220" patternUnits="userSpaceOnUse">'
        '<text x="30" y="130" transform="rotate(-24 170 110)" font-size="15" fill="#777" fill-opacity=".22">'
        f"{escape(text)}</text></pattern></defs>"
        '<rect width="100%" height="100%" fill="url(#m)"/></svg>'
    )
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}"


def papers(volume):
    """[(title, why it is not there or "", [(form, sections), ...])] in the order of the catalogue, then supplements."""
    found = []
    for item in volume.items.all():
        forms = [_form(ref) for ref in item.sheets]
        absent = "" if forms else f"{Item.State(item.state).label} {item.reason}".strip()
        found.append((item.title, absent, [form for form in forms if form]))
    for line in SealedItem.objects.filter(seal__volume=volume).exclude(seal__kind="volume").exclude(ref=""):
        if not line.name and (form := _form(line.ref)):
            found.append((line.title, "", [form]))
    return found


def _form(ref):
    try:
        sheet = kinds.row_of(ref)
    except ObjectDoesNotExist:
        return None
    return sheet, layout.sections(sheet)


class File(SealedDoor, View):
    """One sealed file, to print or copy: only where copying was granted."""

    verb = Verb.DOWNLOAD
    use = "copy"

    def get(self, request, *args, **kwargs):
        item = SealedItem.objects.filter(seal__volume=self.object, pk=kwargs["item"]).exclude(sha256="").first()
        if item is None:
            raise Http404
        path = vault.month_folder(item.seal.month) / vault.object_name(item.sha256, item.mime)
        body = path.read_bytes()
        if vault.digest(body) != item.sha256:
            return render(request, "archives/damaged.html", {"volume": self.object}, status=500)
        response = HttpResponse(body, content_type=item.mime)
        response["Content-Disposition"] = f'attachment; filename="{item.code}{path.suffix}"'
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        response["X-Content-Type-Options"] = "nosniff"
        return response


class Readers(ObjectDoor, View):
    """Who opened this volume, or by a grant the file it was made of; for its worker, supervisor and the direction."""

    model = Volume

    def get(self, request, *args, **kwargs):
        if not policy.sees_readers(request.user, self.object):
            raise Http404
        events = AuditEvent.objects.about(self.object.ref, self.object.subject_ref)[:100]
        return render(request, "archives/readers.html", {"volume": self.object, "events": events})
