"""Proposing: which readings a question's mentions and phrasings allow, before any is scored."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from bot.matching.alternatives import Alternatives
from bot.matching.asking import Asked, Draft, Hit, Said
from bot.matching.belonging import Membership
from bot.matching.catalog import Catalog
from bot.matching.filtering import Filter
from bot.matching.lexicon import Lexicon
from bot.matching.listing import Lister
from bot.matching.looking_up import LookUp
from bot.matching.ranking import Ranker
from bot.matching.recounting import Recounter
from bot.matching.relating import Relater
from bot.matching.renewing import Renewer
from bot.matching.scene import Scene
from bot.matching.staying import Talk
from bot.matching.surveying import Surveyor


class Proposer:
    """Drafts readings.

    Args:
        catalog: the facts, by what is in them.
        lexicon: the community's words.
        today: gives the current date.
    """

    def __init__(self, catalog: Catalog, lexicon: Lexicon, today: Callable[[], date]) -> None:
        self._catalog = catalog
        self._lexicon = lexicon
        self._today = today
        self._recounter = Recounter(catalog, lexicon)
        self._relater = Relater(catalog, lexicon)
        self._ranker = Ranker(catalog, lexicon)
        self._alternatives = Alternatives(catalog)
        self._lister = Lister(catalog, lexicon)
        self._look_up = LookUp(catalog, lexicon, self._lister)
        self._surveyor = Surveyor(catalog, lexicon, today)
        self._renewer = Renewer(catalog, lexicon, self._ranker)
        self._filter = Filter(catalog, lexicon)
        self._membership = Membership(catalog, lexicon)

    def drafts(self, asked: Asked) -> Iterator[Draft]:
        """Yield every reading that the question allows."""
        scene = Scene(asked, self._catalog, self._lexicon, self._today())
        listed = [*self._membership.drafts(scene), *self._renewer.figures(scene), *self._renewer.those(scene)]
        listed += self._filter.drafts(scene)
        found = listed or list(self._again(scene)) or list(self._all(scene))
        yield from Talk(scene, self._catalog).kept(found)

    def said(self, said: Said) -> Draft:
        """Return what a line of the book asks for."""
        intent = said.intent
        if intent.fact:
            return self._recounter.own(Hit(intent, 1.0))
        return Draft("lookup", intent.kind, (said.subject,), intent.property, similarity=1.0, intent=intent)

    def _again(self, scene: Scene) -> Iterator[Draft]:
        """Yield what a question asks that leaves out what was asked last."""
        if scene.talk.is_elliptic:
            for draft in (*self._renewer.drafts(scene), *self._ranker.drafts(scene)):
                yield replace(draft, implied=True)

    def _all(self, scene: Scene) -> Iterator[Draft]:
        if scene.asked.verbatim is not None:
            yield from self._recounter.asked(scene, Hit(scene.asked.verbatim.intent, 1.0))
        for hit in scene.asked.hits:
            if hit.intent.fact:
                yield from self._recounter.asked(scene, hit)
            elif hit.intent.reverse:
                yield from self._relater.reverse(scene, hit)
                yield from self._look_up.guessed(scene, hit)
            else:
                yield from self._look_up.drafts(scene, hit)
        for drafter in (
            self._recounter,
            self._relater,
            self._ranker,
            self._alternatives,
            self._surveyor,
            self._renewer,
            self._lister,
        ):
            yield from drafter.drafts(scene)
        yield from self._renewer.told(scene)
