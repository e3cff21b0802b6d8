from django.urls import path

from orgwork.workreports.views import oldspeech, template_files, templates

urlpatterns = [
    path("reports/templates/", templates.ListView.as_view(), name="report-templates"),
    path("reports/templates/new/", templates.NewView.as_view(), name="report-template-new"),
    path("reports/templates/preview/", templates.PreviewView.as_view(), name="report-template-preview"),
    path("reports/templates/words/", templates.WordsView.as_view(), name="report-template-words"),
    path("reports/templates/from-report/", templates.FromReportView.as_view(), name="report-template-from-report"),
    path("reports/templates/file/", template_files.NewView.as_view(), name="report-template-upload"),
    path("reports/templates/old/", oldspeech.UploadView.as_view(), name="report-old-new"),
    path("reports/templates/old/<int:pk>/", oldspeech.ConfirmView.as_view(), name="report-old"),
    path("reports/templates/<int:pk>/", templates.DetailView.as_view(), name="report-template"),
    path("reports/templates/<int:pk>/edit/", templates.EditView.as_view(), name="report-template-edit"),
    path("reports/templates/<int:pk>/file/", template_files.NextView.as_view(), name="report-template-file-new"),
    path("reports/templates/<int:pk>/compare/", templates.CompareView.as_view(), name="report-template-compare"),
    path("reports/templates/<int:pk>/close/", templates.CloseView.as_view(), name="report-template-close"),
    path("reports/templates/<int:pk>/recheck/", templates.RecheckView.as_view(), name="report-template-recheck"),
    path("reports/templates/<int:pk>/<int:number>/", templates.DetailView.as_view(), name="report-template-version"),
    path("reports/templates/<int:pk>/<int:number>/restore/", templates.RestoreView.as_view(), name="report-template-restore"),
    path("reports/templates/<int:pk>/<int:number>/file/", template_files.DownloadView.as_view(), name="report-template-file"),
]
