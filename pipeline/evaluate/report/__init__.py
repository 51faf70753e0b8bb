"""Scores -> a table, a JSON file, a page with plots, and what changed since an earlier run."""

from pipeline.evaluate.report.as_json import read_report_items, report_as_json
from pipeline.evaluate.report.as_page import report_as_page
from pipeline.evaluate.report.as_text import changes_as_text, report_as_text, rules_as_text
from pipeline.evaluate.report.building import build_report
from pipeline.evaluate.report.changes import Changes, compare_items
from pipeline.evaluate.report.records import LearningPoint, Report, ReportItem

__all__ = [
    "Changes",
    "LearningPoint",
    "Report",
    "ReportItem",
    "build_report",
    "changes_as_text",
    "compare_items",
    "read_report_items",
    "report_as_json",
    "report_as_page",
    "report_as_text",
    "rules_as_text",
]
