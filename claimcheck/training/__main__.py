"""Make the model that ships, or check it: `python -m claimcheck.training make|check --help`."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from claimcheck.training import figures


def main() -> None:
    """Run one of the two commands."""
    parser = argparse.ArgumentParser(prog="claimcheck.training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("make", help="train, export, calibrate and score; hours on one core")
    make.add_argument("--train", type=Path, required=True, help="the corpus to train on (JSON lines)")
    make.add_argument("--dev", type=Path, required=True, help="the corpus to calibrate and score on")
    make.add_argument("--base", type=Path, required=True, help="model.safetensors of all-MiniLM-L6-v2")
    make.add_argument(
        "--work", type=Path, required=True, help="a folder for checkpoints; steps found there are not repeated"
    )
    check = commands.add_parser("check", help="score the model of the package and compare with its card's figures")
    check.add_argument("--dev", type=Path, required=True)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    if options.command == "make":
        from claimcheck.training import recipe  # noqa: PLC0415 - needs torch, which checking does not

        recipe.make(options.train, options.dev, options.base, options.work)
    else:
        parser.exit(0 if figures.holds(options.dev) else 1)


main()
