from django.urls import path

from bench import views

app_name = "bench"
urlpatterns = [
    path("ping/", views.ping, name="ping"),
    path("hello/", views.hello, name="hello"),
    path("cases/", views.cases, name="cases"),
    path("leaves/", views.leaves, name="leaves"),
    path("today/", views.today, name="today"),
    path("case/<uuid:uuid>/", views.case, name="case"),
]
