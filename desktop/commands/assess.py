"""hotseat assess: written answers in, labels out."""

from __future__ import annotations

from pathlib import Path


def assess(cases: Path, out: Path, mind: bool) -> int:
    """Label every case in the codebook's schema; `mind` is for readers by model, of which there are none yet."""
    from interviewer.assess import assess as label
    from interviewer.assess import load_cases, write_predictions

    read = load_cases(cases)
    write_predictions(label(read, use_mind=mind), out)
    print(f"{len(read)} answers labelled: {out}")
    return 0
