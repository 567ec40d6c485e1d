"""Web pages of casework: lists, intake, the file and its tabs, paper forms, steps of the life cycle."""
