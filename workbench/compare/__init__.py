"""Comparisons: `Corpus → result frame`, one row per finding, each with the addresses behind it."""

from __future__ import annotations
