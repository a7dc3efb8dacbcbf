"""What becomes of errors: a sentence for those of the user's situation, a reference number for our own mistakes."""

from __future__ import annotations

import logging
import threading
from secrets import token_hex
from typing import Any

from analysis.errors import BadSettings, DiaryError, UnreadableFile, where_from
from dashboard.texts import Words

LOGGER = logging.getLogger("headache_dashboard")


def sentence_of(error: DiaryError, words: Words) -> str:
    """What is wrong, in the user's language; by the nearest class of the error that has words."""
    return next(words(key) for key in _keys(error) if words.has(key))


def detail_of(error: DiaryError, words: Words) -> str:
    """What exactly was found in a file, in the user's language; empty for errors that say all in one sentence."""
    if not isinstance(error, UnreadableFile):
        return ""
    return " ".join(filter(None, (_told(one, words) for one in error.parts or (error,))))


def _told(error: UnreadableFile, words: Words) -> str:
    key = f"unreadable-{error.code}"
    return words(key, **error.values) if words.has(key) else ""


def english_detail_of(error: DiaryError, words: Words) -> str:
    """The same in English where the user's language has no words for it, and for errors of the settings."""
    is_technical = isinstance(error, UnreadableFile | BadSettings)
    return str(error) if is_technical and not detail_of(error, words) else ""


def _keys(error: DiaryError) -> list[str]:
    return [f"error-{kind.__name__}" for kind in type(error).__mro__ if issubclass(kind, DiaryError)]


def log_failure(error: Exception) -> str:
    """A reference number under which the log holds where it failed; never the message, which may name a patient."""
    reference = token_hex(3).upper()
    LOGGER.error("Reference %s: %s", reference, where_from(error))
    return reference


def keep_words_out_of_the_log() -> None:
    """Has every logger of this process tell of an error where it came from, and not what it says.

    What fails in a window, a form or a step of a control is logged by Streamlit, and what fails in a request by the
    server, each with the error's own words.
    """
    logging.setLogRecordFactory(_without_words)
    threading.excepthook = lambda failed: LOGGER.error("In a thread: %s", where_from(failed.exc_value or Exception()))


def _without_words(*arguments: Any, **options: Any) -> logging.LogRecord:
    record = logging.LogRecord(*arguments, **options)
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        record.msg, record.args, record.exc_info = f"{record.msg}: {where_from(error)}", (), None
    return record
