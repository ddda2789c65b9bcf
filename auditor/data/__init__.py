"""Vocabularies and tables, one TOML file each, with source and date."""
