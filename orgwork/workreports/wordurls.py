"""Addresses of the words of a report: its checks, its paragraphs, its suggestions; the dated word list."""

from django.urls import path

from orgwork.workreports.views import findings, paragraphs, suggestions, words

ONE = "reports/<int:pk>/"

urlpatterns = [
    path(f"{ONE}check/", findings.CheckView.as_view(), name="report-check"),
    path(f"{ONE}adopt/", findings.AdoptView.as_view(), name="report-adopt"),
    path(f"{ONE}waive/", findings.WaiveView.as_view(), name="report-waive"),
    path(f"{ONE}unwaive/", findings.UnwaiveView.as_view(), name="report-unwaive"),
    path(f"{ONE}ask/", findings.AskView.as_view(), name="report-ask"),
    path(f"{ONE}paragraphs/<int:line>/", paragraphs.ParagraphView.as_view(), name="report-paragraph"),
    path(
        f"{ONE}paragraphs/<int:line>/preview/", paragraphs.ParagraphPreviewView.as_view(), name="report-paragraph-preview"
    ),
    path(f"{ONE}suggestions/", suggestions.DeskView.as_view(), name="report-suggestions"),
    path(f"{ONE}suggestions/answer/", suggestions.AnswerView.as_view(), name="report-suggestion-answer"),
    path(f"{ONE}suggestions/write/", suggestions.WriteView.as_view(), name="report-proposals-write"),
    path(f"{ONE}suggestions/<uuid:proposal>/choose/", suggestions.ChooseView.as_view(), name="report-proposal-choose"),
    path("reports/words/", words.WordListView.as_view(), name="reports-words"),
    path("reports/words/<int:pk>/stop/", words.WordStopView.as_view(), name="reports-word-stop"),
]
