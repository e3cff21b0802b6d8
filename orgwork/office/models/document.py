from django.db import models

from orgwork.audit.history import tracked
from orgwork.kit.models import Record, list_indexes

from ..enums import DocumentAction, DocumentKind, Issuer


@tracked
class Document(Record):
    """What became of a document or rule when the stock was gone through (文件清理); `featured` ones are named in reports."""

    title = models.CharField("文件名称", max_length=200)
    doc_no = models.CharField("文号", max_length=60, blank=True)
    issuer = models.CharField("制发机关", max_length=12, choices=Issuer.choices)
    issued_on = models.DateField("制发日期", null=True, blank=True)
    kind = models.CharField("种类", max_length=8, choices=DocumentKind.choices)
    action = models.CharField("清理结果", max_length=10, choices=DocumentAction.choices)
    action_on = models.DateField("清理日期")
    action_doc = models.CharField("清理依据文号", max_length=60, blank=True)
    campaign = models.CharField("专项活动", max_length=30, blank=True)
    replaced_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", verbose_name="被哪一份代替"
    )
    reason_text = models.CharField("清理理由", max_length=300, blank=True)
    featured = models.BooleanField("报告点名", default=False)
    featured_order = models.PositiveSmallIntegerField("点名次序", null=True, blank=True)

    figure_date = "action_on"

    class Meta:
        verbose_name = "文件清理"
        ordering = ["-action_on"]
        indexes = [
            *list_indexes("document", named=False),
            models.Index(fields=["path", "action", "action_on"], name="document_path_action"),
            models.Index(fields=["action_on", "id"], name="document_date"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["title", "doc_no", "action", "action_on"],
                condition=models.Q(is_deleted=False),
                name="document_once",
                violation_error_message="这份文件同一天的同一清理结果已经登记。请在原记录上修改。",
            )
        ]

    def __str__(self):
        return self.title
