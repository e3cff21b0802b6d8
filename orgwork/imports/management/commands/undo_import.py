from orgwork.imports import rights, services
from orgwork.imports.models import Upload
from orgwork.kit.commands import PortalCommand, Stop


class Command(PortalCommand):
    help = "撤销一次已写入的导入；记录之后又有改动的不能撤销，并逐条说明"

    def arguments(self, parser):
        parser.add_argument("upload", type=int, help="导入编号")

    def work(self, by, upload, **options):
        found = Upload.objects.filter(pk=upload).select_related("unit").first()
        if found is None or not self._allowed(by, found):
            raise Stop(f"找不到第{upload}号导入，或者不在您的范围里。", 2)
        answer = {"upload": upload, "undone": False, "restored": 0, "removed": 0, "conflicts": []}
        try:
            done = services.undo(upload_id=upload, by=by)
        except services.NotCommitted as error:
            raise Stop(f"第{upload}号导入没有写入，或已经撤销。", 2) from error
        except services.Conflicts as conflicts:
            answer["conflicts"] = conflicts.found
            lines = [f"{c['record']}：{c['reason']}" for c in conflicts.found]
            return answer, "\n".join(["没有撤销：", *lines]), 1
        text = f"已撤销第{upload}号导入：恢复{done['restored']}条，移除{done['removed']}条。"
        return answer | {"undone": True, **done}, text

    def _allowed(self, by, upload):
        return by.is_system or (upload.unit and rights.unit_for(by, upload.kind, upload.unit.code))
