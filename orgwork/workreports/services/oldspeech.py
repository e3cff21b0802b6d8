"""Verbs of old speeches: read one, say what a × means, make the template."""

from django.db import transaction

from orgwork.kit.values.problems import Problem
from orgwork.kit.values.text import tidy
from orgwork.workreports.models import DocumentKind, OldSpeech
from orgwork.workreports.oldspeech import awards, making, reading, teaser
from orgwork.workreports.vocabulary import Vocabulary

from . import templating

NAME = 200


@transaction.atomic
def begin(*, unit, upload, by):
    """An OldSpeech of the uploaded file, each × with the slots that may be meant. Raises Problem."""
    text = reading.text_of(upload)
    name = tidy(upload.name)[:NAME] or "旧稿"
    return OldSpeech.objects.create(unit=unit, name=name, text=text, blanks=making.stored(text, Vocabulary()), created_by=by)


@transaction.atomic
def choose(*, speech, choices, by):
    """Keep what was chosen: {no of the ×: name, "" for none}. Raises Problem where a name is not known."""
    current = OldSpeech.objects.select_for_update().get(pk=speech.pk)
    words = Vocabulary()
    for blank in current.blanks:
        if blank["no"] in choices:
            blank["chosen"] = checked(blank, choices[blank["no"]], words)
    current.save(update_fields=["blanks"])
    return current


def checked(blank, name, words):
    if blank["award"]:
        if name not in awards.SAID:
            raise Problem("award.named", f"第 {blank['no']} 处：{awards.TOLD}")
        return name
    if name and not (words.blanks(name) or words.is_fact(name) or words.other(name, 0).is_known):
        raise Problem("slot.unknown", f"第 {blank['no']} 处：没有叫“{name}”的空。")
    return name


@transaction.atomic
def finish(*, speech, name, by, drop_teaser=False):
    """The template made from the speech as it was chosen; a second time it is the same one. Raises Problem."""
    current = OldSpeech.objects.select_for_update(of=("self",)).select_related("unit", "template").get(pk=speech.pk)
    if current.template_id:
        return current.template
    text = making.template_of(current.text, [blank["chosen"] for blank in current.blanks], Vocabulary())
    text = teaser_off(current, text) if drop_teaser else text
    given = {"unit": current.unit, "name": name, "kind": DocumentKind.SPEECH, "text": text, "by": by}
    current.template, _version = templating.create_template(**given, note=f"取自旧稿 {current.name}")
    current.save(update_fields=["template"])
    return current.template


def teaser_off(speech, text):
    """Without the first line, where that only repeats what follows: its blanks stand in the text once more."""
    return text.partition("\n")[2] if teaser.is_teaser(speech.text) else text
