"""What can go wrong in the user's situation, one class each; shown as one sentence, never with a traceback.

    DiaryError
    ├── UnreadableFile     a file cannot be read at all, or lacks a required column
    ├── ImportQuestion     an import has to be confirmed: much is gone, or a pseudonym is another person's
    ├── UnknownPatient     nobody in the store, or of the visitor's care units, has this pseudonym
    ├── NotAllowed         the visitor's role may not do this
    ├── AccessProblem      the access file cannot be used, or nobody could sign in by it
    ├── NoData             the store holds nothing yet
    ├── StoreProblem       the store cannot be opened, or is not one of ours
    │   ├── StoreBusy      another process is writing
    │   ├── StoreAway      the database server does not answer, or refuses
    │   └── StoreIsNewer   a newer version of this program has written it
    ├── BadSettings        the clinic's settings file says something impossible
    ├── UndoRefused        an import cannot be taken back
    ├── DeclarationRefused a diary cannot be declared complete for that period
    ├── EntryRefused       a patient cannot fill in that day, or not like that
    ├── ReportRefused      a page cannot be made of these patients, or not be written there
    ├── BackupRefused      a backup cannot be written there, or a file is no whole one
    └── ExportRefused      an export cannot be written where or as it was asked for

No message holds a diary entry; pseudonyms appear only where the user typed them.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable
from datetime import date


class DiaryError(Exception):
    """Base of everything that is shown to the user as a sentence."""


class UnreadableFile(DiaryError):
    """A file cannot be read, or is not what it says it is.

    `code` and `values` say the same as the sentence, for one in another language; `parts` are the errors of several
    files told at once.
    """

    def __init__(self, sentence: str, code: str = "", **values: str | int) -> None:
        super().__init__(sentence)
        self.code = code
        self.values = values
        self.parts: tuple[UnreadableFile, ...] = ()

    @classmethod
    def of(cls, parts: Iterable[UnreadableFile]) -> UnreadableFile:
        """One error for all that is wrong."""
        every = tuple(parts)
        whole = cls(" ".join(map(str, every)))
        whole.parts = every
        return whole


class ImportQuestion(DiaryError):
    """An import that is kept only when somebody says that it is right."""


class UnknownPatient(DiaryError):
    """Nobody in the store has this pseudonym."""


class NotAllowed(DiaryError):
    """The visitor's role may not do this."""


class AccessProblem(DiaryError):
    """The access file cannot be read, or says something that nobody could sign in by."""


class NoData(DiaryError):
    """The store holds no diary yet."""


class StoreProblem(DiaryError):
    """The store cannot be opened."""


class StoreBusy(StoreProblem):
    """Another process is writing to the store."""


class StoreAway(StoreProblem):
    """The database server does not answer, or refuses; `why` in a few plain words."""

    def __init__(self, sentence: str, why: str = "") -> None:
        super().__init__(sentence)
        self.why = why


class StoreIsNewer(StoreProblem):
    """A newer version of this program has written the store."""


class BadSettings(DiaryError):
    """The settings file cannot be used."""


class UndoRefused(DiaryError):
    """The import cannot be taken back."""


class DeclarationRefused(DiaryError):
    """The diary cannot be declared complete for that period, or was not."""


class EntryRefused(DiaryError):
    """The patient's own entry cannot be kept: `code` says why, `last` is the last day on which it could be."""

    def __init__(self, sentence: str, code: str, day: date, last: date | None = None) -> None:
        super().__init__(sentence)
        self.code = code
        self.day = day
        self.last = last


class ReportRefused(DiaryError):
    """A page cannot be made of these patients as of that day, or cannot be written where it was asked for."""


class ExportRefused(DiaryError):
    """The export cannot be written there, or in that format."""


class BackupRefused(DiaryError):
    """The backup cannot be written there, or the file is no whole backup."""


def where_from(error: BaseException) -> str:
    """The kind of an error and the places it came through, and of those behind it; never what it says.

    The words of an error that nobody foresaw may hold a patient's name, note or pseudonym.
    """
    places = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    behind = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return f"{type(error).__name__}\n{places}" + (f"after {where_from(behind)}" if behind is not None else "")
