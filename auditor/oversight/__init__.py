"""What a body that oversees many notices asks of them together: rows to compare, charts, text that several share."""
