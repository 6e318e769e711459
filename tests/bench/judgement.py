"""How far Hotseat's labels of answers agree with people's, beside two baselines.

By hand:  python -m tests.bench.judgement [--no-fold] [--model PATH.gguf] [--spoken N --heard FOLDER] [--probes N]

`dev`: the 26 answers nothing was fitted to, labelled by two people. `fold`: a fifth of the labelled answers, by
weights that are fitted anew to the other four (some minutes). With a model also the plain JSON prompt (slow).
`--spoken N`: N of the answers spoken by Piper's voice and the system's, heard by our recogniser, and what that costs
(a minute of processor time an answer). `--probes N`: N probes of the labelled answers worded by the model. Both keep
what they made (`--heard`, `--worded`) and go on from there.
`--time`: seconds from the last word to findings and probe, and to all scores, the analysis having run along.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from interviewer.analysis import calibrate
from interviewer.analysis.agreement import agreement
from interviewer.analysis.analyse import analyse
from interviewer.analysis.priorities import rank_probes
from interviewer.analysis.sentences import from_list
from interviewer.analysis.training import EMPTY, on_top, unseen
from interviewer.assess import assess
from interviewer.scores import framework, scorecard
from interviewer.scores.story import Story
from tests.bench import plain_json, plain_rules

CASES = Path(__file__).parents[1] / "cases"
FLOORS = {
    "gaps_f1": 0.72, "interrupt_acc": 0.95, "interrupt_pos": 0.95, "early_cuts": 0.04, "probe_top1_in2": 0.85,
    "section_acc": 0.85, "qwk": 0.82, "spearman": 0.92, "verdict_side": 0.88,
}  # fmt: skip
"""What Hotseat is built to reach on `dev`; early cuts at most, the others at least."""
Column = tuple[str, Mapping[str, float]]


def load(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return cases


def on_dev(model: Path | None) -> list[Column]:
    cases = load("dev.yaml")
    second = {c["id"]: c for c in load("dev_second.yaml")}
    columns: list[Column] = [
        ("floor", FLOORS),
        ("people", agreement(cases, [second[c["id"]] for c in cases])),
    ]
    columns += [_timed("hotseat", cases, lambda c: assess([c])[0]), _timed("rules", cases, plain_rules.label)]
    if model is not None:
        from interviewer.mind import LlamaMind

        mind = LlamaMind(model)
        columns.append(_timed("json", cases, lambda c: plain_json.label(c, mind)))
        mind.close()
    return columns


def on_fold(at: int = 0) -> list[Column]:
    """A fifth of the answers of the Disagree and Commit family, by weights that have not seen them."""
    cases = calibrate.read_cases(sorted((CASES / "train").glob("*.yaml")))
    looked = unseen(
        cases, calibrate.read_readings(CASES / "readings.npz", cases), np.random.default_rng(calibrate.SEED)
    )
    fold = calibrate.folds(cases)
    rest = [i for i in range(len(cases)) if fold[i] != at]
    weights = on_top(
        [cases[i] for i in rest], [looked[i] for i in rest], EMPTY, np.random.default_rng(calibrate.SEED)
    )
    held = [i for i in range(len(cases)) if fold[i] == at and "scores" in cases[i]]
    told = [calibrate.tell(cases[i], looked[i], weights) for i in held]
    kept = [cases[i] for i in held]
    return [("hotseat", agreement(kept, told)), _timed("rules", kept, plain_rules.label)]


def on_spoken(count: int, kept: Path) -> list[Column]:
    """The first `count` answers of dev, clean and as heard."""
    from models.store import ModelStore
    from speech.recognizer import WhisperRecogniser
    from speech.system_voice import SystemVoice
    from speech.voice import PiperVoice
    from tests.bench import judgement_spoken

    store = ModelStore()
    voices = {
        "piper": PiperVoice(store.path("piper-en-us-joe")),
        "system": SystemVoice(),
    }
    ears = WhisperRecogniser(store.path("whisper-base"))
    return list(judgement_spoken.columns(load("dev.yaml")[:count], voices, ears, kept))


def on_probes(count: int, model: Path, kept: Path) -> list[Column]:
    """Probes of all labelled answers as the model words them."""
    from interviewer.mind import LlamaMind
    from tests.bench import judgement_probes

    cases = load("dev.yaml") + calibrate.read_cases(sorted((CASES / "train").glob("*.yaml")))
    mind = LlamaMind(model)
    told = judgement_probes.measure(cases, mind, count, kept)
    mind.close()
    return [("model", told)]


def after_the_last_word() -> list[Column]:
    """Seconds, median and worst over dev: the sentences before the last were analysed while they were said."""
    findings, scores = [], []
    for case in load("dev.yaml"):
        said = from_list(case["answer"])
        for end in range(1, len(said)):
            analyse(said[:end], finished=False, question=case["question"])
        began = time.perf_counter()
        analysis = analyse(said, finished=True, question=case["question"])
        rank_probes(analysis)
        findings.append(time.perf_counter() - began)
        story = Story.of(analysis, case["question"])
        scorecard.rate(story, framework.rate(story), {})
        scores.append(time.perf_counter() - began)
    both = {"findings_and_probe": findings, "all_scores": scores}
    return [
        ("median", {name: float(np.median(s)) for name, s in both.items()}),
        ("worst", {name: max(s) for name, s in both.items()}),
    ]


def _timed(
    name: str, cases: Sequence[dict[str, Any]], label: Callable[[dict[str, Any]], dict[str, Any]]
) -> Column:
    began = time.perf_counter()
    told = [label(case) for case in cases]
    return name, agreement(cases, told) | {"s_per_case": (time.perf_counter() - began) / len(cases)}


def table(title: str, columns: Sequence[Column]) -> str:
    names = list(dict.fromkeys(name for _, values in columns for name in values))
    lines = [f"{title:16}" + "".join(f"{name:>10}" for name, _ in columns)]
    for name in names:
        cells = (f"{values[name]:10.3f}" if name in values else " " * 10 for _, values in columns)
        lines.append(f"{name:16}" + "".join(cells))
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--no-fold", action="store_true")
    parser.add_argument("--model", type=Path)
    parser.add_argument("--spoken", type=int, default=0, metavar="N")
    parser.add_argument("--heard", type=Path, default=Path("build/heard"), help="what was heard is kept here")
    parser.add_argument("--probes", type=int, default=0, metavar="N")
    parser.add_argument(
        "--worded", type=Path, default=Path("build/worded"), help="what was worded is kept here"
    )
    parser.add_argument("--time", action="store_true")
    args = parser.parse_args(argv)
    if args.probes and args.model is None:
        parser.error("--probes needs --model PATH.gguf")
    if args.time:
        print(table("seconds", after_the_last_word()))
    if args.spoken:
        print(table("spoken", on_spoken(args.spoken, args.heard)), flush=True)
    if args.probes:
        print(table("probes", on_probes(args.probes, args.model, args.worded)), flush=True)
    if args.time or args.spoken or args.probes:
        return 0
    print(table("dev", on_dev(args.model)), flush=True)
    if not args.no_fold:
        print(table("fold", on_fold()), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
