"""Measure what a question costs: latency, memory, build time; beside searching the same questions by string.

    python -m benchmarks.speed [--sizes 0 1000 10000 100000] [--facts knowledge] [--questions 500]

Each size runs in a process of its own, on one thread; size 0 is the shipped base. Latency is that of
`Engine.ask`, from text to reply; the peers look the same texts up among the canonical questions, one a fact.
Time is the processor's, so that other work on the machine does not count. `right` is how often the fact
asked for was found; `WRatio/` and `/bm25s` compare medians. Memory is what the process holds with the book
and the engine over what it held when everything was imported and nothing built.
"""

from __future__ import annotations

import argparse
import gc
import importlib
import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import Stemmer
from rapidfuzz import fuzz, process, utils

from benchmarks.invented import Asked, book_of, canonical, questions
from bot.answers.engine import Engine
from bot.facts import load
from bot.jsonl import as_dict

_TODAY = date(2026, 11, 22)
_WARM = 30
_SLOW = 60
"""How many questions a peer is asked whose answer takes a tenth of a second."""
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_HEAD = f"{'':>9}  {'Engine.ask':^25}  {'rapidfuzz WRatio':^25}  {'bm25s, stemmed':^25}"
_TITLES = f"{'facts':>9}  " + f"{'p50 ms':>8} {'p99 ms':>8} {'right':>7}  " * 3
_TITLES += f"{'build s':>8}  {'MB':>7}  {'of book':>7}  {'WRatio/':>7}  {'/bm25s':>7}"


def resident() -> float:
    """Return the megabytes that this process holds in memory."""
    for line in Path("/proc/self/status").read_text("ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS in /proc/self/status")


def timed(ask: Callable[[str], Any], asked: Sequence[Asked]) -> tuple[list[float], list[Any]]:
    """Return how many milliseconds each question took, in ascending order, and what each found."""
    for question in asked[:_WARM]:
        ask(question.text)
    spent, found = [], []
    for question in asked:
        start = time.thread_time()
        result = ask(question.text)
        spent.append(1000 * (time.thread_time() - start))
        found.append(result)
    return sorted(spent), found


def figures(spent: Sequence[float], right: float) -> list[float]:
    """Return the median, the 99th percentile and the share found rightly."""
    return [spent[len(spent) // 2], spent[min(len(spent) - 1, int(0.99 * len(spent)))], right]


def wratio(plain: Sequence[Asked]) -> Callable[[str], str]:
    """Return rapidfuzz's look-up by its default scorer."""
    choices = [utils.default_process(q.text) for q in plain]

    def ask(text: str) -> str:
        found = process.extractOne(utils.default_process(text), choices, scorer=fuzz.WRatio)
        return plain[found[2]].fact

    return ask


def bm25s(plain: Sequence[Asked]) -> Callable[[str], str] | None:
    """Return the look-up by bm25s as its manual has it, stemmed, or None where it is not installed."""
    if importlib.util.find_spec("bm25s") is None:
        return None
    library = importlib.import_module("bm25s")
    stemmer = Stemmer.Stemmer("english")
    model = library.BM25()
    model.index(
        library.tokenize([q.text for q in plain], stemmer=stemmer, show_progress=False), show_progress=False
    )

    def ask(text: str) -> str:
        tokens = library.tokenize(text, stemmer=stemmer, show_progress=False)
        rows, _ = model.retrieve(tokens, k=1, show_progress=False)
        return plain[int(rows[0, 0])].fact

    return ask


def measure(size: int, facts: Path, count: int) -> dict[str, Any]:
    """Return the figures of one size."""
    gc.collect()
    empty = resident()
    book = book_of(size) if size else load(facts)
    gc.collect()
    with_book = resident()
    start = time.perf_counter()
    engine = Engine(book, today=lambda: _TODAY)
    build = time.perf_counter() - start
    gc.collect()
    gc.freeze()  # as the bot sets apart what it has loaded
    asked = questions(book, count)
    spent, replies = timed(lambda text: engine.ask(text).reply, asked)
    gc.collect()
    held = resident()
    told = [as_dict(reply).get("facts") or () for reply in replies]
    right = sum(a.fact in t for a, t in zip(asked, told, strict=True)) / len(asked)
    plain = canonical(book)
    result: dict[str, Any] = {
        "facts": sum(len(s.facts) for s in book.subjects.values()),
        "Engine.ask": figures(spent, right),
        "build": build,
        "memory": held - empty,
        "book": with_book - empty,
    }
    for name, peer in (("WRatio", wratio(plain)), ("bm25s", bm25s(plain))):
        some = asked[:_SLOW] if name == "WRatio" and size > 1000 else asked
        spent, found = timed(peer, some) if peer else ([], [])
        hits = sum(a.fact == f for a, f in zip(some, found, strict=False)) / len(some)
        result[name] = figures(spent, hits) if spent else None
    return result


def row(result: dict[str, Any]) -> str:
    """Return a line of the table."""
    cells = [f"{result['facts']:>9,}"]
    for name in ("Engine.ask", "WRatio", "bm25s"):
        found = result[name]
        cells.append(
            f"{found[0]:8.2f} {found[1]:8.2f} {found[2]:7.1%}" if found else f"{'not installed':^25}"
        )
    cells += [f"{result['build']:8.1f}", f"{result['memory']:7.0f}", f"{result['book']:7.0f}"]
    median = result["Engine.ask"][0]
    cells += [f"{result['WRatio'][0] / median:7.1f}"] if result["WRatio"] else [f"{'':7}"]
    cells += [f"{median / result['bm25s'][0]:7.1f}"] if result["bm25s"] else []
    return "  ".join(cells)


def main() -> None:
    """Run every size in a process of its own and print one table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[0, 1_000, 10_000, 100_000])
    parser.add_argument("--facts", type=Path, default=Path("knowledge"))
    parser.add_argument("--questions", type=int, default=500)
    parser.add_argument("--alone", action="store_true", help="measure one size in this process, print JSON")
    args = parser.parse_args()
    if args.alone:
        print(json.dumps(measure(args.sizes[0], args.facts, args.questions)))
        return
    print("Milliseconds of one processor a question; memory (MB) over the imported, empty process.\n")
    print(f"{_HEAD}\n{_TITLES}")
    for size in args.sizes:
        command = [sys.executable, "-m", "benchmarks.speed", "--alone", "--sizes", str(size)]
        command += ["--facts", str(args.facts), "--questions", str(args.questions)]
        done = subprocess.run(
            command, env={**os.environ, **dict.fromkeys(_THREADS, "1")}, stdout=subprocess.PIPE, check=True
        )
        print(row(json.loads(done.stdout.splitlines()[-1])), flush=True)


if __name__ == "__main__":
    main()
