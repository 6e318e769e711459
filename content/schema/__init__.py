"""The schema of the content files. Field descriptions are the documentation of the format.

Scores are whole numbers from 1 (absent) to 4 (fully evidenced); weights are percent of a table; times are
seconds unless the field's name says minutes. `docs/content.md` explains every field to an author.
"""

from content.schema.base import (
    CutInReason,
    EvidenceKind,
    GapCode,
    Id,
    Percent,
    ProbeCode,
    Score,
    Section,
    Strict,
    Strictness,
    Text,
    Version,
)
from content.schema.guides import (
    AvoidStory,
    CompanyVariant,
    Competency,
    Contrast,
    Disqualifier,
    LevelBar,
    ModelAnswer,
    Neighbour,
    Passage,
    RedFlag,
    SelfCheck,
    Signal,
    StoryPattern,
)
from content.schema.loops import (
    Interviewer,
    Loop,
    VoiceManner,
)
from content.schema.places import (
    Company,
    Level,
)
from content.schema.principles import (
    Principle,
)
from content.schema.rounds import (
    Part,
    RoundSpec,
)
from content.schema.samples import (
    Sample,
    SampleAnswer,
)
from content.schema.spoken import (
    CutIn,
    Lines,
    ProbeWording,
    SpokenLines,
)
from content.schema.tables import (
    ChecklistItem,
    Dimension,
    ScoreTableSpec,
    Trap,
)

__all__ = [
    "AvoidStory",
    "ChecklistItem",
    "Company",
    "CompanyVariant",
    "Competency",
    "Contrast",
    "CutIn",
    "CutInReason",
    "Dimension",
    "Disqualifier",
    "EvidenceKind",
    "GapCode",
    "Id",
    "Interviewer",
    "Level",
    "LevelBar",
    "Lines",
    "Loop",
    "ModelAnswer",
    "Neighbour",
    "Part",
    "Passage",
    "Percent",
    "Principle",
    "ProbeCode",
    "ProbeWording",
    "RedFlag",
    "RoundSpec",
    "Sample",
    "SampleAnswer",
    "Score",
    "ScoreTableSpec",
    "Section",
    "SelfCheck",
    "Signal",
    "SpokenLines",
    "StoryPattern",
    "Strict",
    "Strictness",
    "Text",
    "Trap",
    "Version",
    "VoiceManner",
]
