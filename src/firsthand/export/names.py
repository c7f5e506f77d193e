"""What a report is called in an output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from firsthand.records import Report, ReportId


def shown_ids(reports: Iterable[Report]) -> dict[ReportId, str]:
    """Return the id that each report brought along, else ours; ours too where two brought one."""
    reports = list(reports)
    n_uses = Counter(report.given_id for report in reports)
    return {
        report.id: report.given_id
        if report.given_id is not None and n_uses[report.given_id] == 1
        else report.id
        for report in reports
    }
