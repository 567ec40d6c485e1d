from django.urls import path

from notifications import views

app_name = "notifications"
urlpatterns = [
    path("today/", views.Today.as_view(), name="today"),
    path("today/week/", views.Week.as_view(), name="week"),
    path("today/later/", views.Later.as_view(), name="later"),
    path("today/done/", views.Done.as_view(), name="done"),
    path("notifications/", views.Notices.as_view(), name="list"),
    path("notifications/read/", views.ReadAll.as_view(), name="read_all"),
    path("notifications/settings/", views.Settings.as_view(), name="settings"),
    path("notifications/<uuid:uuid>/", views.Go.as_view(), name="go"),
]
