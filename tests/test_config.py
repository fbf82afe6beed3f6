from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

import claimcheck
from claimcheck.addresses import unsigned
from claimcheck.config import Settings, cache_folder, effective, load, project_file, schema
from claimcheck.errors import ConfigError


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CACHE_DIR", "OFFLINE", "HOST_INTERVAL", "MAX_CACHE_AGE"):
        monkeypatch.delenv(f"CLAIMCHECK_{name}", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    (tmp_path / "work" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "work")


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_defaults() -> None:
    """Without files, variables and flags the defaults hold; only the command line uses all cores."""
    assert Settings(jobs=0) == load({})
    assert 1 == Settings().jobs


def test_nearest_project_file_is_found_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file nearest to the working directory counts, whichever of the two names it has."""
    _write(tmp_path / "claimcheck.toml", "strict = true\n")
    near = _write(tmp_path / "work" / "pyproject.toml", '[tool.claimcheck]\nfail-on = "note"\n')
    monkeypatch.chdir(tmp_path / "work" / "deep")

    assert near.resolve() == project_file()
    assert ("note", False) == (load({}).fail_on, load({}).strict)


def test_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    """A pyproject.toml of somebody else's hides no configuration above it."""
    _write(tmp_path / "work" / "pyproject.toml", "[tool.other]\nx = 1\n")
    above = _write(tmp_path / "claimcheck.toml", "strict = true\n")

    assert above.resolve() == project_file()


def test_flags_win_over_variables_over_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Defaults < user < project < environment < flags."""
    _write(tmp_path / "home" / "claimcheck" / "claimcheck.toml", "host-interval = 5.0\nmax-pages = 7\n")
    assert (5.0, 7) == (load({}).host_interval, load({}).max_pages)

    _write(tmp_path / "work" / "claimcheck.toml", "host-interval = 4.0\n")
    assert (4.0, 7) == (load({}).host_interval, load({}).max_pages)

    monkeypatch.setenv("CLAIMCHECK_HOST_INTERVAL", "3")
    assert load({}).host_interval == 3.0
    assert load({"host_interval": 2.0}).host_interval == 2.0
    assert load({}, isolated=True).max_pages == 40


@pytest.mark.parametrize(
    ("text", "seconds"), [("90s", 90), ("30m", 1800), ("12h", 43200), ("7d", 604800), ("2w", 1209600), ("1.5h", 5400)]
)
def test_durations(text: str, seconds: float) -> None:
    """An age is a number and one of five units."""
    assert timedelta(seconds=seconds) == load({"max_cache_age": text}).max_cache_age


@pytest.mark.parametrize("text", ["7", "d7", "seven days", "-1d", "7 years", ""])
def test_bad_durations_say_what_is_wanted(text: str) -> None:
    """A bad age is an error that shows good ones."""
    with pytest.raises(ConfigError) as caught:
        load({"max_cache_age": text})

    assert "7d" in caught.value.message
    assert repr(text) in caught.value.hint


def test_unknown_setting_is_an_error_with_the_nearest_name(tmp_path: Path) -> None:
    """A misspelt key names the file and what was meant."""
    file = _write(tmp_path / "work" / "claimcheck.toml", "max-cach-age = '7d'\n")

    with pytest.raises(ConfigError) as caught:
        load({})

    assert f"{file}: unknown setting 'max-cach-age'" == caught.value.message
    assert caught.value.hint == "Did you mean 'max-cache-age'?"


def test_broken_file_is_named(tmp_path: Path) -> None:
    """TOML that cannot be parsed is an error that names the file."""
    file = _write(tmp_path / "work" / "claimcheck.toml", "strict = \n")

    with pytest.raises(ConfigError, match="cannot be read as TOML") as caught:
        load({})

    assert caught.value.message.startswith(str(file))


def test_missing_explicit_file_is_an_error(tmp_path: Path) -> None:
    """A file that was asked for must be there."""
    with pytest.raises(ConfigError, match="no such configuration file"):
        load({}, path=tmp_path / "none.toml")


def test_offline_and_refresh_exclude_one_another() -> None:
    """Nothing can be fetched anew without a network, so asking for both is an error."""
    with pytest.raises(ConfigError, match="exclude one another"):
        load({"offline": True, "refresh": True})


def test_cache_folder_here_must_be_a_cache(tmp_path: Path) -> None:
    """A folder named cache is used when tagged or empty; one that holds other things is left alone."""
    assert tmp_path / "caches" / "claimcheck" == cache_folder(Settings())

    (tmp_path / "work" / "cache").mkdir()
    assert tmp_path / "work" / "cache" == cache_folder(Settings())

    _write(tmp_path / "work" / "cache" / "mine.txt", "mine")
    assert tmp_path / "caches" / "claimcheck" == cache_folder(Settings())

    _write(tmp_path / "work" / "cache" / "CACHEDIR.TAG", "")
    assert tmp_path / "work" / "cache" == cache_folder(Settings())


def test_cache_folder_beside_the_project_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a sub-folder of a project the project's cache is used."""
    _write(tmp_path / "work" / "claimcheck.toml", "")
    _write(tmp_path / "work" / "claimcheck.toml", "strict = true\n")
    (tmp_path / "work" / "cache").mkdir()
    monkeypatch.chdir(tmp_path / "work" / "deep")

    assert (tmp_path / "work" / "cache").resolve() == cache_folder(Settings())


def test_cache_folder_as_set(tmp_path: Path) -> None:
    """What is set wins over what is found."""
    assert tmp_path / "x" == cache_folder(Settings(cache_dir=tmp_path / "x"))


def test_effective_settings_say_where_they_come_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each setting stands once, with its value and the file, variable or default that gave it; a key stays hidden."""
    _write(tmp_path / "work" / "claimcheck.toml", 'fail-on = "note"\nbrave-key = "secret"\n')
    monkeypatch.setenv("CLAIMCHECK_OFFLINE", "1")
    found = {name: (value, origin) for name, value, origin in effective()}
    assert ("note", str(tmp_path / "work" / "claimcheck.toml")) == found["fail-on"]
    assert (True, "environment") == found["offline"]
    assert (40, "default") == found["max-pages"]
    assert "secret" not in str(found["brave-key"][0])
    assert set(found) == {name.replace("_", "-") for name in Settings.model_fields}


def test_the_shipped_schema_is_up_to_date() -> None:
    """`config.schema.json` is what the settings give, and a file may hold what it allows."""
    shipped = Path(claimcheck.__file__).with_name("config.schema.json").read_text(encoding="utf-8")
    assert schema() == shipped
    assert "max-pages" in json.loads(shipped)["properties"]


@pytest.mark.parametrize("where", ["", "https", "gazette.example news", "ftp://gazette.example"])
def test_a_site_that_is_no_address_is_refused_at_load(where: str) -> None:
    """The error names the entry and shows how one is written."""
    with pytest.raises(ConfigError, match=r"sites: \"Selby Gazette\": .* is no web address") as caught:
        load({"sites": {"Selby Gazette": where}})
    assert "gazette.example/news" in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        'brave-key = ["hunter2"]',
        "brave-key = { value = 'hunter2' }",
        'searxng = "https://desk:hunter2@searx.example"',
        'sites = { "The Gazette" = "https://desk:hunter2@gazette.example" }',
        'sites = { "The Gazette" = "desk:hunter2@gazette.example" }',
        'sites = "https://desk:hunter2@gazette.example"',
        'sites = { "" = "https://hunter2@gazette.example" }',
    ],
)
def test_an_error_tells_no_secret(text: str, tmp_path: Path) -> None:
    """A key of the wrong type, and the password in an address, do not stand in what is said of them."""
    file = tmp_path / "claimcheck.toml"
    file.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load({}, path=file)
    assert "hunter2" not in caught.value.message + caught.value.hint


def test_what_is_no_password_is_left_in_errors() -> None:
    """Only the part before the at sign of an address goes."""
    told = "https://pages.example/@gazette, http://u:p@a.example:80/x@y and 'u:p@b.example'"
    assert "https://pages.example/@gazette, http://…@a.example:80/x@y and '…@b.example'" == unsigned(told)
