"""One entry a question over all reports: readings, status, estimates, alterations."""
