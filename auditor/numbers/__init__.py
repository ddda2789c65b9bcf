"""Numbers by themselves: numerals, units of measure, check digits.  What knows of notices or claims is elsewhere."""
