from .edition import ReportDocument
from .entry import BasisFile, SlotEntry
from .oldspeech import OldSpeech
from .proposal import Proposal, ProposalState
from .report import State, WorkReport
from .slot import SlotState, SlotValue
from .source import SlotSource
from .suggestion import Answer, Part, Suggestion
from .template import DocumentKind, Template, TemplateVersion
from .wordrule import Gravity, Waiver, WordRule
from .wordtemplate import WordTemplate

__all__ = [
    "Answer",
    "BasisFile",
    "DocumentKind",
    "Gravity",
    "OldSpeech",
    "Part",
    "Proposal",
    "ProposalState",
    "ReportDocument",
    "SlotEntry",
    "SlotSource",
    "SlotState",
    "SlotValue",
    "State",
    "Suggestion",
    "Template",
    "TemplateVersion",
    "Waiver",
    "WordRule",
    "WordTemplate",
    "WorkReport",
]
