"""Everything that can go wrong at Dragoman's borders, as one small tree of exceptions.

Each message says what is wrong, where, and what to do about it; the command line prints it as it
stands. Inside the pipeline nothing is raised for flow: what cannot be resolved is ``None``.
"""

__all__ = [
    "CorpusError",
    "DragomanError",
    "EncryptedDocument",
    "ExportError",
    "IngestError",
    "KnowledgeError",
    "LimitExceeded",
    "ModelError",
    "StoreError",
]


class DragomanError(Exception):
    """Root of all errors that Dragoman raises on purpose.

    ``what`` is the problem, ``where`` the file (and page, or line) that has it, ``advice`` what the
    user can do. ``str(error)`` joins the three into one line.
    """

    def __init__(self, what: str, *, where: str = "", advice: str = "") -> None:
        self.what = what
        self.where = where
        self.advice = advice
        place = f"{where}: " if where else ""
        remedy = f" ({advice})" if advice else ""
        super().__init__(f"{place}{what}{remedy}")

    def __reduce__(self) -> tuple[object, ...]:
        """Cross process borders whole: worker processes send their errors home by pickle."""
        return _rebuild, (type(self), self.what, self.where, self.advice)


def _rebuild(kind: type[DragomanError], what: str, where: str, advice: str) -> DragomanError:
    return kind(what, where=where, advice=advice)


class IngestError(DragomanError):
    """A source that cannot be turned into a document: missing, unknown format, no text, damaged."""


class EncryptedDocument(IngestError):
    """A PDF that asks for a password that was not given, or was given wrong."""


class LimitExceeded(IngestError):
    """A source that would cost more time, memory or pages than it is allowed."""


class ModelError(DragomanError):
    """A model that is missing, is not the one recorded, or does not fit this version."""


class KnowledgeError(DragomanError):
    """A row of knowledge, ours or the user's, that cannot be read."""


class CorpusError(DragomanError):
    """Gold or paper of the corpus that breaks the annotation scheme."""


class StoreError(DragomanError):
    """Output that cannot be written or read back."""


class ExportError(DragomanError):
    """Records that a foreign format cannot take, or a foreign file that cannot be read."""
