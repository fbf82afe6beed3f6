from __future__ import annotations

from pathlib import Path

import pytest

import claimcheck

FOLDER = Path(__file__).with_name("cases")


def _cases() -> list[tuple[str, dict[str, str]]]:
    """Every case of the folder: blocks of `name: value` lines, parted by blank ones; ¶ parts paragraphs of a page."""
    found = []
    for path in sorted(FOLDER.glob("*.txt")):
        for number, block in enumerate(path.read_text("utf-8").strip().split("\n\n"), start=1):
            fields = dict(line.split(": ", 1) for line in block.splitlines())
            found.append((f"{path.stem} {number}: {fields['claim'][:50]}", fields))
    return found


CASES = dict(_cases())


@pytest.mark.parametrize("case", CASES)
def test_case_gets_its_verdict(case: str) -> None:
    """A claim about an invented page gets the verdict that an editor would sign."""
    fields = CASES[case]
    page = fields["page"].replace(" ¶ ", "\n\n").replace("¶", "\n")
    judged = claimcheck.compare(fields["claim"], page, speaker=fields.get("speaker"))
    if "verdict" in fields:
        assert fields["verdict"] == judged.verdict, judged.reason
    else:
        assert fields["not"] != judged.verdict, judged.reason


@pytest.mark.parametrize("case", CASES)
def test_evidence_of_a_case_lies_in_its_page(case: str) -> None:
    """Offsets of evidence refer to the page as it was given."""
    fields = CASES[case]
    page = fields["page"].replace(" ¶ ", "\n\n").replace("¶", "\n")
    for one in claimcheck.compare(fields["claim"], page, speaker=fields.get("speaker")).evidence:
        assert page[one.span.start : one.span.end] == one.text
