"""A .docx as a template: read with suspicion, its slots found across runs, filled without touching anything else."""

from .filling import fill
from .package import Package
from .reading import odd_places, text_of
from .revising import revise
from .tokens import tokens

__all__ = ["Package", "fill", "odd_places", "revise", "text_of", "tokens"]
