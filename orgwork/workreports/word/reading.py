"""What a .docx says: its text, a line a paragraph, and where slots stand that nothing can fill."""

from orgwork.workreports.word.package import XML, Package
from orgwork.workreports.word.paragraphs import paragraphs_of

BRACES = b"{{"


def text_of(package: Package) -> str:
    """The paragraphs of the document, then those of headers, footers and notes; an empty one is an empty line."""
    found = [paragraphs_of(package.entries[name].data) for name in package.texts]
    return "\n".join(paragraph.text for part in found for paragraph in part if not paragraph.spare)


def odd_places(package: Package) -> list[str]:
    """The parts, such as charts and drawings of their own, in which slots seem to stand: they are not filled."""
    others = [name for name in package.entries if name not in package.texts and name.lower().endswith(XML)]
    return [name for name in others if BRACES in package.entries[name].data]
