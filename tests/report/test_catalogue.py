from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from claimcheck.errors import UsageError
from claimcheck.report import catalogue
from claimcheck.rules import RULES


@pytest.mark.parametrize("width", [40, 80, 200])
def test_all_rules_are_listed_once(width: int) -> None:
    """Every code with name and severity, in order, within the width."""
    text = catalogue.render(width=width, encoding="utf-8")

    assert [rule.code for rule in RULES] == re.findall(r"CC\d{3}", text)
    for rule in RULES:
        assert re.search(rf"{rule.code} +{rule.severity} +{rule.name}\b", text)
    assert max(cell_len(line) for line in text.splitlines()) <= min(width, 100)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_in_full(rule: object) -> None:
    """Summary, reason, remedy and both examples are told, whole."""
    text = " ".join(catalogue.render(getattr(rule, "code", ""), width=50, encoding="utf-8").split())

    for field in ("code", "name", "severity", "summary", "why", "remedy", "fires", "silent"):
        assert str(getattr(rule, field)) in text


def test_colour_only_when_asked() -> None:
    """Severities have colours, and no escape comes without them."""
    assert "\x1b[31merror" in catalogue.render("CC201", color=True, width=80, encoding="utf-8")
    assert "\x1b" not in catalogue.render("CC201", width=80, encoding="utf-8")


def test_an_unknown_rule_is_an_error() -> None:
    """What is not there is named, with the nearest that is."""
    with pytest.raises(UsageError) as caught:
        catalogue.render("CC210")

    assert "CC201" in caught.value.hint
