from django.urls import path

from access import views

app_name = "access"
urlpatterns = [
    path("audit/", views.Log.as_view(), name="log"),
    path("access/reason/", views.Reason.as_view(), name="reason"),
]
