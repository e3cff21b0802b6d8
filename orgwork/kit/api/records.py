"""The API of a register: same filters, same form, same services as its pages."""

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import viewsets
from rest_framework.response import Response

from .. import services
from ..sheets import jsonable
from . import jsontypes
from .errors import ApiError
from .paging import paged
from .schema import page_serializer, serializer_for

ACTIONS = {"create": "create", "partial_update": "change", "update": "change", "destroy": "delete"}
STALE = "这条记录已被别人改过，您的内容没有覆盖。请读取最新版本，合并后再提交。"


class RecordApi(viewsets.ViewSet):
    """Collection of one register; `register` is set by `viewset_for`."""

    register = None
    lookup_value_regex = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if not self.scope():
            raise Http404

    def scope(self, action=None):
        return self.request._request.scope(action or ACTIONS.get(self.action, "view"), self.register.key)

    def get_queryset(self):
        """The records the caller may do this on: the API's door, beside kit/views/base."""
        return self.register.model.objects.within(self.scope())

    # reading ------------------------------------------------------------------------------------
    def sources(self):
        return ["pk", "version", "updated_at", *(s for spec in self.register.specs for s in spec.sources)]

    def shown(self, row):
        found, at = {"id": str(row[0]), "version": row[1], "updated_at": row[2].isoformat()}, 3
        for spec in self.register.specs:
            found[spec.name] = jsonable(spec.plain(*row[at : at + len(spec.sources)]))
            at += len(spec.sources)
        return found

    def ordering(self):
        asked = self.request.query_params.get("ordering", self.register.ordering)
        if asked.lstrip("-") not in self.register.sorts:
            allowed = "、".join(sorted(self.register.sorts))
            raise ApiError("bad_ordering", f"不支持按「{asked[:30]}」排序。可用：{allowed}。")
        return asked

    def list(self, request):
        filters = self.register.filters(request.query_params, queryset=self.get_queryset(), scope=self.scope())
        if not filters.form.is_valid():
            raise ApiError("invalid", "筛选条件不对。", fields=_messages(filters.form))
        return paged(request, filters.qs, ordering=self.ordering(), sources=self.sources(), shown=self.shown)

    def retrieve(self, request, pk=None):
        row = self.get_queryset().filter(pk=pk).values_list(*self.sources()).first()
        if row is None:
            raise Http404
        return Response(self.shown(row))

    # writing ------------------------------------------------------------------------------------
    def record(self, pk):
        found = self.get_queryset().filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def create(self, request):
        data = _data(request)
        done = services.submitted(self.register.model, data.get("submission_key"), self.scope())
        if done is not None:
            return self.retrieve(request, done.pk)
        form = self.register.form(self.merged(data), scope=self.scope())
        return self.written(form, services.create_record, status=201, source="api")

    def partial_update(self, request, pk=None):
        record = self.record(pk)
        data = _data(request)
        form = self.register.form(self.merged(data, record), instance=record, scope=self.scope())
        return self.written(form, services.update_record, expected=_version(data))

    def merged(self, data, record=None):
        """What was sent over what is on record (or the defaults of a new one): a field not sent keeps its value."""
        kept = self.register.form(instance=record, scope=self.scope())
        jsontypes.check(kept, data)
        return {name: _initial(kept, name) for name in kept.record_fields()} | data

    def destroy(self, request, pk=None):
        record = self.record(pk)
        expected = _version(_data(request) or request.query_params)
        try:
            services.delete_record(record=record, by=request.user, expected=expected)
        except services.Conflict as clash:
            raise ApiError("conflict", STALE, status=409, fields={"version": [str(clash.current.version)]}) from clash
        except services.Blocked as blocked:
            kinds = "、".join(dict.fromkeys(str(h._meta.verbose_name) for h in blocked.holders))
            raise ApiError("blocked", f"还有记录挂在它下面：{kinds}。请先处理它们。", status=409) from blocked
        return Response(status=204)

    def written(self, form, service, status=200, **more):
        if not form.is_valid():
            raise ApiError("invalid", "有字段填得不对。", fields=_messages(form))
        try:
            record = service(form=form, by=self.request.user, scope=self.scope(), **more)
        except services.Conflict as clash:
            raise ApiError("conflict", STALE, status=409, fields={"version": [str(clash.current.version)]}) from clash
        except services.Duplicate as error:
            raise ApiError("duplicate", "同样的记录刚被登记过，没有再存一条。", status=409) from error
        except services.OutOfScope as error:
            raise ApiError(
                "out_of_scope", "所选的单位不在您的范围里。", fields={"unit": ["不在您的范围里。"]}
            ) from error
        row = type(record).objects.filter(pk=record.pk).values_list(*self.sources()).get()
        return Response(self.shown(row), status=status)


def _data(request):
    """The body as a flat dict of form values; anything else is refused."""
    data = request.data or {}
    if not isinstance(data, dict):
        raise ApiError("bad_request", "请求应是一个 JSON 对象。")
    return data if not hasattr(data, "dict") else data.dict()


def _version(data):
    return services.version_of(data.get("version"))


def _initial(form, name):
    value = form.get_initial_for_field(form.fields[name], name)
    return "" if value is None else value


def _messages(form):
    return {name: [str(m) for m in messages] for name, messages in form.errors.items()}


def viewset_for(register):
    """The viewset class of `register`, described for the schema."""
    one = serializer_for(register)
    answers = {"list": page_serializer(register.model.__name__, one), "retrieve": one}
    if register.form:
        answers |= dict.fromkeys(("create", "partial_update", "destroy"), one)
    methods = {name: _described(register, name, one, answer) for name, answer in answers.items()}
    allowed = ["get", "head", "options", *(["post", "patch", "delete"] if register.form else [])]
    return type(
        f"{register.model.__name__}Api",
        (RecordApi,),
        {"register": register, "http_method_names": allowed, "serializer_class": one, **methods},
    )


def _described(register, name, one, answer):
    """`RecordApi.<name>` for one register, with what the schema says of it."""
    paths = [] if name in ("list", "create") else [OpenApiParameter("id", OpenApiTypes.UUID, OpenApiParameter.PATH)]
    if name == "destroy":
        paths.append(OpenApiParameter("version", int, description="读到的版本"))
    told = extend_schema(
        operation_id=f"{register.key}_{name}",
        request=one if name in ("create", "partial_update") else None,
        responses={204: None} if name == "destroy" else answer,
        parameters=paths,
        tags=[register.label],
    )
    return told(_copy(getattr(RecordApi, name)))


def _copy(method):
    """A function of its own, so that each register's schema hangs on its own method."""

    def call(self, request, *args, **kwargs):
        return method(self, request, *args, **kwargs)

    call.__name__, call.__doc__ = method.__name__, method.__doc__
    return call
