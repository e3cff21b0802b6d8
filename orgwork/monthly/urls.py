from django.urls import path

from .views import cell, files, filling, overview, reviewing

urlpatterns = [
    path("monthly/", overview.OverviewPage.as_view(), name="monthly"),
    path("monthly/rates/", overview.RatesPage.as_view(), name="monthly-rates"),
    path("monthly/open/", overview.OpenMonth.as_view(), name="monthly-open"),
    path("monthly/lock/", overview.LockMonth.as_view(), name="monthly-lock"),
    path("monthly/values/<int:pk>/", overview.ValuePage.as_view(), name="monthly-value"),
    path("monthly/<uuid:pk>/", filling.FormPage.as_view(), name="monthly-form"),
    path("monthly/<uuid:pk>/cells/<slug:code>/", cell.CellPage.as_view(), name="monthly-cell"),
    path("monthly/<uuid:pk>/files/<int:number>/", files.FilePage.as_view(), name="monthly-file"),
    path("monthly/<uuid:pk>/submit/", filling.SubmitPage.as_view(), name="monthly-submit"),
    path("monthly/<uuid:pk>/withdraw/", filling.WithdrawPage.as_view(), name="monthly-withdraw"),
    path("monthly/<uuid:pk>/review/", reviewing.ReviewPage.as_view(), name="monthly-review"),
    path("monthly/<uuid:pk>/reopen/", reviewing.ReopenPage.as_view(), name="monthly-reopen"),
    path("monthly/<uuid:pk>/history/", overview.HistoryPage.as_view(), name="monthly-history"),
]
