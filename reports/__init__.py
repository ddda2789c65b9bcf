"""The built-in report formats: one file is one format."""
