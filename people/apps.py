from django.apps import AppConfig
from django.contrib.admin.apps import SimpleAdminConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    label = "people"
    default = True
    verbose_name = _("People and structure")

    def ready(self):
        from django.contrib.auth.signals import user_logged_in

        # Sign-ins stand in the audit log. Django would also save the person at each, which writes history: its
        # receiver is kept out by one under the same name that does nothing.
        user_logged_in.connect(nothing, dispatch_uid="update_last_login")


def nothing(sender, **kwargs):
    """Stands where Django's update_last_login would."""


class DeskAdminConfig(SimpleAdminConfig):
    """The Django admin with our site, which has no sign-in of its own."""

    default_site = "people.admin_site.DeskAdminSite"
