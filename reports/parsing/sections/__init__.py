"""The outline of a report: headings, how they nest, items, roles and topics."""
