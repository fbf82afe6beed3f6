"""Who is meant by a surname, a pronoun, "the report" or "the company"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from claimcheck import outlets
from claimcheck.extract.naming import PRONOUNS, Named
from claimcheck.model import SourceKind

_FULL_NAME = re.compile(r"\b(?:[A-ZÀ-Þ][\w’'-]+|[A-Z]\.)(?:\s+(?:(?:de|van|von|bin|al|der|la|del|di|du)\s+)?(?:[A-ZÀ-Þ][\w’'-]+|[A-Z]\.)){1,3}")
_TO_OUTLET = re.compile(
    r"(?:the|The|this|This|its|that)\s+(?:\w+\s+)?(?:report|outlet|newspaper|paper|broadcaster|agency|magazine|network|website|site|article|story|channel|publication|daily|tabloid|news agency|news outlet)$"
)
_TO_ORGANISATION = re.compile(r"(?:the|The|this|its)\s+(?:\w+\s+)?(?:company|firm|group|ministry|department|agency|organisation|organization|government|union|charity|regulator|bank|university|start-?up|maker|giant|club|commission|council|court|institute|watchdog|team|body|party|campaign|association)$")
_HE, _THEY = {"he", "she", "him", "her", "i", "who"}, {"they", "we", "them"}
_NOT_NAMES = re.compile(r"^(?:The|A|An|But|And|In|On|At|For|If|When|While|As|It|He|She|They|We|This|That|New|After|Before|Last|Next|Mr|Mrs|Ms|Dr)\b|(?:day|January|February|March|April|June|July|August|September|October|November|December)$")


@dataclass(slots=True)
class Memory:
    """Who was named so far, in the order of naming; a surname may also look ahead in the text."""

    text: str
    sources: list[Named] = field(default_factory=list)
    _names: dict[str, list[tuple[int, str]]] | None = None

    def remember(self, source: Named) -> None:
        """Take note of a source that was credited."""
        self.sources.append(source)

    def context(self) -> tuple[str, ...]:
        """Return the outlets named so far, the latest last."""
        return tuple(source.name for source in self.sources if source.kind is SourceKind.OUTLET)

    def resolve(self, mention: Named, at: int) -> Named:
        """Return who *mention*, which stands at *at*, refers to; the mention itself when nobody fits."""
        if mention.full:
            return mention
        word = mention.name.casefold()
        if word in PRONOUNS:
            return self._pronoun(word) or mention
        if _TO_OUTLET.match(mention.name) and (found := self._last(SourceKind.OUTLET)):
            return found
        if mention.kind is SourceKind.PERSON and mention.name[:1].isupper() and " " not in mention.name:
            return self._surname(mention, at)
        if _TO_ORGANISATION.match(mention.name) and (found := self._last(SourceKind.ORGANISATION)):
            return found
        if mention.kind is SourceKind.PERSON and mention.name[:4].casefold() == "the ":
            return self._last(SourceKind.PERSON) or mention
        return mention

    def _pronoun(self, word: str) -> Named | None:
        if word in _HE:
            return self._last(SourceKind.PERSON)
        if word in _THEY:
            groups = (SourceKind.UNNAMED, SourceKind.ORGANISATION, SourceKind.DOCUMENT, SourceKind.OUTLET)
            return self._last(*groups) or self._last(SourceKind.PERSON)
        return self._last(SourceKind.ORGANISATION, SourceKind.DOCUMENT, SourceKind.OUTLET)

    def _last(self, *kinds: SourceKind) -> Named | None:
        return next((s for s in reversed(self.sources) if s.kind in kinds and (s.full or s.kind is SourceKind.UNNAMED)), None)

    def _surname(self, mention: Named, at: int) -> Named:
        for source in reversed(self.sources):
            parts = source.name.split()
            if source.full and len(parts) > 1 and mention.name in {parts[0], parts[-1]}:
                return source
        found = self._full_names().get(mention.name, [])
        before = [name for start, name in found if start < at]
        name = before[-1] if before else found[0][1] if found else ""
        return Named(name, SourceKind.PERSON) if name else mention

    def _full_names(self) -> dict[str, list[tuple[int, str]]]:
        if self._names is None:
            self._names = {}
            for match in _FULL_NAME.finditer(self.text):
                name = " ".join(match[0].split())
                if _NOT_NAMES.search(name) or outlets.lookup(name):
                    continue
                for part in {name.split()[0], name.split()[-1]}:
                    self._names.setdefault(part, []).append((match.start(), name))
        return self._names
