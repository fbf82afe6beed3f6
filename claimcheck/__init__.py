"""Trace every attributed claim of an article to the document it cites."""

__version__ = "0.1.0"
