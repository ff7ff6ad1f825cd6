"""All that an office decides in tables: rules and platforms of a site, as one book."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from generator.content.csv_table import tables_of
from generator.content.platform_table import read_platforms, table_of
from generator.content.rule_tables import FOLDER, read_rule_book
from generator.model.problem import Problem
from generator.model.rulebook import DayRules, RuleBook


def read_office_rules(content: Path, today: date) -> tuple[RuleBook, list[Problem]]:
    """The book of a site, and what is wrong with its tables. Expects `content` to be its folder of content."""
    platforms, faults = read_platforms(table_of(content))
    book, problems = read_rule_book(tables_of(content, FOLDER), today)
    return replace(book, platforms=platforms), [*faults, *problems]


def rules_of_files(site: Path) -> DayRules:
    """What those need who read a site's files and publish nothing: its platforms, those too that have ended; no other rule."""
    return DayRules((), platforms=read_platforms(table_of(site / "content"))[0])
