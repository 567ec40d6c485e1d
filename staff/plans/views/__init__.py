"""Pages of plans and reports."""
