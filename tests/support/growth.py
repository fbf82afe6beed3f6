"""How the time of a job grows with its input: sixteen times the input may take sixty times as long, not 256 times."""

from __future__ import annotations

import re
import signal
import time
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Parts = Iterable[tuple[object, Any]]

TIMES = 16
MOST = 60
_SHORT_S = 0.02
"""What is done so soon is not worth a comparison: a clock says little of it."""
_LETTERS = " \na1A.,-\"'’:/<("
"""What a part of a pattern is tried with, those first that several parts of a pattern are likely to share."""
_DEEP = 4


def spent(job: Callable[[], object]) -> float:
    """Return the processor seconds that a job takes.

    They are those of this thread: the clock of a process lags behind when a timer of it has run.
    """
    began = time.thread_time()
    job()
    return time.thread_time() - began


class TooLongError(Exception):
    """A job has used up what it may take."""


def within(job: Callable[[], object], limit_s: float) -> float:
    """Return the processor seconds that a job takes, infinity when it is stopped at the limit; in the main thread."""

    def stop(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, limit_s)
    try:
        return spent(job)
    except TooLongError:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _steady(job: Callable[[], object]) -> float:
    """Return the processor seconds that a short job takes, repeated: behind a timer some clocks only tick."""
    times, whole = 0, 0.0
    while whole < _SHORT_S:
        whole += spent(job)
        times += 1
    return whole / times


def growth(job: Callable[[str], object], make: Callable[[int], str], size: int, limit_s: float = 10.0) -> float:
    """Return how many times longer a job takes for *TIMES* the input; 1 when it is over at once.

    Args:
        job: What is measured.
        make: Makes an input of about so many characters.
        size: Of the small input; *TIMES* as much must be worth measuring if it were quadratic.
        limit_s: What the large input may take; what takes longer has grown without end.
    """
    large, small = make(TIMES * size), make(size)
    late = within(lambda: job(large), limit_s)
    if late < _SHORT_S or late == float("inf"):
        return 1.0 if late < _SHORT_S else late
    early = _steady(lambda: job(small))
    if late / early > MOST:
        late = min(late, within(lambda: job(large), limit_s))
    return late / early


def pumps(pattern: re.Pattern[str] | re.Pattern[bytes]) -> Iterator[tuple[str, str, str]]:
    """Yield inputs for a pattern from its own parts: what comes before, what is repeated, and what breaks it off."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    seen = set()
    whole = _sample(tree, " ")
    for before, body in _repeated(list(tree), ""):
        for letter in _LETTERS:
            again = _sample(body, letter)
            for start in (before, ""):
                for unit in (again, before + again):
                    if again and (start, unit) not in seen:
                        seen.add((start, unit))
                        yield start, unit, "\x00"
    for unit in (whole, whole[:-1], whole[: len(whole) // 2]):
        if unit and ("", unit) not in seen:
            yield "", unit, "\x00"


def _repeated(items: list[Any], before: str) -> Iterator[tuple[str, Any]]:
    """Yield every part of a pattern that may come many times, with a text for what stands before it."""
    for op, value in items:
        for inner in _inner(op, value):
            yield from _repeated(list(inner), before)
        if op in {code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT} and value[1] > _DEEP:
            yield before, value[2]
        before += _of(op, value, " ")


def _inner(op: object, value: Any) -> list[Any]:  # noqa: ANN401 - as the parser has it
    if op in {code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT}:
        return [value[2]]
    if op is code.SUBPATTERN:
        return [value[3]]
    if op is code.BRANCH:
        return list(value[1])
    if op is code.ATOMIC_GROUP:
        return [value]
    return [value[1]] if op in {code.ASSERT, code.ASSERT_NOT} else []


def _sample(items: Parts, letter: str) -> str:
    """Return a text that a part of a pattern takes, made of *letter* where it may be."""
    return "".join(_of(op, value, letter) for op, value in items)


def _of(op: object, value: Any, letter: str) -> str:  # noqa: ANN401, PLR0911 - as the parser has it, one for each kind of part
    if op is code.LITERAL:
        return chr(int(value))
    if op is code.NOT_LITERAL:
        return letter if ord(letter) != value else "x"
    if op is code.ANY:
        return letter if letter != "\n" else "a"
    if op is code.IN:
        return next((one for one in (letter, *_LETTERS) if _takes(value, one)), _first(value))
    if op in {code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT}:
        return _sample(value[2], letter) * max(1, int(value[0]))
    if op is code.SUBPATTERN:
        return _sample(value[3], letter)
    if op is code.ATOMIC_GROUP:
        return _sample(value, letter)
    if op is code.BRANCH:
        return _sample(value[1][0], letter)
    return _sample(value[1], letter) if op is code.ASSERT and value[0] > 0 else ""


def _takes(items: list[Any], letter: str) -> bool:
    return re.fullmatch(_class(items), letter) is not None


def _class(items: list[Any]) -> str:
    made = []
    for op, value in items:
        if op is code.NEGATE:
            made.append("^")
        elif op is code.LITERAL:
            made.append(re.escape(chr(value)))
        elif op is code.RANGE:
            made.append(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        elif op is code.CATEGORY:
            made.append(_CATEGORIES[value])
    return f"[{''.join(made)}]"


_CATEGORIES = {
    code.CATEGORY_DIGIT: r"\d",
    code.CATEGORY_NOT_DIGIT: r"\D",
    code.CATEGORY_SPACE: r"\s",
    code.CATEGORY_NOT_SPACE: r"\S",
    code.CATEGORY_WORD: r"\w",
    code.CATEGORY_NOT_WORD: r"\W",
}


def _first(items: list[Any]) -> str:
    """Return a letter that a class names by itself."""
    for op, value in items:
        if op is code.LITERAL:
            return chr(value)
        if op is code.RANGE:
            return chr(value[0])
    return "x"
