"""Search by name, pinyin or initials. Most searches are one or two characters, which no trigram index serves: stored grams do."""

import re
import unicodedata

from django.db.models import Q

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af·]")
_LATIN = re.compile(r"^[a-z ']+$")


def clean(text):
    """What was typed, NFKC, trimmed, without NUL and inner spaces between Han characters; at most 60 characters."""
    text = unicodedata.normalize("NFKC", text or "").replace("\x00", "").strip()[:60]
    return re.sub(r"\s+", "", text) if _HAN.search(text) else text.lower()


def grams_of(text):
    """The grams to look for: bigrams, or the single character."""
    return [text[i : i + 2] for i in range(len(text) - 1)] or [text]


def by_name(queryset, text, front=""):
    """Rows whose name contains the Han characters, or whose pinyin or initials begin with the letters.

    `front` is the way to the named record, "unit__" for what is known by its unit.
    """
    text = clean(text)
    if not text:
        return queryset
    if _HAN.search(text):
        return queryset.filter(**{f"{front}grams__contains": grams_of(text), f"{front}name__contains": text})
    if _LATIN.match(text):
        letters = re.sub(r"[ ']", "", text)
        return queryset.filter(_begins(f"{front}pinyin", letters) | _begins(f"{front}initials", letters))
    return queryset.filter(**{f"{front}name__icontains": text})


def _begins(column, letters):
    return Q(**{f"{column}__gte": letters, f"{column}__lt": letters + "~"})
