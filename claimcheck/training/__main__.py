"""Make the model that ships, or check it: `python -m claimcheck.training make|go-on|check --help`."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from claimcheck.training import figures


def main() -> None:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(prog="claimcheck.training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make", help="train, export, calibrate and score; hours on one core")
    make.add_argument("--train", type=Path, required=True, help="the corpus to train on (JSON lines)")
    make.add_argument("--dev", type=Path, required=True, help="the corpus to calibrate and score on")
    make.add_argument("--base", type=Path, required=True, help="model.safetensors of all-MiniLM-L6-v2")
    make.add_argument(
        "--work", type=Path, required=True, help="a folder for checkpoints; steps found there are not repeated"
    )
    more = commands.add_parser("go-on", help="train the model of the package further; minutes on two cores")
    more.add_argument("--train", type=Path, required=True)
    more.add_argument("--dev", type=Path, required=True)
    more.add_argument("--notes", type=Path, help="annotations of articles of --dev (JSON lines)")
    more.add_argument("--work", type=Path, required=True)
    check = commands.add_parser("check", help="score the model of the package and compare with its card's figures")
    check.add_argument("--dev", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    if options.command == "make":
        from claimcheck.training import recipe  # noqa: PLC0415 - needs torch, which checking does not

        recipe.make(options.train, options.dev, options.base, options.work)
    elif options.command == "go-on":
        from claimcheck.training import recipe  # noqa: PLC0415

        recipe.go_on(options.train, options.dev, options.notes, options.work)
    else:
        parser.exit(0 if figures.holds(options.dev) else 1)


main()
