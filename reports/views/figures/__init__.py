"""The pages of indicators and topics, and a figure as pages show it."""
