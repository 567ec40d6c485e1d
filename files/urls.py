from django.urls import path

from files.views import Download

app_name = "files"
urlpatterns = [path("files/<uuid:uuid>/", Download.as_view(), name="download")]
