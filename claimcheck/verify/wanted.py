"""The speaker who is asked for, and whether a name on a page is theirs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from claimcheck.identity.answers import Same
from claimcheck.identity.bodies import body
from claimcheck.identity.offices import is_description
from claimcheck.identity.who import same

if TYPE_CHECKING:
    from claimcheck.identity.answers import Answer
    from claimcheck.identity.bodies import Body
    from claimcheck.model import Page


@dataclass(frozen=True)
class Wanted:
    """A speaker that a page should credit.

    Args:
        name: As the article resolves them.
        organisation: It is a body: whoever speaks for it is named with it ("Ruiz, a spokesman for the Fund").
        page: The document that is held against it; what it calls whom decides what its short names mean.
    """

    name: str
    organisation: bool
    page: Page

    @cached_property
    def asked(self) -> str | Body:
        """The name with its kind where that is known."""
        return body(self.name) if self.organisation and not is_description(self.name) else self.name

    def answer(self, name: str) -> Answer:
        """Say whether a name that the page has is the speaker's."""
        return same(name, self.asked, beside=self.page.text)

    def met(self, name: str) -> bool:
        """Say whether a name that the page has is certainly the speaker's."""
        return isinstance(self.answer(name), Same)
