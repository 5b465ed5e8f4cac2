"""Files of feedback: CSV and its kin, XLSX, plain text and folders, as streams of rows that become items."""

from cxmap.formats.feedback.guess import FIELDS
from cxmap.formats.feedback.items import OPTIONS, Maker, Refusal, check_mapping
from cxmap.formats.feedback.rows import Line, Rows
from cxmap.formats.feedback.table import Table, read_feedback

__all__ = ["FIELDS", "OPTIONS", "Line", "Maker", "Refusal", "Rows", "Table", "check_mapping", "read_feedback"]
