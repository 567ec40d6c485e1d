"""The pages of the reports, by topic."""
