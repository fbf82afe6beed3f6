"""What processes do: functions of their arguments alone, from plain data to plain data."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from claimcheck import keeping

if TYPE_CHECKING:
    from claimcheck.judges import Ask
    from claimcheck.model import Article, Claim, Memento, Page, Problem, Source, Span


def read_article(given: tuple[bytes, str]) -> Article:
    """Read the bytes of a file as an article; the path decides how.

    Raises:
        InputError: It is none.
    """
    from claimcheck import read  # noqa: PLC0415 - each process loads what its jobs need

    return read.parsed(*given)


def read_fetched(given: tuple[Memento, str]) -> Article:
    """Read a fetched URL as an article.

    Raises:
        InputError: It was not read, or is none.
    """
    from claimcheck import read  # noqa: PLC0415 - as above

    return read.article(*given)


def read_page(memento: Memento) -> bytes:
    """Read a fetched document as a page, as `keeping.dump_page` keeps it."""
    from claimcheck import read  # noqa: PLC0415 - as above

    return keeping.dump_page(*read.seen(memento))


def read_saved(given: tuple[str, str]) -> tuple[tuple[tuple[Memento, Page | None], ...], tuple[Problem, ...]]:
    """Read the documents in a file, and what could not be read of it; the first value is the folder to start from."""
    from claimcheck.read import page, saved  # noqa: PLC0415 - as above

    folder, path = given
    os.chdir(folder)
    mementos, problems = saved.documents(path)
    return tuple((memento, page(memento)) for memento in mementos), problems


def find(given: tuple[keeping.Extraction, Article]) -> tuple[Claim, ...]:
    """Find the claims of an article."""
    from claimcheck import extract  # noqa: PLC0415 - as above

    how, article = given
    return extract.extract(
        article, attitudes=how.attitudes, least=how.least, citations=how.citations, own=dict(how.own)
    )


def judge(given: tuple[Article, tuple[Ask, ...]]) -> list[bytes]:
    """Judge claims of an article; what comes back is small and names its pages only."""
    from claimcheck import verify  # noqa: PLC0415 - as above

    article, asks = given
    return [
        keeping.dump_judgement(
            verify.judge(ask.claim, ask.citation, article, ask.trail, ask.readings, ask.others, brief=ask.brief)
        )
        for ask in asks
    ]


def credit(given: tuple[Page, tuple[Span, ...], str]) -> list[tuple[Source, ...]]:
    """Return for every passage of a page whom the page credits with it; last comes the publisher of the article."""
    from claimcheck import secondhand  # noqa: PLC0415 - as above

    page, passages, publisher = given
    return [secondhand.credited(page, passage, publisher) for passage in passages]
