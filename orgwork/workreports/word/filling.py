"""Filling a .docx: the characters of its slots give way to words; every other byte of the text stays."""

from orgwork.workreports.word.editing import Edit, applied, splices
from orgwork.workreports.word.package import Package
from orgwork.workreports.word.paragraphs import paragraphs_of
from orgwork.workreports.word.tokens import tokens


def fill(data: bytes, words: dict[str, str]) -> bytes:
    """The .docx `data` with each slot said as `words` says it: {slot as it is written, braces and all: text}.

    A slot that `words` does not hold stays. The same file and words give the same bytes. Raises Problem.
    """
    package = Package(data)
    changed = {name: filled(package.entries[name].data, words) for name in package.texts}
    return package.packed(changed)


def filled(raw, words):
    changes = []
    for paragraph in paragraphs_of(raw):
        found = [
            Edit(token.start(), token.end(), words[token[0]]) for token in tokens(paragraph.text) if token[0] in words
        ]
        changes += splices(paragraph, found)
    return applied(raw, changes)
