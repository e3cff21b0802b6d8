from django.urls import path

from ..views import formdef, formitems, formrules

urlpatterns = [
    path("", formdef.FormPage.as_view(), name="formdef"),
    path("cost/", formdef.CostPage.as_view(), name="formdef-cost"),
    path("versions/", formdef.VersionsPage.as_view(), name="formdef-versions"),
    path("items/new/", formitems.ItemPage.as_view(), name="formdef-new"),
    path("items/<slug:code>/", formitems.ItemPage.as_view(), name="formdef-item"),
    path("items/<slug:code>/stop/", formitems.StopPage.as_view(), name="formdef-stop"),
    path("items/<int:pk>/undo/", formitems.UndoItem.as_view(), name="formdef-undo"),
    path("rules/", formrules.RulesPage.as_view(), name="formdef-rules"),
    path("rules/new/", formrules.NewRule.as_view(), name="formdef-rule-new"),
    path("rules/<int:pk>/", formrules.RulePage.as_view(), name="formdef-rule"),
]
