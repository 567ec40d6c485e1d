from django.urls import path

from archives.views import drafts

app_name = "archives"
urlpatterns = [
    path("drafts/", drafts.autosave, name="autosave"),
    path("verify/<str:code>/", drafts.verify_print, name="verify"),
]
