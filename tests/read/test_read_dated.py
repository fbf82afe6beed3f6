from __future__ import annotations

from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Dating
from claimcheck.read.markdown import markdown
from claimcheck.read.plain import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from _pytest.mark.structures import ParameterSet

    from claimcheck.model import Article

MONTHS = [date(2026, month, 1).strftime("%B") for month in range(1, 13)]
DAY = date(2026, 11, 17)
TITLE = "Osterby dam to close"
FIRST = "The dam above Osterby, opened on 3 May 1998, will be emptied next year, Anna Berg of the water board said."
REST = (
    "“Nobody has looked at the gates since 2 June 2009,” she told the council on Monday.\n\n"
    "The ministry said it had not been asked. A report of 11 March 2011 had called the wall safe."
)
STORY = f"{FIRST}\n\n{REST}"
READERS = [pytest.param(plain, id="plain"), pytest.param(markdown, id="markdown")]

HEADS = [
    "By Hal Emmerich, Marlow Courier, 17 November 2026",
    "Hal Emmerich | Marlow Courier | Nov 17, 2026",
    "By Hal Emmerich | 17.11.2026",
    "By Hal Emmerich, 2026-11-17",
    "Published: Tuesday, 17 November 2026 at 10:32 GMT",
    "17th November 2026",
    "Tue 17 Nov 2026 10.32 CET",
    "Posted on November 17, 2026 by Hal Emmerich",
    "First published on Tue 17 Nov 2026 10.32 GMT",
    "Last updated: 17 November 2026, 4:55 p.m. ET",
    "Updated 18 November 2026 | Published 17 November 2026",
    "Last updated 18 November 2026\nFirst published 17 November 2026",
    "Marlow Courier, 17 November 2026",
    "17/11/2026 10:32",
    "2026-11-17T10:32:00Z",
    "Published at 10:32 on Tuesday 17 November 2026",
    "November 17, 2026 · 5 min read",
    "By Hal Emmerich and Ines Doyle, political correspondents, Tuesday November 17 2026",
    "Tuesday, November 17th, 2026",
    "the 17th of November, 2026",
    "Hal Emmerich\nMarlow Courier\n17 November 2026",
    "Osterby, Tuesday 17 November 2026",
    "[17 November 2026]",
    "Posted: 17-Nov-2026",
    "Date: 17. November 2026",
    "Issue 312, 17 November 2026",
    "Published 17 Nov 2026, 10:32 | Updated 18 Nov 2026, 08:00",
    "The water board has run out of money, and of patience.\n\nBy Hal Emmerich, Marlow Courier, 17 November 2026",
    "By Hal Emmerich\nPolitical correspondent\nPublished 17 Nov 2026",
    "By Hal Emmerich for the Marlow Courier, Nov. 17, 2026, 10:32 a.m. EST",
    "PUBLISHED: 10:32 GMT, 17 November 2026 | UPDATED: 12:01 GMT, 18 November 2026",
    "Published Nov 17, 2026 at 4:32 PM EST",
    "Tuesday 17 November 2026, The Times",
    "By Hal Emmerich — November 17, 2026",
    "Hal Emmerich, Tue, 17 Nov 2026 10:32:00 +0000",
    "By HAL EMMERICH, BBC News, Osterby, 17 November 2026",
    "Hal Emmerich, Political Editor | Tuesday 17 November 2026, 10:32",
    "Marlow Courier · 17 Nov 2026 · 4 min read",
    "Nov 17, 2026 | Updated: Nov 18, 2026 08:00 IST",
    "Published - November 17, 2026 10:32 pm IST - New Delhi",
    "Tues., Nov. 17, 2026",
    "17 NOVEMBER 2026",
    "2026年11月17日",
    "By Hal Emmerich on November 17, 2026",
    "Written by Hal Emmerich, 17 November 2026",
    "By Hal Emmerich | hal@marlow.example | 17 November 2026",
    "Published 17 November 2026 at 10:32 GMT; updated 12:00 GMT",
    "The Marlow Courier\nVol. 12, No. 3\n17 November 2026",
]
DATELINES = [
    "KETTLESEA, 17 November 2026 — ",
    "KETTLESEA, Nov. 17, 2026 (Reuters) — ",
    "OSTERBY (Marlow Courier), 17 November 2026 – ",
    "Osterby, 17 November 2026 — ",
    "KETTLESEA, Tuesday, 17 November 2026: ",
    "KETTLESEA, Ohio, Nov. 17, 2026 /PRNewswire/ -- ",
    "KETTLESEA, Nov 17th, 2026 - ",
    "ST. OSTER-ON-SEA, England, November 17, 2026 (AP) — ",
    "OSTERBY/KETTLESEA, 17 Nov 2026 (Xinhua) -- ",
    "KETTLESEA (AFP) 17/11/2026 — ",
]
FEET = [
    "Published 17 November 2026",
    "First published in the Marlow Courier on 17 November 2026",
    "This article was first published on 17 November 2026.",
    "(Published in the Marlow Courier, November 17, 2026)",
    "17 November 2026",
    "Marlow Courier, 17 November 2026",
    "© Marlow Courier, 17 November 2026",
    "Posted 17 November 2026\n© 2026 Marlow Courier. All rights reserved.",
    "A version of this article appears in print on Nov. 17, 2026, Section A, Page 1 of the Marlow edition.",
    "Published 17 November 2026, updated 19 November 2026",
    "— Hal Emmerich, Marlow Courier, 17 November 2026",
    "This story originally appeared in the Marlow Courier on November 17, 2026.",
    "Last updated: 17 November 2026",
    "Originally published: Tuesday, 17th November 2026, 10:32",
    "By Hal Emmerich, 17 November 2026\n\n(Reporting by Hal Emmerich; editing by Ines Doyle)",
    "This piece was first published in the Marlow Courier, 17 November 2026.",
    "Originally published at marlowcourier.example on November 17, 2026.",
    "© 2026 The Marlow Courier. Published 17 November 2026.",
    "Published 17 November 2026\n\nTags: dams, water",
]
YEARLESS = [
    ("KETTLESEA, Nov. 17 (Reuters) — ", "", "© 2026 Marlow Courier"),
    ("KETTLESEA, 17 November — ", "", "(Reporting by Ann Dow)\n\nCopyright 2026 Marlow Courier. All rights reserved."),
    ("KETTLESEA, Nov 17 (Reuters) - ", "Marlow Courier, November 2026\n\n", ""),
    ("KETTLESEA, Tuesday, Nov. 17 - ", "", "© Marlow Courier 1998-2026"),
    ("KETTLESEA, 17 Nov. (PTI) — ", "Copyright 2026 Marlow Courier\n\n", ""),
]
MARKED = [
    f"# {TITLE}\n\n*17 November 2026*\n\n{STORY}",
    f"# {TITLE}\n\n**Published** 17 November 2026\n\n{STORY}",
    f"# {TITLE}\n\n*By Hal Emmerich, Marlow Courier, 17 November 2026*\n\n{STORY}",
    f"# {TITLE}\n\n_Published: [17 November 2026](https://marlow.example/2026/11/17)_\n\n{STORY}",
    f"# {TITLE}\n\n**By Hal Emmerich**  \n*Marlow Courier*  \n17 November 2026\n\n{STORY}",
    f"# {TITLE}\n\n#### 17 November 2026\n\n{STORY}",
    f"# {TITLE}\n\n{STORY}\n\n---\n\n*First published in the Marlow Courier on 17 November 2026.*\n",
    f"# {TITLE}\n\n- By Hal Emmerich\n- Published: 17 November 2026\n\n{STORY}",
    f"# {TITLE}\n\n**KETTLESEA, 17 November 2026** — {STORY}",
    f"# {TITLE}\n\n![The dam on 3 May 1998](dam.jpg)\n\n*Nov. 17, 2026*\n\n{STORY}",
    f"{TITLE}\n====\n\nHal Emmerich, *Marlow Courier*, 17 November 2026\n\n{STORY}",
    f"**17 November 2026**\n\n# {TITLE}\n\n{STORY}",
]
FRONTS = [
    "---\ndate: 2026-11-17\n---\n",
    "---\ntitle: Dam\npublished: 17 November 2026\n---\n",
    '---\npubDate: "Nov 17, 2026"\n---\n',
    "---\npublished: true\ndate: 2026-11-17T10:32:00+01:00 # as printed\n---\n",
    "---\nupdated: 2026-11-18\npublished_at: 2026-11-17 10:32\n---\n",
    '+++\ntitle = "Dam"\ndate = 2026-11-17T10:32:00Z\n+++\n',
    "+++\npublishDate = '2026-11-17'\nlastmod = 2026-11-20\n+++\n",
    "---\nlastmod: 2026-11-17\n---\n",
    "---\ndate:\n  created: 1998-05-03\nposted: 17/11/2026\n---\n",
    "---\r\ntitle: Dam\r\ndate: 17.11.2026\r\n---\r\n",
]
NOT_HEADS = [
    "It opened on 17 November 1998.",
    "Opened on 17 November 1998, the dam has never been inspected",
    "KETTLESEA, Nov. 17 (Reuters) — A wall, says the board, is a wall.",
    "Published 11.12.2026",
    "By Tuesday, 17 November 2026, the dam must be empty",
    "31 November 2026",
    "Deadline: 17 November 2026",
    "When: Tuesday 17 November 2026, 7pm",
    "Kettlesea dam, 17 November 1998 - a file picture",
    "17 November 1998 – 3 May 2020",
    "Photo: Ann Dow, 17 November 1998",
    "Retrieved 17 November 2026",
    "Jane Doe, born 17 November 1998",
    "From 17 November 2026",
    "Correction, 18 November 2026: An earlier version misspelled the name of the dam",
    "Published since 17 November 1998",
    "13.13.2026",
    "Osterby, opened on 17 November 1998 — the oldest dam of the county — will be emptied.",
    "Updated on 17 November 1998, the plan calls for a new wall",
    "Tuesday, 17 November 1998, was a wet day",
    "By the end of 17 November 2026",
    "Hearing: 17 November 2026, Room 4",
    "File photo, 17 November 1998",
]
NOT_FEET = [
    "The report was published on 17 November 1998.",
    "The next meeting is on 17 November 2026",
    "Correction, 18 November 2026: An earlier version misspelled the name of the dam.",
    "Published by the ministry on 17 November 1998, the report says that the wall is safe.",
    "Accessed 17 November 2026",
    "Photo: Ann Dow, 17 November 1998",
    "Deadline: 17 November 2026",
    "© 2026 Marlow Courier",
    "This article was amended on 18 November 2026 to correct the name of the dam.",
    "Read more: The flood, 17 November 1998",
    "Updated figures are due on 17 November 2026.",
    "The Courier, 17 November 1998, called it a folly.",
    "— Anna Berg, 17 November 1998",
    "Doors open 7pm, 17 November 2026",
    "Last accessed: 17 November 2026",
    "Book now: 17 November 2026, Town Hall",
    "Corrected on 18 November 2026",
]
NOT_TITLES = [
    "The flood of 17 November 1998",
    "Dam opened 17 November 1998",
    "Election results, 17 November 1998",
    "What Happened in Osterby, 17 November 1998",
    "17 November 1998: the night the dam broke",
    "Published on 17 November 1998, still unread",
]


def _read(reader: Callable[[str, str], Article], title: str, *parts: str) -> Article:
    mark = "# " if reader is markdown else ""
    return reader("\n\n".join((mark + title, *(part for part in parts if part))), "a.txt")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("line", HEADS)
def test_a_line_at_the_head_dates_the_article(reader: Callable[[str, str], Article], line: str) -> None:
    """Bylines, places with a day and "Published …" below the title give the day; the story keeps all its words."""
    article = _read(reader, TITLE, line, STORY)

    assert (DAY, Dating.TEXT) == (article.published, article.published_by)
    assert article.body.of(article.text).endswith(STORY)
    assert article.title == TITLE


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("line", DATELINES)
def test_datelines_date_the_article(reader: Callable[[str, str], Article], line: str) -> None:
    """A dateline with its year gives the day, below a standfirst as well, and stays part of the story."""
    for standfirst in ("", "The water board has run out of money, and of patience."):
        article = _read(reader, TITLE, standfirst, line + STORY)

        assert (DAY, TITLE) == (article.published, article.title)
        assert article.body.of(article.text).endswith(line + STORY)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("line", FEET)
def test_a_line_at_the_foot_dates_the_article(reader: Callable[[str, str], Article], line: str) -> None:
    """What stands below the story gives the day when nothing above it does, and is left where it is."""
    article = _read(reader, TITLE, STORY, line)

    assert (DAY, Dating.TEXT) == (article.published, article.published_by)
    assert article.body.of(article.text).endswith(f"{STORY}\n\n{line}")
    assert date(2026, 11, 12) == _read(reader, TITLE, "Published 12 November 2026", STORY, line).published


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("line", "above", "below"), YEARLESS)
def test_a_year_elsewhere_completes_a_dateline(
    reader: Callable[[str, str], Article], line: str, above: str, below: str
) -> None:
    """A dateline without a year has that of the line about rights or the month of the issue, and else none."""
    assert DAY == _read(reader, TITLE, above.strip(), line + STORY, below).published
    assert _read(reader, TITLE, line + STORY).published is None


@pytest.mark.parametrize("text", MARKED)
def test_emphasis_does_not_hide_a_day(text: str) -> None:
    """Marks of Markdown around the line or its parts make no difference."""
    assert (DAY, Dating.TEXT) == (markdown(text, "a.md").published, markdown(text, "a.md").published_by)


@pytest.mark.parametrize("front", FRONTS)
def test_front_matter_dates_the_article(front: str) -> None:
    """YAML and TOML give the day in fields of many names, before any line does, and are no part of the text."""
    article = markdown(f"{front}# {TITLE}\n\n{STORY}", "a.md")

    assert (DAY, Dating.METADATA) == (article.published, article.published_by)
    assert f"{TITLE}\n\n{STORY}" == article.text
    assert article.locate(0) == (front.count("\n") + 1, 3)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("line", NOT_HEADS)
def test_other_days_at_the_head_are_not_the_articles(reader: Callable[[str, str], Article], line: str) -> None:
    """Days in sentences, captions and spans, of other things, impossible or told two ways date nothing."""
    assert _read(reader, TITLE, line, STORY).published is None


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("line", NOT_FEET)
def test_other_days_at_the_foot_are_not_the_articles(reader: Callable[[str, str], Article], line: str) -> None:
    """Days of meetings, corrections, visits and reports date nothing."""
    assert _read(reader, TITLE, STORY, line).published is None


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("title", NOT_TITLES)
def test_a_title_dates_nothing(reader: Callable[[str, str], Article], title: str) -> None:
    """A day in the title is what the article is about."""
    assert (None, title) == ((article := _read(reader, title, STORY)).published, article.title)


@pytest.mark.parametrize("reader", READERS)
def test_days_that_head_sections_are_not_the_articles(reader: Callable[[str, str], Article]) -> None:
    """Days that stand alone again and again are those of a diary; a line that says "Published" still counts."""
    days = ("3 May 1998", "The gates close.", "2 June 2009", "They stick.", "11 March 2011", "A report is written.")

    assert _read(reader, TITLE, *days).published is None
    assert DAY == _read(reader, TITLE, *days, "Published 17 November 2026").published


@pytest.mark.parametrize("reader", READERS)
def test_a_line_inside_the_story_dates_nothing(reader: Callable[[str, str], Article]) -> None:
    """Lines far from both ends are of something that the story shows."""
    far = "\n\n".join([STORY] * 3)

    assert _read(reader, TITLE, far, "Published 17 November 1998", far).published is None


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("line", "publisher"),
    [
        ("By Hal Emmerich, Marlow Courier, 17 November 2026", "Marlow Courier"),
        ("By Hal Emmerich for the Marlow Courier, 17 November 2026", "Marlow Courier"),
        ("Hal Emmerich | Marlow Courier | Nov 17, 2026", "Marlow Courier"),
        ("By Hal Emmerich, Reuters, 17 November 2026", "Reuters"),
        ("First published in the Marlow Courier on 17 November 2026", "Marlow Courier"),
        ("By Hal Emmerich, Osterby, 17 November 2026", None),
        ("By Hal Emmerich, Political Editor, 17 November 2026", None),
        ("Published in London on 17 November 2026", None),
        ("Published by Hal Emmerich on 17 November 2026", None),
    ],
)
def test_a_line_names_the_outlet(reader: Callable[[str, str], Article], line: str, publisher: str | None) -> None:
    """What is an outlet by its name is the publisher where no other is known; places and persons are none."""
    assert (publisher, DAY) == ((article := _read(reader, TITLE, line, STORY)).publisher, article.published)
    known = plain(f"{TITLE}\nPublisher: Gulf Post\n{line}\n\n{STORY}", "a.txt")
    assert ("Gulf Post", DAY) == (known.publisher, known.published)


@given(
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    st.sampled_from(["{d} {m} {y}", "{m} {d}, {y}", "{y}-{n:02}-{d:02}", "{m:.3}. {d} {y}"]),
    st.sampled_from(["{}", "Published {}", "By Jo Reed, {}", "Published: {} at 10:32 GMT", "*{}*", "Osterby, {}"]),
    st.sampled_from(READERS),
)
def test_every_day_is_read_back(day: date, shape: str, line: str, reader: ParameterSet) -> None:
    """Whatever the day and the shape of its line, the day that is written is the one that is read."""
    read = cast("Callable[[str, str], Article]", reader.values[0])
    told = shape.format(d=day.day, m=MONTHS[day.month - 1], y=day.year, n=day.month)

    assert day == _read(read, TITLE, line.format(told), STORY).published


@given(st.text(alphabet="By ,|—-:()./17Nov2026Published\n", max_size=300))
def test_no_line_makes_trouble(text: str) -> None:
    """Whatever the lines, the text and the story are whole."""
    article = plain(text, "a.txt")

    assert text == article.text
    assert text[article.body.start : article.body.end].strip() == text[article.body.start :].strip()


@pytest.mark.parametrize(
    "piece", ["A", "A ", "By A ", "17 ", "17 Nov 2026, ", "A, ", "KETTLESEA ", "A-", "| ", "(", "17 November\n", "1."]
)
def test_a_hostile_text_is_read_in_linear_time(piece: str) -> None:
    """Half a million characters of what such lines are made of take no longer than any others."""
    text = piece * (500_000 // len(piece))
    started = perf_counter()
    plain(text, "a.txt")

    assert perf_counter() - started < 3
