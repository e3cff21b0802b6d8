from django.urls import path

from orgwork.kit.api.urls import collection
from orgwork.workreports import api, ledgerurls
from orgwork.workreports.templates import urls as templates
from orgwork.workreports.views import findings, paragraphs, words
from orgwork.workreports.views import reports as views

collection("work-reports", api.WorkReportApi)

urlpatterns = [
    *templates.urlpatterns,
    path("reports/", views.ListView.as_view(), name="reports"),
    path("reports/new/", views.NewView.as_view(), name="reports-new"),
    path("reports/<int:pk>/", views.DetailView.as_view(), name="report"),
    path("reports/<int:pk>/revise/", views.ReviseView.as_view(), name="report-revise"),
    path("reports/<int:pk>/file/", views.DownloadView.as_view(), name="report-file"),
    path("reports/<int:pk>/file/review/", views.DownloadView.as_view(), {"edition": "review"}, name="report-review"),
    *ledgerurls.urlpatterns,
    path("reports/<int:pk>/check/", findings.CheckView.as_view(), name="report-check"),
    path("reports/<int:pk>/adopt/", findings.AdoptView.as_view(), name="report-adopt"),
    path("reports/<int:pk>/waive/", findings.WaiveView.as_view(), name="report-waive"),
    path("reports/<int:pk>/unwaive/", findings.UnwaiveView.as_view(), name="report-unwaive"),
    path("reports/<int:pk>/ask/", findings.AskView.as_view(), name="report-ask"),
    path("reports/<int:pk>/paragraphs/<int:line>/", paragraphs.ParagraphView.as_view(), name="report-paragraph"),
    path("reports/words/", words.WordListView.as_view(), name="reports-words"),
    path("reports/words/<int:pk>/stop/", words.WordStopView.as_view(), name="reports-word-stop"),
]
