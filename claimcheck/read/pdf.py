"""PDF documents as text, by pypdf, which is an extra."""

from __future__ import annotations

import logging
import re
from collections import Counter
from io import BytesIO
from typing import TYPE_CHECKING

from claimcheck.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

_PAGES = 500
_LONGEST = 5_000_000
_FOLIO = re.compile(r"(?:page\s)?[\W_]{0,3}\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?[\W_]{0,3}", re.IGNORECASE)
_ENDED = re.compile(r"[.!?:;][\"'”’»)\]]*$")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_LETTERS = ("ff", "fi", "fl", "ffi", "ffl", "st", "st")
_UNTITLED = re.compile(r"(?:untitled.*|microsoft \w+ - .*|.*\.(?:docx?|pdf|indd|qxp|tex|odt))", re.IGNORECASE)
_TITLE = 300
_FULL = 0.75
_HALF = 0.5
_REPEATED = 3
_WORD = 60


def check(data: bytes) -> None:
    """Raise InputError when a PDF cannot be read, or holds no text."""
    reader = _open(data)
    if not any(text and text.strip() for text in _texts(reader)):
        raise InputError("no text in this PDF: its pages may be pictures", hint="Save the document as text or HTML.")


def pdf(data: bytes) -> tuple[str, str | None, bool]:
    """Return the text of a PDF, its title if it has one, and whether all of its pages were read.

    Raises:
        InputError: It cannot be read.
    """
    reader = _open(data)
    texts = list(_texts(reader))
    text = _paragraphs([text.split("\n") for text in texts if text])
    return text, _title(reader), len(texts) == len(reader.pages) and None not in texts


def _open(data: bytes) -> PdfReader:
    try:
        from pypdf import PdfReader  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        raise InputError("PDF files need pypdf", hint="Run: pip install 'claimcheck-news[pdf]'") from None
    log = logging.getLogger("pypdf")
    if not log.handlers:
        log.addHandler(logging.NullHandler())
    try:
        reader = PdfReader(BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        count = 0 if locked else len(reader.pages)
    except Exception as error:  # noqa: BLE001 - pypdf raises whatever a broken file leads to
        if "cryptography" in str(error) or "not been decrypted" in str(error):
            locked, count = True, 0
        else:
            raise InputError("a broken PDF", hint="Save the document anew.") from None
    if locked:
        raise InputError("an encrypted PDF", hint="Save a copy without a password.")
    if not count:
        raise InputError("a PDF without pages", hint="Save the document anew.")
    return reader


def _texts(reader: PdfReader) -> Iterator[str | None]:
    """Yield the text of each page, to a limit; None for a page that cannot be read."""
    size = 0
    for number in range(min(len(reader.pages), _PAGES)):
        try:
            text = reader.pages[number].extract_text()
        except Exception:  # noqa: BLE001 - pypdf raises whatever a broken file leads to
            yield None
            continue
        size += len(text)
        if size > _LONGEST:
            return
        text = _LIGATURE.sub(lambda match: _LETTERS[ord(match[0]) - 0xFB00], text)
        yield "".join("\ufffd" if char == "\0" or "\ud800" <= char <= "\udfff" else char for char in text)


def _title(reader: PdfReader) -> str | None:
    try:
        title = " ".join(str((reader.metadata and reader.metadata.title) or "").split())
    except Exception:  # noqa: BLE001 - pypdf raises whatever a broken file leads to
        return None
    return title[:_TITLE] if title.isprintable() and not _UNTITLED.fullmatch(title) and title else None


def _paragraphs(pages: list[list[str]]) -> str:
    """Return the lines of pages as paragraphs, page numbers and running titles left out.

    A paragraph ends at a blank line, at a short line that ends a sentence, and at a very short one before a capital.
    """
    lines = _without_running(pages)
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[len(lengths) * 3 // 4] if lengths else 0
    found: list[str] = []
    whole = set(re.findall(r"\b[^\W\d_]{1,40}-[^\W\d_]{1,40}", "\n".join(lines)))
    ended = True
    for place, line in enumerate(lines):
        if not line:
            ended = True
            continue
        if found:
            found[-1] = found[-1] + "\n\n" if ended else _led(found[-1], line, whole)
        found.append(line)
        after = lines[place + 1] if place + 1 < len(lines) else ""
        short = len(line) < usual * _FULL and bool(_ENDED.search(line[-_WORD:]))
        ended = short or (len(line) < usual * _HALF and after[:1].isupper() and not line.endswith((",", "-")))
    return "".join(found)


def _led(line: str, after: str, whole: set[str]) -> str:
    """Return a line as the next one follows it: its hyphen goes unless the word has one elsewhere as well."""
    if line.endswith("\u00ad"):
        return line[:-1]
    if line.endswith("-") and line[-2:-1].isalpha() and after[:1].islower():
        left = re.search(r"[^\W\d_]+-$", line[-_WORD:])
        right = re.match(r"[^\W\d_]{1,40}", after)
        return line if left and right and left[0] + right[0] in whole else line[:-1]
    return line + " "


def _from_text(page: list[str], end: int) -> list[str]:
    """Return a page without the blank lines at its head (*end* is 0) or at its foot (-1)."""
    full = [at for at, line in enumerate(page) if line]
    return (page[full[0] :] if end == 0 else page[: full[-1] + 1]) if full else []


def _without_running(pages: list[list[str]]) -> list[str]:
    """Return the lines of all pages but page numbers and what stands at the head or foot of most pages."""
    kept = [[" ".join(line.split()) for line in page] for page in pages]
    for end in (0, -1):
        kept = [_from_text(page, end) for page in kept]
        seen = Counter(re.sub(r"\d+", "0", page[end]) for page in kept if page)
        for page in kept:
            if len(page) > 1:
                times = seen[re.sub(r"\d+", "0", page[end])]
                if _FOLIO.fullmatch(page[end]) or (times >= _REPEATED and times > len(kept) * _HALF):
                    page.pop(end)
    return [line for page in kept for line in page]
