from django.urls import path

from .views import deciding, files, previewing, uploading

urlpatterns = [
    path("imports/", uploading.history, name="imports"),
    path("imports/new/", uploading.new, name="import_new"),
    path("imports/template/<slug:kind>.xlsx", files.template, name="import_template"),
    path("imports/<int:pk>/", previewing.show, name="import"),
    path("imports/<int:pk>/commit/", deciding.commit, name="import_commit"),
    path("imports/<int:pk>/answers/", deciding.answer, name="import_answers"),
    path("imports/<int:pk>/clear/", deciding.tick, name="import_clear"),
    path("imports/<int:pk>/drop/", deciding.drop, name="import_drop"),
    path("imports/<int:pk>/undo/", deciding.undo, name="import_undo"),
    path("imports/<int:pk>/errors.xlsx", files.errors, name="import_errors"),
]
