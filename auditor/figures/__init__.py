"""Single figures: how they are printed and rounded, and what the words around them say of them.

Of a change (``change_words``), of a stock (``flows``), of a rate (``rate_words``), of what divides a number (``aspects``), of
each of several (``each``).
"""
