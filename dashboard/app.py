"""The dashboard's frame: navigation, language, the chosen patient, and what is said when something went wrong."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from typing import Any

import streamlit as st
from streamlit.errors import FragmentHandledException

from analysis.errors import NoData, UnknownPatient
from analysis.querying.at_hand import kept_at_hand
from analysis.store.roles import Right
from dashboard import failed, session
from dashboard.places import PLACES, Place
from dashboard.session import address, collecting, printing, signing, staleness
from dashboard.show import empty, frame
from dashboard.texts import Words

ROOT = "start"  # a name that Streamlit reserves for the page at the root and never shows
READS_DAYS_OFTEN = ("patient", "effect")
"""Pages whose parts ask for the same days of one patient again and again: within one run they are read once."""
WIDEST_PX = 1360  # beyond this, lines are too long to read and bars too wide to compare


def pages_of(words: Words, rights: Right, *, by_name: bool = False) -> dict[st.Page, Place]:
    """The pages that these rights open. Streamlit serves the first at the root only: it has a twin by name.

    One of the two is hidden, so that the navigation has it once: the one at the root where it is open `by_name`.
    """
    first, *others = [place for place in PLACES if place.is_for(rights)]
    at_root, named = ("hidden", "visible") if by_name else ("visible", "hidden")
    twins = {
        _page(first, ROOT, words, default=True, visibility=at_root): first,
        _page(first, first.name, words, visibility=named): first,
    }
    return twins | {_page(one, one.name, words): one for one in others}


def open_page(words: Words, rights: Right) -> tuple[st.Page, Place]:
    """The page at the address, which the navigation marks; the first one's twin is hidden until its address is it."""
    pages = pages_of(words, rights)
    page = st.navigation(list(pages), position="top")
    if page.url_path == pages[page].name == next(iter(pages.values())).name:
        pages = pages_of(words, rights, by_name=True)
        page = st.navigation(list(pages), position="top")
    return page, pages[page]


def empty_pages(words: Words) -> list[st.Page]:
    """What stands at every address until somebody has signed in; an address without a page would be told not to be."""
    paths = [ROOT, *(place.name for place in PLACES)]
    return [st.Page(lambda: None, title=words("sign-in"), url_path=path, default=path == ROOT) for path in paths]


def _page(place: Place, path: str, words: Words, **options: Any) -> st.Page:
    title = words(f"page-{place.file}")
    return st.Page(f"app_pages/{place.file}.py", title=title, icon=place.icon, url_path=path, **options)


def run(page: st.Page, place: Place, words: Words) -> None:
    of_patient = place.of_patient and Right.PATIENTS in signing.rights()
    try:
        whose = address.read("patient") if of_patient else None
        frame.stale("" if place.name == "diary" else staleness.told_age(words, whose))
        session.control_row(words, with_patient=of_patient, with_day=place.name != "diary")
        frame.sheet(printing.whose_sheet(words) if of_patient else "", words)
        with kept_at_hand() if place.file in READS_DAYS_OFTEN else nullcontext():
            page.run()
    except session.Nothing as nothing:
        empty(
            words(nothing.key),
            words(f"{nothing.key}-text", **{name: words.date(day) for name, day in nothing.dates.items()}),
        )
        if nothing.key == "choose-patient":
            frame.lead_to("worklist", words("choose-on-list"))
    except NoData:
        empty(words("no-data"), words("no-data-import"), words("import-bring"), words("no-data-demo"))
        frame.lead_to("importing", words("import-open"))
    except UnknownPatient as error:
        failed.say(error, words)
        frame.lead_to("patient", words("choose-patient"))
    except FragmentHandledException:
        pass  # it was told where it failed
    except Exception as error:  # noqa: BLE001 - the user gets a sentence, the log gets the places
        failed.say(error, words)


def note_printed(place: Place | None) -> None:
    """Has the log keep that a page that shows patients was printed by the browser."""
    if place is not None and place.shows_patients:
        printing.note_printed(place.file, of_patient=place.of_patient)


def main() -> None:
    outside = signing.take_step()
    address.restore()
    words = session.chosen_words()
    st.set_page_config(page_title=words("browser-title"), page_icon=frame.ICON, layout="wide")
    frame.style(dark=session.is_dark())
    place = None
    if outside is not None:
        st.navigation(empty_pages(words), position="hidden")
        empty(*signing.told_outside(outside, words))
        signing.offer_way(outside, words)
    else:
        page, place = open_page(words, signing.rights())
        with st.container(width=WIDEST_PX):
            signing.who_and_out(words)
            run(page, place, words)
    frame.document(words, partial(note_printed, place))
    collecting.set_aside_what_lives()


if __name__ == "__main__":  # a process that makes pages for a session loads this file too, and runs nothing of it
    main()
