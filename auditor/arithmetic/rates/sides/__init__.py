"""The two sides of a rate, its part and its whole, and where they may stand.

:mod:`.numbers` says which numbers stand around a rate and which of them may be compared, :mod:`.worded` reads the two
numbers that the words point at (:mod:`.wholes` the second of them), :mod:`.fitting` names others that could be meant.
"""
