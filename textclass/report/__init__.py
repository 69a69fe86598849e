"""a scored archive, or one decision -> a self-contained HTML page, in English and Swedish."""

from textclass.report.archive_page import report
from textclass.report.decision_page import view

__all__ = ["report", "view"]
