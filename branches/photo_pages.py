"""Photos on the page of a record: shown, opened, added, removed. Who sees the record sees its photos, nobody else."""

import logging

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from orgwork.kit import crypto, files
from orgwork.kit.values.problems import Problem
from orgwork.kit.views.base import RecordView
from orgwork.kit.views.detail import DetailView

from . import photos

log = logging.getLogger(__name__)


class PhotoDetail(DetailView):
    """A record's page with its photos."""

    template = "services/detail.html"

    def get(self, request, pk, tab=""):
        return self.show(self.record(pk), tab)

    def show(self, record, tab="", status=200, **more):
        context = self.page_context((str(record), None), **self.head(record), **self.body(record, tab))
        context |= {"record": record, "tab": tab, **self.pictures(record), **more}
        return render(self.request, self.template, context, status=status)

    def pictures(self, record):
        """The photos and whether the viewer may change them."""
        address = f"{self.register.url(record)}photos/"
        found = [{"name": p.name, "url": f"{address}{p.pk}/", "size": p.size} for p in record.photos.all()]
        may = self.scope("change").covers(record.path)
        return {"photos": found, "photos_url": address if may else "", "photos_left": photos.MOST - len(found)}


class PhotoAdd(PhotoDetail):
    action = "change"
    http_method_names = ["post"]

    def post(self, request, pk):
        record, uploads = self.record(pk), request.FILES.getlist("photos")
        try:
            if not uploads:
                raise Problem("file.empty", "还没有选照片。请拍一张或选一张再上传。")
            photos.add(
                model=self.register.photo, of=self.register.photo_of, record=record, uploads=uploads, by=request.user
            )
        except Problem as problem:
            return self.show(record, status=422, photo_error=problem.message)
        messages.success(request, f"已加 {len(uploads)} 张照片。")
        return redirect(f"{self.register.url(record)}#photos")


class OnePhoto(RecordView):
    """A photo of a record the viewer may act on."""

    def photo(self, pk, photo):
        found = self.record(pk).photos.filter(pk=photo).first()
        if found is None:
            raise Http404
        return found


class PhotoFile(OnePhoto):
    def get(self, request, pk, photo):
        found = self.photo(pk, photo)
        try:
            return files.response(found)
        except (FileNotFoundError, crypto.Unreadable) as error:
            log.error("photo %s of %s cannot be read", found.pk, pk)
            raise Http404 from error


class PhotoRemove(OnePhoto):
    action = "change"
    http_method_names = ["post"]

    def post(self, request, pk, photo):
        files.remove(self.photo(pk, photo))
        messages.success(request, "已删除 1 张照片。")
        return redirect(f"{self.register.base_url}{pk}/#photos")


class PhotoPages:
    """Mixed into a register whose records carry photos: `photo` is their model, `photo_of` its way to the record.

    `pages` puts a register's own view in the place of the kit's, by the name of the page.
    """

    photo = None
    photo_of = ""
    pages = {"detail": PhotoDetail, "tab": PhotoDetail}

    def more_pages(self):
        return [
            ("<uuid:pk>/photos/", PhotoAdd, "photos"),
            ("<uuid:pk>/photos/<int:photo>/", PhotoFile, "photo"),
            ("<uuid:pk>/photos/<int:photo>/remove/", PhotoRemove, "photo-remove"),
        ]

    def _route(self, route, view, name):
        return super()._route(route, self.pages.get(name, view), name)
