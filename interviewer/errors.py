"""The error tree of the interviewer. Each message is one sentence that says what happened and what to do.

InterviewerError
├── JournalError   the journal cannot be opened, written or read
├── MindError      the language model is missing, broken or out of memory
├── CaseError      a file of written answers is not in the codebook's schema
└── SheetError     a guardrail sheet cannot be read, written or made sense of
"""


class InterviewerError(Exception):
    """Anything the interviewer reports to a person."""


class JournalError(InterviewerError):
    """The journal cannot be opened, written or read."""


class MindError(InterviewerError):
    """The language model cannot be loaded or failed."""


class CaseError(InterviewerError):
    """A written case is not in the codebook's schema."""


class SheetError(InterviewerError):
    """A guardrail sheet cannot be read, written or made sense of."""
