"""Questions to git, asked so that nothing runs that the configuration of a folder names.

A `.git/config` can name programs: a monitor of files, hooks, pagers, filters, drivers of diffs, helpers of remotes.
They run when git looks at the work tree, shows a difference or fetches what a partial clone lacks. Hence questions are
put to what reads refs, commits and blobs alone (`rev-parse`, `rev-list`, `cat-file`), never to the index or the work
tree, and whatever would fetch is forbidden. The user's own configuration still holds: it says which folders of others
are safe (`safe.directory`, which actions/checkout writes there), and no folder writes to it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

FAULTS = (OSError, subprocess.SubprocessError)
"""What `ask` raises where there is no git, no repository, or no answer."""

_SETTINGS = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.attributesFile": os.devnull,
    "core.pager": "cat",
    "core.sshCommand": "false",
    "credential.helper": "",
    "diff.external": "",
    "log.showSignature": "false",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
}
_AROUND = {
    "GIT_ALLOW_PROTOCOL": "",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}
_OF_A_REPOSITORY = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"}
)


def ask(folder: Path, *words: str, limit_s: float = 10) -> bytes:
    """Return what git says in *folder*; inside a hook too it is asked of that folder's repository.

    Raises:
        OSError: There is no git.
        subprocess.SubprocessError: It knows no answer, or does not come to one in *limit_s*.
    """
    around = {name: value for name, value in os.environ.items() if name not in _OF_A_REPOSITORY} | _AROUND
    settings = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
    command = [_program(), *settings, "--no-pager", "--literal-pathspecs", "-C", str(folder), *words]
    return subprocess.run(  # noqa: S603 - no shell, git itself
        command, stdin=subprocess.DEVNULL, capture_output=True, check=True, timeout=limit_s, env=around
    ).stdout


def _program() -> str:
    """Return where git is; one that is found by the working directory is the folder's, not the user's."""
    found = shutil.which("git")
    if found is None or not Path(found).is_absolute():
        raise FileNotFoundError("git")
    return found
