"""Rates, shares and ratios: what each is of, and whether it holds at the precision printed."""
