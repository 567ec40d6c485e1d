"""/targets/: the contracts' targets by service point."""

from django.urls import path

from projects.contracts import views

app_name = "contracts"
urlpatterns = [
    path("targets/", views.Targets.as_view(), name="list"),
    path("targets/organization/", views.PointTargets.as_view(), name="organization"),
    path("targets/<uuid:uuid>/", views.PointTargets.as_view(), name="point"),
    path("targets/one/<uuid:uuid>/", views.OneTarget.as_view(), name="one"),
]
