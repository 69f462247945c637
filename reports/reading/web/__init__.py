"""Web pages and saved web pages."""
