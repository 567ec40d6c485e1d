"""The pages of leave, by topic."""
