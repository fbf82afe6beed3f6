"""Read: files, folders, pages and standard input, as articles; fetched documents, as pages."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from claimcheck.errors import InputError
from claimcheck.read import waivers
from claimcheck.read.decode import decode, refuse_binary
from claimcheck.read.hints import hinted
from claimcheck.read.inputs import HTML, MARKDOWN, Input, Inputs, expand
from claimcheck.read.pages import article, page, seen
from claimcheck.read.plain import plain

if TYPE_CHECKING:
    from claimcheck.model import Article

__all__ = ["Input", "Inputs", "article", "contents", "expand", "hinted", "load", "page", "parsed", "seen"]

_WAIVED = b"claimcheck:"
_LARGEST = 20_000_000
_SNIFFED = 1000
_BLANK = b" \t\r\n\f\v\xef\xbb\xbf"


def load(item: Input) -> Article:
    """Read a file or standard input; a file that gives no day has a hint at one.

    Raises:
        InputError: It cannot be read, or is no article.
    """
    article = parsed(contents(item), item.path)
    return article if item.kind == "stdin" else hinted(article, Path(item.path))


def contents(item: Input) -> bytes:
    """Return the bytes of a file or of standard input.

    Raises:
        InputError: It cannot be read, or is too large.
    """
    return _stdin() if item.kind == "stdin" else _file(Path(item.path))


def parsed(data: bytes, path: str) -> Article:
    """Read bytes as an article; the suffix of *path* says as what.

    Raises:
        InputError: They are no article.
    """
    if not data.strip(_BLANK):
        raise InputError("empty: there is nothing to check", hint="Was the article saved?")
    suffix = Path(path).suffix.lower()
    refuse_binary(data)
    if suffix in HTML or (suffix not in MARKDOWN and suffix != ".txt" and _looks_like_html(data)):
        from claimcheck.read.html import html  # noqa: PLC0415 - lxml and trafilatura, only for HTML

        article = html(data, path)
        return replace(article, waivers=waivers.in_html(decode(data), article)) if _WAIVED in data else article
    text = decode(data)
    if not text.strip():
        raise InputError("empty: there is nothing to check", hint="Was the article saved?")
    if suffix in MARKDOWN:
        from claimcheck.read.markdown import markdown  # noqa: PLC0415 - only for Markdown

        article = markdown(text, path)
        return replace(article, waivers=waivers.in_markdown(text, article)) if _WAIVED in data else article
    return plain(text, path)


def _file(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > _LARGEST:
            raise InputError(f"too large: {size:,} bytes", hint=f"An article may have {_LARGEST:,} at most.")
        if not path.is_file():
            raise InputError("not a regular file", hint="Give a file, a folder, a URL or -.")
        return path.read_bytes()
    except PermissionError:
        raise InputError("no permission to read it", hint="Check the file's permissions.") from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", hint="Check the file.") from None


def _stdin() -> bytes:
    data = sys.stdin.buffer.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise InputError("too large", hint=f"An article may have {_LARGEST:,} bytes at most.")
    return data


def _looks_like_html(data: bytes) -> bool:
    head = data[:_SNIFFED].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<body" in head
