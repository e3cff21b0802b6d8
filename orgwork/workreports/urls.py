from django.urls import path

from orgwork.kit.api.urls import collection
from orgwork.workreports import api, ledgerurls, wordurls
from orgwork.workreports.templates import urls as templates
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
    *wordurls.urlpatterns,
]
