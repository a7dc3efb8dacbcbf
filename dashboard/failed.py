"""What a page says when something failed: a sentence, never a traceback; the log gets the places."""

from __future__ import annotations

import time

from analysis.errors import DiaryError, StoreAway
from dashboard import session
from dashboard.session import failing
from dashboard.show import frame
from dashboard.texts import Words


def say(error: Exception, words: Words) -> None:
    """A sentence for an error of the user's situation, a reference number for our own mistakes."""
    if isinstance(error, StoreAway):
        frame.problem(failing.sentence_of(error, words))
        frame.look_again(time.monotonic())
    elif isinstance(error, DiaryError):
        told = failing.detail_of(error, words)
        frame.problem(failing.sentence_of(error, words), told, failing.english_detail_of(error, words))
    else:
        frame.problem(words("error-ours", reference=failing.log_failure(error)))


def say_beside_a_page(error: Exception) -> bool:
    """The same where a window, a form or a step of a control failed, which runs by itself; True: no more is said."""
    say(error, session.chosen_words())
    return True
