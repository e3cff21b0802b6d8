from .before import BeforeImage
from .finding import StagedFinding
from .heading import KnownHeading
from .upload import Upload

__all__ = ["BeforeImage", "KnownHeading", "StagedFinding", "Upload"]
