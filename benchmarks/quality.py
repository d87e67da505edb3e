"""Measure how well few-shot intents are told apart on public data, beside peers in the same run.

    python -m benchmarks.quality [--data ../shared/public/clinc150.json] [--seeds 0 1 2] [--each 5]

CLINC150 (Larson et al. 2019): 150 intents, a few phrasings of each drawn from the training set; 4,500 test
questions and 1,000 of no intent. Printed in percent, clean and with heavy typos (one every eight letters):
accuracy; how well scores tell intents from none (AUROC); questions answered rightly at the threshold where 5%
of those of no intent are answered.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from benchmarks import peers
from benchmarks.peers import Find, Phrasings
from bot.matching.fewshot import FewShot
from bot.matching.sentences import missing, sentence_encoder

Labelled = list[tuple[str, str]]
Fit = Callable[[Phrasings], Find]

_KEYS = "qwertyuiopasdfghjklzxcvbnm"
_BESIDE = (
    "wa qes wrd etf ryg tuh yij uok ipl ol qsz adwx sfec "
    "dgrv fhtb gjyn hkum jli ko xas zcsd vxdf cbfg vngh bmhj njk"
)
"""The keys beside each of them, in the same order."""

_LETTERS_A_SLIP = 8
_FALSE_ANSWERS = 0.05


def mistyped(text: str, rng: random.Random) -> str:
    """Return the text with a slip every eight letters: another key, two swapped, one left out or doubled."""
    beside = dict(zip(_KEYS, _BESIDE.split(), strict=True))
    letters = list(text)
    for _ in range(max(1, round(len(letters) / _LETTERS_A_SLIP))):
        places = [i for i, c in enumerate(letters) if c.isalpha()]
        if not places:
            break
        i, slip = rng.choice(places), rng.choice(("other", "swapped", "dropped", "doubled"))
        if slip == "other":
            letters[i] = rng.choice(beside.get(letters[i].lower(), "e"))
        elif slip == "swapped" and i + 1 < len(letters):
            letters[i], letters[i + 1] = letters[i + 1], letters[i]
        else:
            letters[i] = "" if slip == "dropped" else 2 * letters[i]
        letters = list("".join(letters))
    return "".join(letters)


def drawn(train: Labelled, each: int, seed: int) -> Labelled:
    """Return that many phrasings of every intent, as pairs of intent and text."""
    by_intent: dict[str, list[str]] = defaultdict(list)
    for text, intent in train:
        by_intent[intent].append(text)
    rng = random.Random(1000 * seed + each)
    return [(intent, text) for intent in sorted(by_intent) for text in rng.sample(by_intent[intent], each)]


def auroc(known: Sequence[float], unknown: Sequence[float]) -> float:
    """Return how often a question of an intent scores above one of none, ties counting half."""
    below = np.sort(np.asarray(unknown))
    less = np.searchsorted(below, known, "left")
    return float((less + np.searchsorted(below, known, "right")).mean() / (2 * len(below)))


def answered_rightly(right: Sequence[bool], known: Sequence[float], unknown: Sequence[float]) -> float:
    """Return the share answered rightly where 5% of the questions of no intent are answered."""
    from_top = np.sort(np.asarray(unknown))[::-1]
    threshold = from_top[int(_FALSE_ANSWERS * len(from_top))]
    return float((np.asarray(right) & (np.asarray(known) > threshold)).mean())


def measure(find: Find, test: Labelled, unknown: Sequence[str]) -> list[float]:
    """Return accuracy, AUROC and the share answered rightly."""
    found = [find(text) for text, _ in test]
    others = [find(text)[1] for text in unknown]
    right = [intent == wanted for (intent, _), (_, wanted) in zip(found, test, strict=True)]
    scores = [score for _, score in found]
    return [float(np.mean(right)), auroc(scores, others), answered_rightly(right, scores, others)]


def ours(phrasings: Phrasings, sentences: bool = False) -> Find:
    """Return our own matcher's look-up."""
    matcher = FewShot(phrasings, sentence_encoder() if sentences else None)
    return lambda text: matcher.find(text, 1)[0]


def methods() -> dict[str, Fit]:
    """Return what is measured, by name; sentence embeddings where they are installed."""
    found: dict[str, Fit] = {
        "rapidfuzz WRatio": peers.by_ratio("WRatio"),
        "rapidfuzz token_set_ratio": peers.by_ratio("token_set_ratio"),
        "bm25s, stemmed": peers.bm25,
        "FewShot": ours,
    }
    if not missing():
        found["MiniLM, nearest phrasing"] = peers.nearest_sentence
        found["FewShot with [semantic]"] = lambda phrasings: ours(phrasings, sentences=True)
    return found


def run(data: dict[str, Labelled], seeds: Sequence[int], each: int) -> None:
    """Print the table."""
    clean, unknown = [(t, i) for t, i in data["test"]], [t for t, _ in data["oos_test"]]
    rng = random.Random(13)
    typed = [(mistyped(t, rng), i) for t, i in clean]
    rng = random.Random(13)
    unknown_typed = [mistyped(t, rng) for t in unknown]
    print(f"{'':26} {'clean':^22}  {'heavy typos':^22}   ms a question, s to build")
    print(f"{'':26} " + 2 * f"{'accuracy':>8} {'AUROC':>6} {'at 5%':>6}  ")
    for name, fit in methods().items():
        rows, spent, build = [], 0.0, 0.0
        for seed in seeds:
            start = time.perf_counter()
            find = fit(drawn(data["train"], each, seed))
            built = time.perf_counter()
            rows.append(measure(find, clean, unknown) + measure(find, typed, unknown_typed))
            build, spent = build + built - start, spent + time.perf_counter() - built
        mean = 100 * np.mean(rows, axis=0)
        cells = [f"{mean[i]:8.1f} {mean[i + 1]:6.1f} {mean[i + 2]:6.1f}" for i in (0, 3)]
        asked = 2 * (len(clean) + len(unknown)) * len(seeds)
        print(
            f"{name:26} {'  '.join(cells)}   {1000 * spent / asked:.2f}  {build / len(seeds):.1f}", flush=True
        )


def main() -> None:
    """Measure everything, or say what is missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/public/clinc150.json"))
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--each", type=int, default=5, help="phrasings an intent")
    args = parser.parse_args()
    if not args.data.exists():
        print(f"Skipped: {args.data} is not there. Get CLINC150's data_full.json and name it with --data.")
        return
    run(json.loads(args.data.read_text("utf-8")), args.seeds, args.each)


if __name__ == "__main__":
    main()
