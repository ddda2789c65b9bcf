"""Classes of named values: ``define`` and ``frozen`` of attrs, that start faster.

attrs writes and compiles ``__eq__``, ``__hash__`` and ``__repr__`` for each class; with a hundred classes that was an
eighth of a short run.  Here they are closures that do the same.  All else, ``field``, ``evolve`` …, is taken from attrs.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

__all__ = ["define", "frozen"]

if TYPE_CHECKING:
    from attrs import define, frozen
else:
    import attrs

    def define(cls=None, /, *, eq=True, **options):
        """As :func:`attrs.define`."""
        return _record(attrs.define, cls, eq, options)

    def frozen(cls=None, /, *, eq=True, **options):
        """As :func:`attrs.frozen`."""
        return _record(attrs.frozen, cls, eq, options)

    def _record(attrs_maker, cls, eq, options):
        def make(cls):
            made = attrs_maker(cls, eq=False, repr=False, **options)
            _show(made)
            if eq:
                _compare(made, hashable=attrs_maker is attrs.frozen)
            return made

        return make if cls is None else make(cls)

    def _show(cls):
        names = [a.name for a in attrs.fields(cls) if a.repr]

        def __repr__(self):
            return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

        cls.__repr__ = __repr__

    def _compare(cls, *, hashable):
        values = attrgetter(*(a.name for a in attrs.fields(cls) if a.eq))

        def __eq__(self, other):
            return values(self) == values(other) if type(other) is type(self) else NotImplemented

        def __hash__(self):
            return hash(values(self))

        cls.__eq__ = __eq__
        cls.__hash__ = __hash__ if hashable else None
