from .before import BeforeImage
from .finding import StagedFinding
from .heading import KnownHeading
from .reveal import RevealedExport
from .upload import Upload

__all__ = ["BeforeImage", "KnownHeading", "RevealedExport", "StagedFinding", "Upload"]
