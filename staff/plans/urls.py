from django.urls import path

from staff.plans.choices import Kind
from staff.plans.views import filling, people, reading

app_name = "plans"
WEEK, MONTH = "plans/weekly/<str:key>/", "plans/monthly/<str:key>/"
urlpatterns = [
    path("plans/", reading.Mine.as_view(), name="mine"),
    path("plans/people/", people.Now.as_view(), name="now"),
    path("plans/punctuality/", people.Figures.as_view(), name="punctuality"),
    path("plans/archive/", people.Archive.as_view(), name="archive"),
    path(WEEK, reading.Own.as_view(kind=Kind.WEEKLY), name="weekly"),
    path(f"{WEEK}edit/", filling.Fill.as_view(kind=Kind.WEEKLY), name="weekly_edit"),
    path(f"{WEEK}submit/", filling.Fill.as_view(kind=Kind.WEEKLY), name="weekly_submit"),
    path(f"{WEEK}people/", people.People.as_view(), name="people"),
    path(f"{MONTH}plan/", reading.Own.as_view(kind=Kind.MONTHLY_PLAN), name="monthly_plan"),
    path(f"{MONTH}plan/edit/", filling.Fill.as_view(kind=Kind.MONTHLY_PLAN), name="monthly_plan_edit"),
    path(f"{MONTH}plan/submit/", filling.Fill.as_view(kind=Kind.MONTHLY_PLAN), name="monthly_plan_submit"),
    path(f"{MONTH}summary/", reading.Own.as_view(kind=Kind.MONTHLY_SUMMARY), name="monthly_summary"),
    path(f"{MONTH}summary/edit/", filling.Fill.as_view(kind=Kind.MONTHLY_SUMMARY), name="monthly_summary_edit"),
    path(f"{MONTH}summary/submit/", filling.Fill.as_view(kind=Kind.MONTHLY_SUMMARY), name="monthly_summary_submit"),
    path(f"{MONTH}people/", people.Monthly.as_view(), name="people_monthly"),
    path("plans/<uuid:uuid>/", reading.Detail.as_view(), name="detail"),
    path("plans/<uuid:uuid>/read/", reading.Read.as_view(), name="read"),
    path("plans/<uuid:uuid>/return/", reading.Return.as_view(), name="return"),
    path("plans/<uuid:uuid>/outings/<int:row>/", reading.Verify.as_view(), name="verify"),
    path("plans/<uuid:uuid>/print/", reading.Print.as_view(), name="print"),
    path("plans/<uuid:uuid>/print.pdf", reading.Print.as_view(pdf=True), name="pdf"),
]
