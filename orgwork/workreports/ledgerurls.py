"""Addresses below one report: its blanks, 定稿 and what follows, the documents made from it."""

from django.urls import path

from orgwork.workreports.views import documents, freezing, ledger

ONE = "reports/<int:pk>/"
SLOT = f"{ONE}slots/<int:no>/"

urlpatterns = [
    path(SLOT, ledger.SlotView.as_view(), name="report-slot"),
    path(f"{SLOT}enter/", ledger.EntryView.as_view(), name="report-enter"),
    path(f"{SLOT}remind/", ledger.RemindView.as_view(), name="report-remind"),
    path(f"{SLOT}files/<int:file>/", ledger.BasisView.as_view(), name="report-basis"),
    path(f"{SLOT}files/<int:file>/drop/", ledger.BasisDropView.as_view(), name="report-basis-drop"),
    path(f"{ONE}texts/", ledger.TextsView.as_view(), name="report-texts"),
    path(f"{ONE}finalise/", freezing.FinaliseView.as_view(), name="report-finalise"),
    path(f"{ONE}drift/file/", freezing.DriftFileView.as_view(), name="report-drift-file"),
    path(f"{ONE}reissue/", freezing.ReissueView.as_view(), name="report-reissue"),
    path(f"{ONE}next-year/", freezing.NextYearView.as_view(), name="report-next-year"),
    path(f"{ONE}compare/", freezing.CompareView.as_view(), name="report-compare"),
    path(f"{ONE}documents/", documents.DocumentsView.as_view(), name="report-documents"),
    path(f"{ONE}documents/<int:version>/make/", documents.MakeView.as_view(), name="report-document-make"),
    path(f"{ONE}documents/<int:number>/file/", documents.DocumentFileView.as_view(), name="report-document-file"),
]
