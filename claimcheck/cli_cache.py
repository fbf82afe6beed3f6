"""The commands that look at the store of captures, or tidy it."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimcheck.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.config import Settings
    from claimcheck.fetch.store import Store

CacheDir = Annotated[Path | None, typer.Option("--cache-dir", metavar="DIR", help="Where captures are kept.")]
cache = typer.Typer(
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    help="Look at the store of captures, or tidy it.",
)


@cache.command("dir")
def cache_dir_(*, cache_dir: CacheDir = None) -> None:
    """Print the folder of the store."""
    from claimcheck.config import cache_folder  # noqa: PLC0415 - keeps --help quick

    typer.echo(cache_folder(_settings({"cache_dir": cache_dir})))


@cache.command("list")
def cache_list(*, cache_dir: CacheDir = None) -> None:
    """List what is kept: outcome, size, time and URL, a line each."""
    from claimcheck.report import listing, output  # noqa: PLC0415 - keeps --help quick

    with _store(cache_dir) as store:
        output.write(listing.entries(store.entries()))


@cache.command("show")
def cache_show(
    url: str, *, body: Annotated[bool, typer.Option(help="Print what was read.")] = False, cache_dir: CacheDir = None
) -> None:
    """Show the newest capture of a URL."""
    from claimcheck.report import listing, output  # noqa: PLC0415 - keeps --help quick

    with _store(cache_dir) as store:
        memento = store.find(url)
    if memento is None:
        raise UsageError(f"{url} is not in the cache", hint="'claimcheck cache list' names what is.")
    output.write(listing.memento(memento, body=body))


@cache.command("prune")
def cache_prune(
    *,
    older_than: Annotated[str, typer.Option(metavar="AGE", help="12h, 30d, 8w.")] = "30d",
    cache_dir: CacheDir = None,
) -> None:
    """Remove what is older than an age."""
    settings = _settings({"max_cache_age": older_than})
    age = settings.max_cache_age
    with _store(cache_dir) as store:
        removed = store.prune(age.total_seconds() if age else 0)
    typer.echo(f"Removed {removed} {'capture' if removed == 1 else 'captures'} older than {older_than}.")


@cache.command("clear")
def cache_clear(*, cache_dir: CacheDir = None) -> None:
    """Remove everything that is kept."""
    with _store(cache_dir) as store:
        removed = store.clear()
    typer.echo(f"Removed {removed} {'capture' if removed == 1 else 'captures'}.")


@cache.command("export")
def cache_export(
    *,
    warc: Annotated[Path, typer.Option("--warc", metavar="FILE", help="A new file; .gz packs it.")],
    cache_dir: CacheDir = None,
) -> None:
    """Write all that is kept to a WARC file, for archives and for programs that replay pages."""
    from claimcheck.fetch.warc import export  # noqa: PLC0415 - keeps --help quick
    from claimcheck.report import listing, output  # noqa: PLC0415 - the same

    with _store(cache_dir) as store:
        captures, damaged = export(store, warc)
    output.write(listing.exported(captures, damaged, str(warc)))


@cache.command("import")
def cache_import(
    more: Annotated[list[Path] | None, typer.Argument(metavar="[FILE]...", help="More such files.")] = None,
    *,
    warc: Annotated[list[Path], typer.Option("--warc", metavar="FILE", help="A WARC file, packed or not.")],
    cache_dir: CacheDir = None,
) -> None:
    """Put what WARC files hold into the store; what it has that is as new stays."""
    from claimcheck.fetch.warc_import import load  # noqa: PLC0415 - keeps --help quick
    from claimcheck.report import listing, output  # noqa: PLC0415 - the same

    errors = []
    with _store(cache_dir) as store:
        for file in (*warc, *(more or ())):
            done = load(store, file)
            output.write(listing.imported(done.captures, done.kept, done.passed, str(file)))
            errors += [done.error] if done.error else []
    if errors:
        raise UsageError("; ".join(error.message for error in errors), hint=errors[0].hint)


@cache.command("verify")
def cache_verify(*, cache_dir: CacheDir = None) -> None:
    """Check that all that is kept is whole, and change nothing; leave with 1 if it is not."""
    from claimcheck.config import cache_folder  # noqa: PLC0415 - keeps --help quick
    from claimcheck.fetch import Store, audit  # noqa: PLC0415 - the same
    from claimcheck.report import listing, output  # noqa: PLC0415 - the same

    with Store.reading(cache_folder(_settings({"cache_dir": cache_dir}))) as store:
        found = audit.verify(store)
    output.write(listing.checked(found))
    if found.faults:
        raise typer.Exit(1)


@cache.command("stats")
def cache_stats(*, cache_dir: CacheDir = None) -> None:
    """Tell in figures what is kept."""
    from claimcheck.fetch import audit  # noqa: PLC0415 - keeps --help quick
    from claimcheck.report import listing, output  # noqa: PLC0415 - the same

    with _store(cache_dir) as store:
        output.write(listing.figures(audit.stats(store)))


def _settings(flags: dict[str, object]) -> Settings:
    from claimcheck.config import load  # noqa: PLC0415 - keeps --help quick

    return load(flags)


@contextmanager
def _store(folder: Path | None) -> Iterator[Store]:
    from claimcheck.config import cache_folder  # noqa: PLC0415 - keeps --help quick
    from claimcheck.fetch.store import Store  # noqa: PLC0415 - the same

    with Store.open(cache_folder(_settings({"cache_dir": folder}))) as store:
        yield store
