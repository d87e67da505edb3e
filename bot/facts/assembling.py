"""Putting a book together from what was read: every part checked, every problem told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from bot.facts.dates import DATE_HINT, looks_like_day, parse_day
from bot.facts.files import Folder, Limits, Role, role
from bot.facts.model import Book, Community, Source, Subject
from bot.facts.names import Head, Names
from bot.facts.phrasings import check_phrasings
from bot.facts.plain_texts import misread_texts
from bot.facts.problems import FactBaseError, Problem, shorten
from bot.facts.reading import Data, ReadError, parse
from bot.facts.report import Report, Spot
from bot.facts.schema import ID_HINT, ID_PATTERN, CommunityShape, SourceShape
from bot.facts.shape_errors import shaped
from bot.facts.subjects import SubjectBuilder
from bot.facts.vocabulary import build_lexicon

_Documents: TypeAlias = dict[Role, dict[str, Data]]

_ID = re.compile(ID_PATTERN)
_NO_FILE = "there is no such file"
_REQUIRED: tuple[tuple[str, Role, str], ...] = (
    ("community.yaml", "community", _NO_FILE),
    ("sources.yaml", "sources", _NO_FILE),
    ("vocabulary", "vocabulary", "there is no file in this folder, of any name"),
)
_REQUIRED_HINT = "docs/fact-base.md says what it holds"


def assemble(read: Folder, limits: Limits, report: Report) -> Book:
    """Return what was read as a book, or raise all that is wrong with it."""
    documents, failed = _parse(read, limits, report)
    names = _names(documents, failed, report)
    lexicon = build_lexicon(documents["vocabulary"], names, report)
    sources = _sources(documents["sources"], report)
    builder = SubjectBuilder(lexicon, names, report)
    subjects: dict[str, Subject] = {}
    for head, data in _taken(documents["subjects"], names):
        if subject := builder.subject(head, data):
            subjects[subject.id] = subject
    _check_within(subjects, names, report)
    check_phrasings(lexicon, subjects.values(), names.subjects, report)
    community = _community(documents["community"], names, report)
    report.raise_if_any(read.texts)
    if community is None:
        raise FactBaseError([Problem("community.yaml", 1, 1, _NO_FILE, _REQUIRED_HINT)])
    return Book(community, lexicon.vocabulary(), sources, subjects, read.digest)


def _parse(read: Folder, limits: Limits, report: Report) -> tuple[_Documents, set[Role]]:
    """Return what the files say, by what they hold, and for what some file could not be read."""
    documents: _Documents = {"community": {}, "sources": {}, "vocabulary": {}, "subjects": {}}
    failed = {role(name) for name in read.failed}
    strings: dict[str, str] = {}
    for name, text in read.texts.items():
        report.add(misread_texts(name, text))
        try:
            data, problems = parse(name, text, depth=limits.depth, strings=strings)
        except ReadError as error:
            report.add([error.problem])
            failed.add(role(name))
        else:
            report.add(problems)
            documents[role(name)][name] = data
    for place, wanted, lacking in _REQUIRED:
        if read.exists and wanted not in failed and not any(documents[wanted].values()):
            failed.add(wanted)
            name, message = next(
                ((file, "this file is empty") for file in documents[wanted]), (place, lacking)
            )
            report.add([Problem(name, 1, 1, message, _REQUIRED_HINT)])
            documents[wanted] = {}
    return documents, failed


def _names(documents: _Documents, failed: set[Role], report: Report) -> Names:
    """Return all that can be referred to, and report subjects that are given twice."""
    names = Names(
        all_sources="sources" not in failed,
        all_subjects="subjects" not in failed,
        all_kinds="vocabulary" not in failed,
    )
    for _, entries in _entries(documents["sources"], report):
        names.sources.update(entries)
    for file, entries in _entries(documents["subjects"], report):
        for subject, data in entries.items():
            _check_id(subject, report.spot(file, subject))
            if before := names.subjects.get(subject):
                message = f"the subject '{shorten(subject)}' is there already"
                report.spot(file, subject).wrong(message, f"see {before.file}", on_key=True)
                continue
            fields = data if isinstance(data, dict) else {}
            kind, name, facts = (fields.get(key) for key in ("kind", "name", "facts"))
            names.subjects[subject] = Head(subject, file, _text(kind), _text(name) or subject)
            if isinstance(facts, dict):
                names.facts.update(f"{subject}.{fact}" for fact in facts)
    return names


def _text(data: Data) -> str:
    return data if isinstance(data, str) else ""


def _entries(documents: Mapping[str, Data], report: Report) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the mapping that each file is, and report files that are something else."""
    for file, data in documents.items():
        if isinstance(data, dict):
            yield file, data
        elif data is not None:
            report.spot(file).wrong("a mapping is expected here: ids, each with what is known of it")


def _check_id(name: str, spot: Spot) -> None:
    if not _ID.match(name):
        spot.wrong(f"'{shorten(name)}' is not an id", ID_HINT, on_key=True)


def _taken(documents: dict[str, Data], names: Names) -> Iterator[tuple[Head, Any]]:
    """Yield subjects with what is said of them, each file let go when it is done with."""
    for file in list(documents):
        data = documents.pop(file)
        if isinstance(data, dict):
            for subject, entry in data.items():
                head = names.subjects[subject]
                if head.file == file:
                    yield head, entry


def _check_within(subjects: Mapping[str, Subject], names: Names, report: Report) -> None:
    """Report subjects that lie within themselves, each circle once."""
    done: set[str] = set()
    for subject in subjects:
        way: dict[str, None] = {}
        here: str | None = subject
        while here is not None and here not in done and here not in way and here in subjects:
            way[here] = None
            here = subjects[here].within
        if here in way:
            spot = report.spot(names.subjects[subject].file, subject, "within")
            spot.wrong(f"'{here}' lies within itself", "break the circle")
        done.update(way)


def _sources(documents: Mapping[str, Data], report: Report) -> dict[str, Source]:
    sources: dict[str, Source] = {}
    for file, data in documents.items():
        for source, entry in data.items() if isinstance(data, dict) else ():
            spot = report.spot(file, source)
            _check_id(source, spot)
            shape = shaped(SourceShape, entry, spot)
            if shape is None:
                continue
            if shape.published and looks_like_day(shape.published):
                try:
                    parse_day(shape.published)
                except ValueError as error:
                    spot.below("published").wrong(str(error), f"{DATE_HINT}, or words")
            sources[source] = Source(id=source, **dict(shape))
    return sources


def _community(documents: Mapping[str, Data], names: Names, report: Report) -> Community | None:
    community = None
    for file, data in documents.items():
        spot = report.spot(file)
        shape = shaped(CommunityShape, data, spot)
        if shape is None:
            continue
        names.subject(shape.subject, spot.below("subject"))
        for question, fact in shape.tests.items():
            names.fact(fact, spot.below("tests", question))
        community = Community(shape.name, shape.subject, shape.about, tuple(shape.samples), shape.tests)
    return community
