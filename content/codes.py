"""The codebook's gap and probe codes, as the content files may name them."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

GAP_CODES: tuple[str, ...] = (
    "NO_BASELINE",
    "NO_ISOLATION",
    "NO_IMPACT",
    "NO_DATA",
    "NO_OPPOSING_VIEW",
    "WE_NOT_I",
    "PASSIVE_AGENCY",
    "ABSTRACTION",
    "HYPOTHETICAL",
    "MANAGER_ASSIGNED",
    "YIELDED_EARLY",
    "NO_COMMIT",
    "PASSIVE_AGGRESSIVE",
    "HEDGING",
    "BLAME",
    "NO_CUSTOMER",
    "NO_RESOLUTION",
    "LONG_SETUP",
    "TRIVIAL_CONFLICT",
    "NO_REFLECTION",
)

PROBE_CODES: tuple[str, ...] = (
    "BASELINE",
    "ISOLATION",
    "IMPACT",
    "EVIDENCE",
    "OPPOSING_VIEW",
    "OWN_ACTION",
    "CONCRETE",
    "SPECIFIC_INSTANCE",
    "INITIATIVE",
    "ESCALATION",
    "COMMITMENT",
    "CERTAINTY",
    "OWN_PART",
    "CUSTOMER",
    "OUTCOME",
    "PACE",
    "STAKES",
    "REFLECTION",
    "EXACT_WORDS",
    "TRADEOFF",
)

CUT_IN_REASONS: tuple[str, ...] = ("ABSTRACTION", "HYPOTHETICAL", "LONG_SETUP")


@dataclass(frozen=True)
class CodeList:
    """A list of codes that checks whether it holds one."""

    kind: str
    """What its codes are called in an error: "gap code"."""
    codes: tuple[str, ...]

    def __call__(self, code: str) -> str:
        """The code itself. Raises ValueError with the nearest codes where it is not in the list."""
        if code in self.codes:
            return code
        close = difflib.get_close_matches(code.upper(), self.codes, n=1, cutoff=0.5)
        hint = f"did you mean '{close[0]}'?" if close else f"the codes are {', '.join(self.codes)}"
        raise ValueError(f"'{code}' is not a {self.kind}; {hint}")


GAPS = CodeList("gap code", GAP_CODES)
PROBES = CodeList("probe code", PROBE_CODES)
