from django.urls import path

from approvals import views

app_name = "approvals"
urlpatterns = [
    path("inbox/", views.Inbox.as_view(), name="inbox"),
    path("inbox/<uuid:uuid>/", views.Decide.as_view(), name="decide"),
    path("inbox/<uuid:uuid>/act/", views.Act.as_view(), name="act"),
    path("inbox/<uuid:uuid>/remind/", views.Chase.as_view(), name="chase"),
    path("inbox/<uuid:uuid>/link/", views.Link.as_view(), name="link"),
    path("consent/<str:token>/", views.Consent.as_view(), name="consent"),
]
