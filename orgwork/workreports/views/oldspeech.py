"""导入旧稿: upload a speech whose blanks are ×, say what each one means, make the template."""

from django.contrib import messages
from django.shortcuts import redirect, render

from orgwork.kit.values.problems import Problem
from orgwork.kit.views.base import scoped
from orgwork.workreports.models import OldSpeech
from orgwork.workreports.oldspeech import awards, teaser
from orgwork.workreports.services import oldspeech as service
from orgwork.workreports.templates import completion
from orgwork.workreports.templates.forms import OldSpeechForm
from orgwork.workreports.templates.register import OldSpeeches
from orgwork.workreports.templates.validators import NAME
from orgwork.workreports.views.templates import TemplateView

FIELD, OTHER = "slot-{}", "other-{}"
LONGEST_NAME = 100
DROPPED = "drop_teaser"
BEGUN = 20


class UploadView(TemplateView):
    def get(self, request):
        return self.show(OldSpeechForm(scope=self.scope(), initial={"unit": self.first_unit()}))

    def post(self, request):
        form = OldSpeechForm(request.POST, request.FILES, scope=self.scope())
        if form.is_valid():
            try:
                speech = service.begin(unit=form.cleaned_data["unit"], upload=form.cleaned_data["file"], by=request.user)
                return redirect("report-old", pk=speech.pk)
            except Problem as problem:
                form.add_error("file", problem.message)
        return self.show(form, status=422)

    def show(self, form, status=200):
        begun = scoped(self.request, "create", "reports", OldSpeech.objects).filter(template=None)
        trail = ("导入旧稿", None)
        context = self.scene(trail, form=form, begun=begun.select_related("unit", "created_by")[:BEGUN])
        return render(self.request, "workreports/templates/old_new.html", context, status=status)


class ConfirmView(TemplateView):
    """Every × with its sentence and the slots offered; the first one is chosen unless the clerk says another."""

    register = OldSpeeches

    def get(self, request, pk):
        return self.show(self.record(pk))

    def post(self, request, pk):
        speech = self.record(pk)
        if speech.template_id:
            return redirect("report-template", pk=speech.template_id)
        chosen = {blank["no"]: self.chosen(blank) for blank in speech.blanks}
        try:
            speech = service.choose(speech=speech, choices=chosen, by=request.user)
            if request.POST.get("act") == "keep":
                messages.success(request, "已存，随时可以接着定。")
                return redirect("report-old", pk=pk)
            template = service.finish(
                speech=speech, name=request.POST.get("name", ""), by=request.user, drop_teaser=DROPPED in request.POST
            )
        except Problem as problem:
            speech.blanks = [{**blank, "chosen": chosen[blank["no"]]} for blank in speech.blanks]
            return self.show(speech, error=problem.message, name=request.POST.get("name", ""), status=422)
        messages.success(request, f"旧稿已做成模板，{sum(bool(name) for name in chosen.values())} 处空定好。")
        return redirect("report-template", pk=template.pk)

    def chosen(self, blank):
        """What was typed as another name, else the offer that is ticked; what was not sent stays as it was."""
        typed = self.request.POST.get(OTHER.format(blank["no"]), "").strip()
        return (typed or self.request.POST.get(FIELD.format(blank["no"]), blank["chosen"]))[:LONGEST_NAME]

    def show(self, speech, error="", name=None, status=200):
        if speech.template_id:
            return redirect("report-template", pk=speech.template_id)
        blanks = [shown(blank) for blank in speech.blanks]
        context = self.scene(
            ("导入旧稿", "/reports/templates/old/"), (speech.name, None),
            speech=speech, blanks=blanks, error=error, name=speech.name.rpartition(".")[0][:NAME] if name is None else name,
            names=choices(), open=sum(not blank["chosen"] for blank in blanks), named=any(blank["award"] for blank in blanks),
            has_teaser=teaser.is_teaser(speech.text), told=awards.TOLD,
        )  # fmt: skip
        return render(self.request, "workreports/templates/old.html", context, status=status)


def choices() -> list[tuple[str, str]]:
    """(name, what it is) of everything a × may mean."""
    return [(entry["n"], entry["m"] or entry["k"]) for entry in completion.words()["names"]]


def shown(blank):
    """A blank as its card draws it: the sentence on both sides of the ×, the offers, what was typed where they did not fit."""
    left, right = blank["sentence"][: blank["cut"]], blank["sentence"][blank["cut"] + 1 :]
    typed = "" if blank["chosen"] in ("", *blank["offers"]) else blank["chosen"]
    names = {"field": FIELD.format(blank["no"]), "other": OTHER.format(blank["no"])}
    return {**blank, **names, "left": left, "right": right, "typed": typed}
