from django.urls import include, path

from .views import cell, files, filling, overview, printing, reviewing, workbook

urlpatterns = [
    path("monthly/", overview.OverviewPage.as_view(), name="monthly"),
    path("monthly/rates/", overview.RatesPage.as_view(), name="monthly-rates"),
    path("monthly/open/", overview.OpenMonth.as_view(), name="monthly-open"),
    path("monthly/lock/", overview.LockMonth.as_view(), name="monthly-lock"),
    path("monthly/values/<int:pk>/", overview.ValuePage.as_view(), name="monthly-value"),
    path("monthly/form/", include("orgwork.monthly.formdef.urls")),
    path("monthly/<uuid:pk>/", filling.FormPage.as_view(), name="monthly-form"),
    path("monthly/<uuid:pk>/cells/<slug:code>/", cell.CellPage.as_view(), name="monthly-cell"),
    path("monthly/<uuid:pk>/files/<int:number>/", files.FilePage.as_view(), name="monthly-file"),
    path("monthly/<uuid:pk>/print/", printing.PrintPage.as_view(), name="monthly-print"),
    path("monthly/<uuid:pk>/print.docx", printing.PrintWord.as_view(), name="monthly-print-word"),
    path("monthly/<uuid:pk>/form.xlsx", workbook.FormWorkbook.as_view(), name="monthly-workbook"),
    path("monthly/<uuid:pk>/upload/", workbook.UploadPage.as_view(), name="monthly-upload"),
    path("monthly/<uuid:pk>/submit/", filling.SubmitPage.as_view(), name="monthly-submit"),
    path("monthly/<uuid:pk>/withdraw/", filling.WithdrawPage.as_view(), name="monthly-withdraw"),
    path("monthly/<uuid:pk>/review/", reviewing.ReviewPage.as_view(), name="monthly-review"),
    path("monthly/<uuid:pk>/reopen/", reviewing.ReopenPage.as_view(), name="monthly-reopen"),
    path("monthly/<uuid:pk>/history/", overview.HistoryPage.as_view(), name="monthly-history"),
]
