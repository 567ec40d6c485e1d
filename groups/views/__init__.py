"""Web pages of group work: list, plan and dates, members, sessions, reports, paper forms."""
