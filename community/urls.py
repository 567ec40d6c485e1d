from django.urls import path

from community.views import day, folder, lists, sheets, studies

app_name = "community"
EVENT = "events/<uuid:uuid>/"
FORM = EVENT + "forms/<slug:form>/"
urlpatterns = [
    path("events/", lists.Events.as_view(), name="list"),
    path("events/new/", lists.Begin.as_view(), name="new"),
    path("events/dates/", lists.Dates.as_view(), name="dates"),
    path("events/studies/", studies.Studies.as_view(), name="studies"),
    path("events/studies/new/", studies.WriteStudy.as_view(), name="study_new"),
    path("events/studies/<uuid:uuid>/", studies.Study.as_view(), name="study"),
    path("events/studies/<uuid:uuid>/read/", studies.ReadStudy.as_view(), name="study_read"),
    path(EVENT, folder.Detail.as_view(), name="detail"),
    path(EVENT + "change/", lists.Change.as_view(), name="change"),
    path(EVENT + "host/", lists.AskHost.as_view(), name="ask_host"),
    path(EVENT + "cancel/", lists.Cancel.as_view(), name="cancel"),
    path(EVENT + "postpone/", lists.Postpone.as_view(), name="postpone"),
    path(EVENT + "resume/", lists.Resume.as_view(), name="resume"),
    path(EVENT + "prep/", folder.Prep.as_view(), name="prep"),
    path(EVENT + "prep/<uuid:line>/", folder.Assign.as_view(), name="assign"),
    path(EVENT + "prep/<uuid:line>/tick/", folder.Tick.as_view(), name="tick"),
    path(EVENT + "people/", folder.People.as_view(), name="people"),
    path(EVENT + "people/new/", folder.Register.as_view(), name="register"),
    path(EVENT + "people/<uuid:person>/result/", folder.Select.as_view(), name="select"),
    path(EVENT + "people/<uuid:person>/withdraw/", folder.Withdraw.as_view(), name="withdraw"),
    path(EVENT + "sign-in/", day.SignIn.as_view(), name="sign_in"),
    path(EVENT + "sign-in/taps/", day.SignInSend.as_view(), name="sign_in_send"),
    path(EVENT + "budget/", folder.Budget.as_view(), name="budget"),
    path(EVENT + "report/", folder.Report.as_view(), name="report"),
    path(EVENT + "opinions/", day.Opinions.as_view(), name="opinions"),
    path(EVENT + "opinions/hand-over/", day.HandOver.as_view(), name="hand_over"),
    path(EVENT + "opinions/devices/<uuid:device>/end/", day.DeviceBack.as_view(), name="device_back"),
    path(EVENT + "opinions/tally/", day.Tally.as_view(), name="tally"),
    path(FORM, sheets.Form.as_view(), name="form"),
    path(FORM + "edit/", sheets.Fill.as_view(), name="fill"),
    path(FORM + "print/", sheets.Print.as_view(), name="print"),
    path(FORM + "print.pdf", sheets.Print.as_view(pdf=True), name="pdf"),
]
