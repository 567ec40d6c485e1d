"""What is being typed into a form."""

from django.conf import settings
from django.db import models

from core import clock, crypto
from core.models import Opaque

PERSON = settings.AUTH_USER_MODEL


class Draft(Opaque):
    """What somebody is typing into a form, seen by nobody else; one per person, form and file.

    `data` is ciphertext bound to this row. After submitting it is emptied and keeps the key and the address of the
    result, so that a form sent twice has one effect. Not audited: scratch paper leaves no history.
    """

    owner = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    form = models.CharField(max_length=60)
    about = models.CharField(max_length=100, blank=True)
    data = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    window = models.CharField(max_length=40, blank=True)  # the browser window that writes; not a person's device
    filled = models.PositiveSmallIntegerField(default=0)  # required boxes that are not empty
    wanted = models.PositiveSmallIntegerField(default=0)  # required boxes in all
    updated_at = models.DateTimeField(default=clock.now)
    last_key = models.CharField(max_length=40, blank=True)
    last_url = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "form", "about"], name="one_draft_a_form")]

    @property
    def bound_to(self):
        return f"archives.draft|{self.uuid}"

    def put(self, text):
        self.data = crypto.encrypt(text, bound_to=self.bound_to) if text else ""

    def text(self):
        return crypto.decrypt(self.data, bound_to=self.bound_to) if self.data else ""
