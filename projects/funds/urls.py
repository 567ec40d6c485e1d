"""/funds/: applications for activity money, the pool of a year, cash advances, settlement."""

from django.urls import path

from projects.funds import views

app_name = "funds"
one = "funds/<uuid:uuid>"
cash = "funds/advances/<uuid:uuid>"
urlpatterns = [
    path("funds/", views.FundList.as_view(), name="list"),
    path("funds/pool/", views.Pool.as_view(), name="pool"),
    path(f"{one}/", views.Detail.as_view(), name="detail"),
    path(f"{one}/edit/", views.ApplicationEdit.as_view(), name="edit"),
    path(f"{one}/print/", views.ApplicationPrint.as_view(), name="print"),
    path(f"{one}/print.pdf", views.ApplicationPrint.as_view(pdf=True), name="pdf"),
    path(f"{one}/withdraw/", views.Withdraw.as_view(), name="withdraw"),
    path(f"{one}/settlement/", views.Settle.as_view(), name="settle"),
    path(f"{one}/advance/", views.AdvanceNew.as_view(), name="advance_new"),
    path(f"{cash}/", views.AdvanceRead.as_view(), name="advance"),
    path(f"{cash}/edit/", views.AdvanceAgain.as_view(), name="advance_edit"),
    path(f"{cash}/withdraw/", views.WithdrawAdvance.as_view(), name="advance_withdraw"),
    path(f"{cash}/pay/", views.Pay.as_view(), name="pay"),
    path(f"{cash}/print/", views.AdvancePrint.as_view(), name="advance_print"),
    path(f"{cash}/print.pdf", views.AdvancePrint.as_view(pdf=True), name="advance_pdf"),
]
