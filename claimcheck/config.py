"""Settings: what can be set, where they come from, and which wins.

Defaults < the user's file < the project's file < `CLAIMCHECK_*` variables < flags. The project's file is the nearest
`claimcheck.toml`, or `pyproject.toml` with a `[tool.claimcheck]` table, in the working directory or above it.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from datetime import date, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

from claimcheck import addresses
from claimcheck.errors import ConfigError
from claimcheck.selection import Excuse, prefixes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_VARIABLES = ("cache_dir", "offline", "host_interval", "max_cache_age", "brave_key", "searxng")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*([smhdw])")


def duration(value: object) -> object:
    """Read "90s", "30m", "12h", "7d" or "2w" as a timedelta; leave other values to pydantic.

    Raises:
        ValueError: The text is not a number and one of the five units.
    """
    if not isinstance(value, str):
        return value
    match = _DURATION.fullmatch(value.strip().lower())
    if not match:
        raise ValueError("give a number and a unit, such as 90s, 30m, 12h, 7d or 2w")
    return timedelta(seconds=float(match[1]) * _UNITS[match[2]])


def _addresses(sites: dict[str, str]) -> dict[str, str]:
    """Return *sites* when each is a name and a web address.

    Raises:
        ValueError: One is not; the words say which.
    """
    for name, where in sites.items():
        if not name.strip():
            raise ValueError(f"{where!r} stands under an empty name; give the name that articles use")
        try:
            addresses.parsed(where)
        except ValueError as error:
            raise ValueError(f'"{name}": {error}; write a host or an address, such as "gazette.example/news"') from None
    return sites


def _kebab(name: str) -> str:
    return name.replace("_", "-")


Finder = Literal["wikidata", "local", "link", "sitemap", "feed", "section", "archive", "gdelt", "brave", "searxng"]


class Ignore(BaseModel):
    """Findings that are known, and why: `[[ignore]]` in a file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str = Field("CC", description="A rule, or the beginning of its code.")
    article: str = Field("*", description="A pattern of paths.")
    source: str = Field("", description="A name in the claim's chain.")
    until: date | None = Field(None, description="The last day on which it holds.")
    reason: str = Field("", description="Why, for whoever reads it next.")

    def excuse(self) -> Excuse:
        """Return it as the selection takes it."""
        [code] = prefixes([self.code], "ignore")
        return Excuse(code, self.article, self.source, self.until, self.reason)


class Settings(BaseModel):
    """Everything that can be set; names are written with hyphens in files."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=_kebab, populate_by_name=True)

    cache_dir: Path | None = Field(None, description="Folder of the store of captures.")
    no_cache: bool = Field(default=False, description="Neither read nor write the store.")
    offline: bool = Field(default=False, description="Ask nothing of the network; use what the store holds.")
    refresh: bool = Field(default=False, description="Fetch everything anew, whatever the store holds.")
    max_cache_age: Annotated[timedelta | None, BeforeValidator(duration)] = Field(
        None, description="Fetch anew what is older than this; each kind of capture has its own age by default."
    )
    allow_private_hosts: bool = Field(default=False, description="Let articles link to private and loopback hosts.")
    host_interval: float = Field(1.0, ge=0, le=60, description="Seconds between two requests to one host.")
    max_reading_time: Annotated[timedelta, BeforeValidator(duration), Field(gt=timedelta(0))] = Field(
        timedelta(seconds=10), description="Processor time that reading one page or article may take."
    )
    timeout: float = Field(20.0, gt=0, le=300, description="Seconds that one URL may take in all.")
    max_pages: int = Field(
        40,
        ge=1,
        le=1000,
        description="Listed pages of one outlet that a run reads, beside the five likeliest of each claim.",
    )
    max_requests: int | None = Field(None, ge=0, description="Requests that one run may send in all.")
    sources: tuple[Path, ...] = Field((), description="Files and folders of saved documents, looked at first.")
    finders: tuple[Finder, ...] = Field(
        tuple(name for name in get_args(Finder) if name != "gdelt"),
        description="Who looks for documents; those that need a key or an address only with it, gdelt only if named.",
    )
    sites: Annotated[dict[str, str], AfterValidator(_addresses)] = Field(
        {}, description="Names of sources and the address at which each publishes; these win over the tables."
    )
    brave_key: SecretStr = Field(SecretStr(""), description="Key of Brave's search API.")
    searxng: str = Field(
        "", pattern=r"^(https?://[^\s/?#@\\]+/?)?$", description="Address of a SearXNG that answers in JSON."
    )
    citations: Literal["footnotes", "links", "none"] = Field(
        "footnotes",
        description="Statements that count as claims for their footnote or reference, or for their link too.",
    )
    include_attitudes: bool = Field(
        default=False, description="Keep wishes and attitudes (she supports, he wants) beside what was said."
    )
    min_confidence: float = Field(0.0, ge=0, le=1, description="Leave out claims that are less likely to be right.")
    jobs: int = Field(1, ge=0, le=256, description="Processes that look for claims side by side; 0: one for each core.")
    fail_on: Literal["error", "warning", "note", "never"] = Field("error", description="The least severity that fails.")
    select: tuple[str, ...] = Field(("CC",), description="Rules that count, by the beginning of their codes.")
    extend_select: tuple[str, ...] = Field((), description="Rules that count beside those selected.")
    ignore: tuple[str | Ignore, ...] = Field((), description="Rules that do not count, or findings that are excused.")
    per_path_ignores: dict[str, tuple[str, ...]] = Field(
        {}, description="Patterns of paths, and the rules that do not count for their articles."
    )
    exclude: tuple[str, ...] = Field((), description="Patterns of paths in folders that are no articles.")
    strict: bool = Field(default=False, description="Unreachable and partly traced claims fail as well.")


def load(flags: Mapping[str, Any], *, path: Path | None = None, isolated: bool = False) -> Settings:
    """Return the effective settings.

    Args:
        flags: What the command line gave; entries that are None were not given.
        path: The configuration file to use instead of the nearest one.
        isolated: Read no file at all.

    Raises:
        ConfigError: A file cannot be read, or a key or value in it, in a variable or in a flag cannot be used.
    """
    values: dict[str, Any] = {"jobs": 0}
    for _, layer in _layers(path, isolated=isolated):
        values |= layer
    values |= {key: value for key, value in flags.items() if value is not None}
    try:
        settings = Settings(**values)
    except ValidationError as error:
        raise _explained(error, "command line") from None
    if settings.offline and settings.refresh:
        raise ConfigError("offline and refresh exclude one another", hint="Leave one of the two out.")
    return settings


def effective(path: Path | None = None, *, isolated: bool = False) -> list[tuple[str, Any, str]]:
    """Return every setting in its order: its name in files, its value as JSON has it, and where it comes from.

    Raises:
        ConfigError: As for `load`.
    """
    origins: dict[str, str] = {}
    for where, layer in _layers(path, isolated=isolated):
        origins |= dict.fromkeys(layer, where)
    shown = load({}, path=path, isolated=isolated).model_dump(mode="json")
    return [(_kebab(name), shown[name], origins.get(name, "default")) for name in Settings.model_fields]


def schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a configuration file, as `config.schema.json` holds it."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "claimcheck.config/1"}
    return json.dumps(head | Settings.model_json_schema(), ensure_ascii=False, indent=2) + "\n"


def _layers(path: Path | None, *, isolated: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield where settings come from and what is set there, the later ones winning."""
    if path and not path.is_file():
        raise ConfigError(f"{path}: no such configuration file", hint="Check the path given with --config.")
    for file in [] if isolated else [file for file in (user_file(), path or project_file()) if file]:
        yield str(file), _checked(_table(file), str(file))
    yield "environment", _checked(_environment(), "environment")


def user_file() -> Path | None:
    """Return the user's own configuration file, if there is one."""
    from platformdirs import user_config_path  # noqa: PLC0415 - keeps --help quick

    file = user_config_path("claimcheck") / "claimcheck.toml"
    return file if file.is_file() else None


def project_file(start: Path | None = None) -> Path | None:
    """Return the nearest project configuration at or above *start* (the working directory)."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (file := folder / "claimcheck.toml").is_file():
            return file
        if (file := folder / "pyproject.toml").is_file() and _has_table(file):
            return file
    return None


def cache_folder(settings: Settings) -> Path:
    """Return where the store lies: as set, else `cache/` here or beside the project's file, else the user's cache."""
    if settings.cache_dir:
        return settings.cache_dir
    file = project_file()
    for folder in (Path.cwd(), *([file.parent] if file else [])):
        if _is_store(folder / "cache"):
            return folder / "cache"
    from platformdirs import user_cache_path  # noqa: PLC0415 - keeps --help quick

    return user_cache_path("claimcheck")


def _is_store(folder: Path) -> bool:
    """Say whether a folder named `cache` is ours to use: tagged as a cache, or still empty."""
    return folder.is_dir() and ((folder / "CACHEDIR.TAG").is_file() or not any(folder.iterdir()))


def _has_table(file: Path) -> bool:
    try:
        return bool(_table(file))
    except ConfigError:
        return False


def _table(file: Path) -> dict[str, Any]:
    try:
        data: Any = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(
            f"{file}: cannot be read as TOML: {error}", hint="Mend the file, or use --isolated."
        ) from None
    if file.name == "pyproject.toml":
        tool = data.get("tool", {})
        data = tool.get("claimcheck", {}) if isinstance(tool, dict) else {}
    return data if isinstance(data, dict) else {}


def _environment() -> dict[str, Any]:
    names = {f"CLAIMCHECK_{name.upper()}": name for name in _VARIABLES}
    return {_kebab(names[key]): value for key, value in os.environ.items() if key in names and value}


def _checked(values: dict[str, Any], where: str) -> dict[str, Any]:
    try:
        settings = Settings(**values)
    except ValidationError as error:
        raise _explained(error, where) from None
    return {name: getattr(settings, name) for name in settings.model_fields_set}


def _explained(error: ValidationError, where: str) -> ConfigError:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] != "extra_forbidden":
        problem = addresses.unsigned(first["msg"].removeprefix("Value error, "))
        return ConfigError(f"{where}: {key}: {problem}", hint=_given(str(first["loc"][0]), first["input"]))
    near = get_close_matches(key, [_kebab(name) for name in Settings.model_fields], 1)
    hint = f"Did you mean '{near[0]}'?" if near else "Known settings stand in the README."
    return ConfigError(f"{where}: unknown setting '{key}'", hint=hint)


def _given(key: str, value: object) -> str:
    """Return the value that was given in words; a secret is not shown, whatever its type."""
    secret = {_kebab(name) for name, field in Settings.model_fields.items() if field.annotation is SecretStr}
    return "" if _kebab(key) in secret else f"The value given was {addresses.unsigned(repr(value))}."
