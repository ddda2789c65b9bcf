"""The dates of a notice: the calendar, what each date stands for, and their order."""
