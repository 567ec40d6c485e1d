from django.urls import path

from rulebook import views

app_name = "rulebook"
urlpatterns = [
    path("settings/rules/", views.Settings.as_view(), name="settings"),
    path("settings/rules/decide/<uuid:uuid>/", views.Decide.as_view(), name="decide"),
    path("settings/rules/<str:key>/", views.Change.as_view(), name="change"),
    path("settings/calendar/", views.Year.as_view(), name="calendar"),
]
