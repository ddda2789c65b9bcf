"""The built-in rules: one file is one rule, its documentation and its examples."""
