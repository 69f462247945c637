"""The pages that count words over the texts of all reports (用词)."""
