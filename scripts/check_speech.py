"""The real speech becomes a template with its 49 blanks, each offered right at first rank (issue 4). Prints right/49; exits 1 below.

    .venv/bin/python scripts/check_speech.py [FILE]

The speech lies beside the project (../shared/source), never in it; .ci/run calls this only where it is there.
"""

import os
import sys
from pathlib import Path

import django
from django.core.files.base import ContentFile

ROOT = Path(__file__).resolve().parents[1]
SPEECH = ROOT.parent / "shared" / "source" / "speech-2024.txt"
BLANKS = 49
AWARD = 45  # the year of a title that a named person won: the whole sentence gives way to one over the records


def main(arguments):
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orgwork.settings.test")
    django.setup()
    from orgwork.kit.figures import registry  # noqa: PLC0415
    from orgwork.workreports import parsing, slots  # noqa: PLC0415 apps must be ready first
    from orgwork.workreports.oldspeech import awards, making, reading  # noqa: PLC0415
    from orgwork.workreports.vocabulary import Vocabulary  # noqa: PLC0415

    class Declared(Vocabulary):
        """The names that code declares, without those of the database: the check needs none."""

        figures = dict(registry._figures)

    file = Path(arguments[0]) if arguments else SPEECH
    text = reading.text_of(ContentFile(file.read_bytes(), name=file.name))
    blanks = making.stored(text, Declared())
    meant = {slot.no: awards.REPEATED if slot.no == AWARD else slot.name for slot in slots.SLOTS}
    wrong = [blank for blank in blanks if blank["chosen"] != meant.get(blank["no"])]
    document = parsing.parse(making.template_of(text, [blank["chosen"] for blank in blanks], Declared()), Declared())
    places = len(document.slot_gaps())
    for blank in wrong:
        say(f"  {blank['no']}: {blank['chosen'] or '—'} for {meant.get(blank['no'], '—')} in {blank['sentence'][:60]}")
    say(f"{len(blanks) - len(wrong)}/{BLANKS} offered right, {places} slots in the template, {len(document.problems)} problems")
    return 0 if (len(blanks), len(wrong), places, len(document.problems)) == (BLANKS, 0, BLANKS, 0) else 1


def say(text):
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
