"""The model at work."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from threading import Thread

import numpy as np
import pytest

from claimcheck.extract.encoding import windows, words
from claimcheck.extract.tagger import run, tag

SAYS = "from claimcheck.extract.tagger import tag; import time; list(tag('Ann said no.')); time.sleep(11)"


def test_nothing_is_sent_anywhere() -> None:
    """Running the model opens no connection; left to itself, the runtime would after nine seconds."""
    calls: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)

        def answer() -> None:
            try:
                calls.append(server.accept()[0].recv(200))
            except OSError:
                return

        waiting = Thread(target=answer, daemon=True)
        waiting.start()
        proxy = f"http://127.0.0.1:{server.getsockname()[1]}"
        names = ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")
        quiet = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
        subprocess.run([sys.executable, "-c", SAYS], env=quiet | dict.fromkeys(names, proxy), check=True)  # noqa: S603

    assert [] == calls


def test_figures_are_chances() -> None:
    """Tags and pointers of each word add up to one."""
    text = "Anna Berg told Reuters that the port froze over in May."
    [window] = windows(text, words(text))
    tags, pointers = run(window)

    assert np.allclose(np.exp(tags).sum(axis=1), 1, atol=1e-4)
    assert np.allclose(pointers.sum(axis=2), 1, atol=1e-4)
    assert (len(window.heads), 7) == tags.shape
    assert (3, len(window.heads), len(window.heads) + 1) == pointers.shape


@pytest.mark.parametrize("before", ["", "Rain fell.\n\n", "\ufeff\u200b ", "שלום 👩‍🔬 e\u0301\r\n\r\n"])
def test_offsets_are_those_of_the_text(before: str) -> None:
    """Whatever stands before it, a relation's spans are where its words stand."""
    text = f"{before}Anna Berg said the port froze over."
    found = list(tag(text))[-1]

    assert found.source is not None
    assert found.cue is not None
    assert ("Anna Berg", "said") == (found.source.of(text), found.cue.of(text))
    assert "the port froze over" == found.content[0].of(text)
