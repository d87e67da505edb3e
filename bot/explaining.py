"""Explaining: how a question was read, and how a set of questions fared, as tables in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from bot.answers.engine import Explanation
from bot.evaluating import VERDICTS, Result, Summary, summarise
from bot.jsonl import as_dict
from bot.question_files import REFUSED

_READINGS = 8
_SHOWN = ("similarity", "coverage", "unaccounted")


def print_explanation(explanation: Explanation, console: Console | None = None) -> None:
    """Print how a question was read, step by step."""
    out = console or Console()
    seen = explanation.understanding
    out.print("[bold]words[/]     ", " ".join(seen.linked.words) or "none", markup=True)
    for mention in seen.linked.mentions:
        names = (
            ", ".join(f"{s} {w:.2f}" for s, w in mention.subjects.items())
            or mention.literal
            or "nothing known"
        )
        out.print(f"[bold]mention[/]    {escape(mention.text)} ({mention.sort}): {escape(names)}")
    for noun in seen.linked.nouns:
        kinds = ", ".join(noun.kinds)
        out.print(f"[bold]noun[/]       {' '.join(seen.linked.words[noun.start : noun.end])}: {kinds}")
    out.print(f"[bold]stems[/]      {escape(' '.join(seen.stems)) or 'none'}")
    if seen.social or seen.foreign:
        out.print(
            f"[bold]small talk[/] {seen.social or 'no'}; another matter: {'yes' if seen.foreign else 'no'}"
        )
    out.print(_readings(explanation))
    decision = explanation.decision
    out.print(
        f"[bold]decision[/]   {len(decision.readings)} reading(s), confidence {decision.confidence:.2f}"
    )
    reply = as_dict(explanation.exchange.reply)
    out.print(f"[bold]{reply['outcome']}[/]   {escape(reply['text'])}")


def _readings(explanation: Explanation) -> Table:
    table = Table("reading", "subjects", "property", "value", "score", "features")
    decided = explanation.decision
    for reading in decided.all[:_READINGS]:
        table.add_row(
            reading.operation,
            ", ".join(reading.subjects[:3]) + ("…" if len(reading.subjects) > 3 else ""),
            reading.property or "",
            escape(reading.value or reading.claim or ""),
            f"{reading.score:.3f}",
            " ".join(f"{k} {reading.features.get(k, 0.0):.2f}" for k in _SHOWN),
        )
    return table


def print_evaluation(results: Sequence[Result], show: Sequence[str], console: Console | None = None) -> None:
    """Print the figures of an evaluation, and the cases of the verdicts to show."""
    out = console or Console()
    for result in results:
        if result.verdict in show:
            reply = result.reply
            out.print(
                f"{result.verdict:8} {result.case.id} {result.case.expect} {result.case.q!r}", markup=False
            )
            out.print(
                f"         {reply['outcome']} {reply['confidence']}: {reply['text'][:300]!r}", markup=False
            )
            out.print(f"         {result.why}", markup=False)
    summary = summarise(results)
    table = Table("expect", "n", *VERDICTS)
    for kind, counts in [*sorted(summary.by_kind.items()), ("all", summary.total)]:
        table.add_row(kind, str(sum(counts.values())), *(str(counts[v]) for v in VERDICTS))
    out.print(table)
    _print_figures(summary, out)


def _print_figures(summary: Summary, out: Console) -> None:
    weakest = sorted(summary.by_tag.items(), key=lambda item: item[1]["right"] / sum(item[1].values()))[:12]
    tags = ", ".join(f"{tag} {c['right']}/{sum(c.values())}" for tag, c in weakest)
    out.print(f"weakest tags: {tags}", markup=False)
    lengths = summary.lengths
    if lengths:
        middle, most = lengths[len(lengths) // 2], lengths[int(len(lengths) * 0.95)]
        out.print(f"answer length, characters: median {middle}, 95% {most}, longest {lengths[-1]}")
    answerable = {v: summary.share(v, ["answer"]) for v in VERDICTS}
    out.print(
        f"all right {summary.share('right'):.1%}; answerable right {answerable['right']:.1%} "
        f"(wrong {answerable['wrong']:.1%}, missed {answerable['missed']:.1%}); "
        f"unanswerable wrongly answered {summary.share('wrong', REFUSED):.1%}; ECE {summary.ece:.3f}"
    )
