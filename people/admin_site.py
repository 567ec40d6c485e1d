"""The Django admin behind our own sign-in: no second door with a password alone (designs: admin is no side door)."""

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _


class DeskAdminSite(AdminSite):
    site_header = site_title = _("People and settings")
    index_title = _("People, structure and settings")

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """Throttling and the second factor are on the one sign-in page; whoever is signed in and may not, may not."""
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def password_change(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("account_change_password"))

    def logout(self, request, extra_context=None):
        return HttpResponseRedirect(reverse("account_logout"))
