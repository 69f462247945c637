"""What a page is made of: head, title, issuer, dates, info tables, furniture, foot, injected text."""
