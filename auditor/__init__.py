"""notice-auditor: follows every claim of a public rectification notice through the document.

``auditor.audit(text_or_path)`` is the library's door; everything in ``__all__`` is stable.
Importing this package has no side effects and reads no file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

_ROOT = Path(__file__).parent
if not (_ROOT / "rules").is_dir() and (_ROOT.parent / "rules" / "__init__.py").is_file():
    # An uninstalled checkout keeps grammar/, rules/ and reports/ beside auditor/.
    __path__.append(str(_ROOT.parent))

__version__ = "0.1.0"
__all__ = [
    "AuditedNotice",
    "AuditorError",
    "Certainty",
    "Evidence",
    "Finding",
    "Label",
    "LedgerEntry",
    "Report",
    "Severity",
    "Span",
    "UncheckedError",
    "Verdict",
    "__version__",
    "audit",
]

if TYPE_CHECKING:
    from auditor.api import audit
    from auditor.errors import AuditorError, UncheckedError
    from auditor.findings import Certainty, Evidence, Finding, Label, Severity
    from auditor.report import AuditedNotice, LedgerEntry, Report, Verdict
    from auditor.source import Span

_HOME = {
    "AuditedNotice": "auditor.report",
    "AuditorError": "auditor.errors",
    "Certainty": "auditor.findings",
    "Evidence": "auditor.findings",
    "Finding": "auditor.findings",
    "Label": "auditor.findings",
    "LedgerEntry": "auditor.report",
    "Report": "auditor.report",
    "Severity": "auditor.findings",
    "Span": "auditor.source",
    "UncheckedError": "auditor.errors",
    "Verdict": "auditor.report",
    "audit": "auditor.api",
}


def __getattr__(name: str) -> Any:
    """Load a public name on first use, so that ``auditor --version`` starts fast."""
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
