"""The first page, pages about the site, and what every page shares."""
