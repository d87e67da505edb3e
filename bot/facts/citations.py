"""Citations as fact bases write them: `source-id ¶4 "words to find"`."""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern

from bot.facts.model import Citation
from bot.facts.problems import shorten

CITE_HINT = (
    'write a source id, the place, and perhaps a few words to find: annual-report ¶2 "a few words to find"'
)

_FORM = re.compile(
    r'(?P<source>[a-z0-9]+(?:-[a-z0-9]+)*)(?:\s+(?P<place>[^"“”]+?))??(?:\s+["“](?P<find>[^"“”]+)["”])?'
)


@lru_cache(maxsize=4096)
def parse_citation(text: str) -> Citation:
    """Return the citation that a text writes.

    Raises:
        ValueError: if it does not begin with a source's id, or its quotes do not pair up.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError(f"'{shorten(text)}' is not a citation")
    source, place, find = match["source"], match["place"], match["find"]
    return Citation(intern(source), intern(place) if place else None, find)
