"""How the site grows: ``make bigsite``."""
