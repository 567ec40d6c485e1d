"""/funds/: applications for activity money, the pool of a year, cash advances, settlement."""

from django.urls import path

from projects.funds import views

app_name = "funds"
urlpatterns = [
    path("funds/<uuid:uuid>/", views.Detail.as_view(), name="detail"),
    path("funds/advances/<uuid:uuid>/", views.AdvanceRead.as_view(), name="advance"),
]
