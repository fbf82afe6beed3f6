"""Which findings count: rules chosen by prefix, and findings that are known or excused."""

from __future__ import annotations

import fnmatch
import json
import os
import tempfile
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from claimcheck.errors import ConfigError, InputError
from claimcheck.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from claimcheck.model import Article, CheckedClaim, Finding, Report, Waiver

SCHEMA = "claimcheck.baseline/1"
_CODES = tuple(rule.code for rule in RULES)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules count, by prefixes of their codes or by name; of two prefixes that fit the longer one decides."""

    select: tuple[str, ...] = ("CC",)
    ignore: tuple[str, ...] = ()

    def keeps(self, code: str) -> bool:
        """Say whether a code counts."""
        chosen = max((len(one) for one in self.select if code.startswith(one)), default=-1)
        left = max((len(one) for one in self.ignore if code.startswith(one)), default=-1)
        return chosen > left


@dataclass(frozen=True, slots=True)
class Excuse:
    """Findings that the configuration says are known, and why.

    Args:
        code: A prefix of their codes.
        article: A pattern of paths, as in a shell.
        source: A name in the claim's chain, whatever its case; any when empty.
        until: The last day on which it holds; None for always.
        reason: Why; a person reads it.
    """

    code: str = "CC"
    article: str = "*"
    source: str = ""
    until: date | None = None
    reason: str = ""

    def covers(self, article: Article, checked: CheckedClaim, finding: Finding) -> bool:
        """Say whether a finding is meant."""
        named = not self.source or self.source.casefold() in {one.name.casefold() for one in checked.claim.chain}
        return finding.code.startswith(self.code) and named and fnmatch.fnmatch(article.path, self.article)


def prefixes(given: Iterable[str], where: str = "command line") -> tuple[str, ...]:
    """Return codes and names of rules as prefixes of codes, "CC2,figure-differs" taken apart.

    Raises:
        ConfigError: One fits no rule; the hint names the nearest.
    """
    found = []
    for word in (part.strip() for each in given for part in each.split(",")):
        if not word:
            continue
        by_name = {rule.name: rule.code for rule in RULES}
        code = by_name.get(word.lower(), word.upper())
        if code != "ALL" and not any(one.startswith(code) for one in _CODES):
            near = get_close_matches(word.upper(), _CODES, 1) or get_close_matches(word.lower(), by_name, 1)
            hint = f"Did you mean {near[0]}?" if near else "'claimcheck rule' lists them all."
            raise ConfigError(f"{where}: there is no rule {word!r}", hint=hint)
        found.append("CC" if code == "ALL" else code)
    return tuple(found)


def kept(report: Report, keeps: Callable[[Article, CheckedClaim, Finding], bool]) -> Report:
    """Return *report* with those findings alone that *keeps* lets stand."""
    return replace(
        report,
        articles=tuple(
            replace(
                one,
                claims=tuple(
                    replace(c, findings=tuple(f for f in c.findings if keeps(one.article, c, f))) for c in one.claims
                ),
            )
            for one in report.articles
        ),
    )


def selected(report: Report, selection: Selection) -> Report:
    """Return *report* with the findings of the rules that count."""
    return kept(report, lambda _, __, finding: selection.keeps(finding.code))


def excused(report: Report, excuses: Sequence[Excuse], today: date) -> tuple[Report, tuple[str, ...]]:
    """Return *report* without the findings that are excused, and what is wrong with the excuses, for a person."""
    used: set[Excuse] = set()
    valid = [one for one in excuses if one.until is None or one.until >= today]

    def keeps(article: Article, checked: CheckedClaim, finding: Finding) -> bool:
        found = [one for one in valid if one.covers(article, checked, finding)]
        used.update(found)
        return not found

    left = kept(report, keeps)
    told = [
        f"the ignore {_named(one)} ended on {one.until}; take it out or renew it" for one in excuses if one not in valid
    ]
    told += [f"the ignore {_named(one)} matches nothing any more; take it out" for one in valid if one not in used]
    return left, tuple(told)


def waived(report: Report) -> tuple[Report, tuple[str, ...]]:
    """Return *report* without the findings that comments in the articles excuse, and the comments that excuse none."""
    used: set[tuple[str, Waiver]] = set()

    def keeps(article: Article, checked: CheckedClaim, finding: Finding) -> bool:
        found = [one for one in article.waivers if _waives(one, checked, finding)]
        used.update((article.path, one) for one in found)
        return not found

    left = kept(report, keeps)
    told = [
        f"{one.article.path}:{waiver.line}: this ignore excuses nothing; take it out"
        for one in report.articles
        for waiver in one.article.waivers
        if (one.article.path, waiver) not in used
    ]
    return left, tuple(told)


def _waives(waiver: Waiver, checked: CheckedClaim, finding: Finding) -> bool:
    meant = not waiver.codes or finding.code.startswith(waiver.codes)
    return meant and any(waiver.span.overlaps(span) for span in (checked.claim.sentence, *checked.claim.content))


def _named(one: Excuse) -> str:
    where = f" in {one.article}" if one.article != "*" else ""
    return f"{one.code}{where}{f' of {one.source}' if one.source else ''}"


def baseline(path: Path) -> frozenset[tuple[str, str, str]]:
    """Return the findings of a baseline as path, claim and code.

    Raises:
        InputError: It cannot be read, or is none.
    """
    try:
        data: Any = json.loads(path.read_text("utf-8"))
        findings: Any = data["findings"] if data["schema"] == SCHEMA else [None]
        return frozenset((one["path"], one["claim"], one["code"]) for one in findings)
    except OSError as error:
        message = f"{path}: the baseline cannot be read: {error.strerror or error}"
        raise InputError(message, hint="'--write-baseline' makes one.") from None
    except (ValueError, KeyError, TypeError):
        raise InputError(f"{path}: this is no baseline", hint="'--write-baseline' makes one anew.") from None


def write_baseline(report: Report, path: Path) -> int:
    """Write every finding of *report* as a baseline, sorted, and return how many there are.

    Raises:
        InputError: The file cannot be written.
    """
    rows = sorted({(a.article.path, c.claim.id, f.code) for a in report.articles for c in a.claims for f in c.findings})
    findings = [{"path": where, "claim": claim, "code": code} for where, claim, code in rows]
    save(path, json.dumps({"schema": SCHEMA, "findings": findings}, indent=1, ensure_ascii=False) + "\n")
    return len(rows)


def without(report: Report, known: frozenset[tuple[str, str, str]]) -> tuple[Report, int]:
    """Return *report* without known findings, and how many known ones of its articles are there no more."""
    seen: set[tuple[str, str, str]] = set()

    def keeps(article: Article, checked: CheckedClaim, finding: Finding) -> bool:
        name = (article.path, checked.claim.id, finding.code)
        if name in known:
            seen.add(name)
        return name not in known

    left = kept(report, keeps)
    paths = {one.article.path for one in report.articles}
    return left, len({one for one in known if one[0] in paths} - seen)


def save(path: Path, text: str) -> None:
    """Write a file as a whole or not at all.

    Raises:
        InputError: It cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.write(text)
        os.chmod(name, 0o644)  # noqa: PTH101 - what open() would give, for a report that others read
        os.replace(name, path)  # noqa: PTH105 - the same
    except OSError as error:
        raise InputError(f"{path}: cannot be written: {error.strerror or error}", hint="Check the folder.") from None
