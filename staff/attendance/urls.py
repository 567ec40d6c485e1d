from django.urls import path

from staff.attendance import views

app_name = "attendance"
urlpatterns = [
    path("attendance/", views.MyMonth.as_view(), name="mine"),
    path("attendance/<str:month>/", views.MyMonth.as_view(), name="month"),
]
