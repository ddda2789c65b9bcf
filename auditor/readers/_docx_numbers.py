"""How Word writes the number of an automatically numbered paragraph (ECMA-376-1, 17.18.59), and its symbol fonts."""

from __future__ import annotations

from functools import cache

from attrs import field

from auditor.lexicon import entries, mapping
from auditor.records import frozen

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST = 32767  # what Word counts to; beyond it numbers are written as decimal
UNKNOWN_SYMBOL = "\ufffc"


@frozen
class _System:
    """A numbering system of auditor/data/word_numbers.toml."""

    names: tuple[str, ...] = field(converter=tuple)
    kind: str
    characters: str = ""
    bare_ten: bool = False

    def write(self, number: int) -> str:
        """The number in this system; decimal where the system does not reach."""
        if not 0 <= number <= _MOST:
            return str(number)
        match self.kind:
            case "none":
                return ""
            case "padded":
                return f"{number:02d}"
            case "dashed":
                return f"- {number} -"
            case "positional":
                return "".join(self.characters[int(digit)] for digit in str(number))
            case "sequence" if 1 <= number <= len(self.characters):
                return self.characters[number - 1]
            case "counting":
                return self._counting(number)
            case "letters" if 1 <= number <= 780:
                return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            case "roman":
                return _roman(number)
        return str(number)

    def _counting(self, number: int) -> str:
        """一百零五: digits with their units; a gap of zeros is one 零."""
        zero, ten, myriad = self.characters[0], self.characters[10], self.characters[13]
        if number == 0:
            return zero
        high, low = divmod(number, 10_000)
        words = (self._counting(high) + myriad) if high else ""
        gap = bool(high) and 0 < low < 1000
        for unit, mark in ((1000, self.characters[12]), (100, self.characters[11]), (10, ten), (1, "")):
            digit, low = divmod(low, unit)
            if digit:
                words += f"{zero if gap else ''}{self.characters[digit]}{mark}"
                gap = False
            elif words and low and unit > 1:
                gap = True
        return words[1:] if self.bare_ten and 10 <= number < 20 else words


def _roman(number: int) -> str:
    words = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        words += letters * times
    return words


@cache
def _systems() -> dict[str, _System]:
    return {name: system for system in entries("word_numbers", "numbers", _System) for name in system.names}


def written(number: int, form: str) -> str:
    """A number as Word writes it in the format ``form`` (a value of w:numFmt)."""
    system = _systems().get(form)
    words = system.write(number) if system else str(number)
    return words.upper() if form.startswith("upper") else words


def symbol(font: str, code: str) -> str:
    """The character that a symbol font shows for a hexadecimal code; U+FFFC if the font's character is not known."""
    try:
        point = int(code, 16)
    except ValueError:
        return UNKNOWN_SYMBOL
    known = mapping("word_numbers", "symbols").get(font)
    if known is not None or 0xF000 <= point <= 0xF0FF:
        found = (known or {}).get(f"{point & 0xFF:02X}", UNKNOWN_SYMBOL)
        return str(found)
    return chr(point) if point < 0x110000 and chr(point).isprintable() else UNKNOWN_SYMBOL
