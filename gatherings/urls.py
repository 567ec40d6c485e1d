from django.urls import path

from gatherings.views import giving

app_name = "gatherings"
urlpatterns = [
    path("opinions/<str:token>/", giving.Give.as_view(), name="give"),
    path("opinions/<str:token>/thanks/", giving.Thanks.as_view(), name="thanks"),
]
