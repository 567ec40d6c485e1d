"""Signing in and one's own sign-in settings. A hand-picked part of allauth: what is not here has no URL."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as usersessions
from django.urls import path

from people import views

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("login/again/", account.reauthenticate, name="account_reauthenticate"),
    path("logout/", views.SignOut.as_view(), name="account_logout"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/forgotten/", views.Forgotten.as_view(), name="password_forgotten"),
    path("setup/<str:token>/", views.Setup.as_view(), name="setup"),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/code/", mfa.authenticate, name="mfa_authenticate"),
    path("2fa/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/activate/", views.ActivateSecondFactor.as_view(), name="mfa_activate_totp"),
    path("2fa/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/recovery/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/recovery/download/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("me/devices/", usersessions.list_usersessions, name="usersessions_list"),
]
