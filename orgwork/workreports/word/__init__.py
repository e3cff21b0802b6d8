"""A .docx as a template: read with suspicion, its slots found across runs, filled without touching anything else."""

from .filling import fill
from .package import Package
from .reading import odd_places, text_of

__all__ = ["Package", "fill", "odd_places", "text_of"]
