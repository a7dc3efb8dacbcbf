"""The command line. Every command ends with 0, or with 2 and one sentence on standard error.

What a command needs is imported when it runs: to open a store takes longer to load than the help takes to tell.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import partial, wraps
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from analysis import environment
from analysis.diary import FIRST_DATE, LAST_DATE
from analysis.errors import DiaryError, where_from
from analysis.windows import Window, period_ending
from dashboard.json_text import indented
from dashboard.serving import DEFAULT_PORT, LOOPBACK, import_paths, open_dashboard, sample_clinic

if TYPE_CHECKING:
    from sqlalchemy.exc import SQLAlchemyError

    from analysis.store import ClinicStore, Door
    from analysis.store.access_log import Access
    from analysis.store.heads import Head

EXPORT_FORMATS = ("csv", "parquet", "xlsx", "fhir")
PROGRESS_EVERY = 100
"""Patients after which a summary of everyone tells on a terminal how far it is."""
ACCESS_VARIABLE = "HEADACHE_ACCESS"


class Day(click.DateTime):
    """A day that a diary may have, as YYYY-MM-DD."""

    def __init__(self) -> None:
        super().__init__(formats=["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        day = super().convert(value, param, ctx)
        if not FIRST_DATE <= day.date() <= LAST_DATE:
            self.fail(f"{day.date()} is no day of a diary; days lie between {FIRST_DATE} and {LAST_DATE}.", param, ctx)
        return day


DAY = Day()


class OfferedLanguage(click.ParamType[str]):
    """The code of a language that is complete; looked for only when it is asked for, since that takes a moment."""

    name = "language"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return _offered_languages().convert(value, param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        return _offered_languages().get_metavar(param, ctx)


def _offered_languages() -> click.Choice[str]:
    from dashboard.texts import languages

    return click.Choice(languages())


store_option = click.option(
    "--store",
    "url",
    metavar="URL",
    help=f"Where the store lies: an SQLAlchemy URL such as duckdb:////srv/clinic, or a folder. "
    f"Default: {environment.STORE}, else a folder in your user data.",
)
purpose_option = click.option("--purpose", metavar="TEXT", help="Why, in a few words; the access log keeps it.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")
as_of_option = click.option(
    "--as-of", type=DAY, help="Tell what was known at the end of this day instead of the end of the data."
)


def main() -> None:
    """Run the command line; errors of the user's situation become one sentence and exit code 2."""
    atexit.register(gc.freeze)  # at the end the system takes all back; to look through it first takes half a second
    try:
        commands(standalone_mode=False)
    except (DiaryError, click.ClickException) as error:
        sentence = error.format_message() if isinstance(error, click.ClickException) else str(error)
        click.echo(sentence, err=True)
        sys.exit(2)
    except _database_errors() as error:
        click.echo(f"The store cannot be read to the end ({type(error).__name__}); restore it from a backup.", err=True)
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        click.echo(f"{error.filename or 'A file'} cannot be used: {error.strerror or type(error).__name__}.", err=True)
        sys.exit(2)
    except Exception as error:  # noqa: BLE001 - what it says may name a patient, and standard error may be a log
        click.echo(f"Something went wrong in the program: {where_from(error)}", err=True, nl=False)
        sys.exit(1)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="headache-dashboard")
def commands() -> None:
    """What a clinic's headache diaries say, and how far they can be trusted."""


def serving_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of the two commands that open the dashboard."""
    for option in (
        click.option(
            "--without-sign-in", is_flag=True, help="Let in whoever reaches the address; every page then says so."
        ),
        click.option("--no-browser", is_flag=True, help="Do not open a browser window."),
        click.option("--port", type=click.IntRange(1, 65535), default=DEFAULT_PORT, show_default=True),
        click.option(
            "--host", default=LOOPBACK, show_default=True, help="Address to listen on; this machine only by default."
        ),
    ):
        command = option(command)
    return command


@commands.command()
@store_option
@serving_options
def demo(url: str | None, host: str, port: int, no_browser: bool, without_sign_in: bool) -> None:
    """Open the dashboard on the sample clinic, which is invented; its store is made when there is none."""
    from analysis.store import default_url

    store = _store(url or os.environ.get(environment.STORE) or default_url("sample-clinic"))
    if store.is_empty():
        click.echo("Reading the sample clinic ...", err=True)
        import_paths(store, [sample_clinic()])
    from dashboard.access import opened_on  # the gate takes a moment to load, and no other command needs it

    opened = opened_on(host, port, None, is_demo=True, without_sign_in=without_sign_in)
    open_dashboard(store, host, port, no_browser, opened)


@commands.command()
@store_option
@serving_options
@click.option(
    "--access",
    type=click.Path(path_type=Path),
    envvar=ACCESS_VARIABLE,
    metavar="FILE.toml",
    help=f"By whom the dashboard may be used, and how they sign in. Default: {ACCESS_VARIABLE}.",
)
def serve(url: str | None, host: str, port: int, no_browser: bool, without_sign_in: bool, access: Path | None) -> None:
    """Open the dashboard on the store: for who holds the address that is printed, or for those who sign in."""
    from dashboard.access import opened_on, read_access

    store, told = _store(url), read_access(access) if access else None
    opened = opened_on(host, port, told, without_sign_in=without_sign_in)
    open_dashboard(store, host, port, no_browser, opened)


@commands.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@store_option
@click.option("--format", "format_name", default="auto", show_default=True, help="Format of the files.")
@click.option("--patient", metavar="ID", help="Whose diary it is, for diaries that do not say so themselves.")
@click.option("--new-patient", is_flag=True, help="The patient is not in the store yet, and is added.")
@click.option(
    "--date-order",
    type=click.Choice(["day-first", "month-first"]),
    help="How the file writes dates, when it cannot be told from the file.",
)
@click.option("--recorded-until", type=DAY, help="Until when a diary of attacks was kept, when the file does not say.")
@click.option(
    "--mapping", type=click.Path(path_type=Path), help="A TOML file that says which column of any diary is what."
)
@click.option("--changes", is_flag=True, help="A folder or zip says nothing of what it leaves out.")
@click.option("--accept-removals", is_flag=True, help="Set aside what the export no longer has, however much it is.")
@click.option(
    "--accept-changed-identity",
    is_flag=True,
    help="A known pseudonym with another sex, birth year or source is the same person.",
)
@click.option("--readmit", multiple=True, metavar="ID", help="A patient who was erased is taken in again.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and keep nothing.")
@json_option
def import_(
    paths: tuple[Path, ...],
    url: str | None,
    format_name: str,
    patient: str | None,
    new_patient: bool,
    date_order: str | None,
    recorded_until: datetime | None,
    mapping: Path | None,
    changes: bool,
    accept_removals: bool,
    accept_changed_identity: bool,
    readmit: tuple[str, ...],
    dry_run: bool,
    as_json: bool,
) -> None:
    """Read exports into the store: a folder, a zip, or single files. All of an import is kept, or nothing.

    A folder or zip speaks for all that its source has: what it no longer holds is set aside.
    """
    from dashboard.imported import no_diary, report_lines

    report = import_paths(
        _store(url),
        paths,
        format=format_name,
        recorded_until=recorded_until.date() if recorded_until else None,
        patient=patient,
        new_patient=new_patient,
        mapping=mapping,
        date_order=date_order,
        changes=changes,
        accept_removals=accept_removals,
        accept_changed_identity=accept_changed_identity,
        readmit=readmit,
        keep=not dry_run,
    )
    if as_json:
        click.echo(indented(report.as_json()))
    else:
        click.echo("\n".join(report_lines(report, kept=not dry_run)))
    if report.rejected_diaries or report.is_all_rejected:
        raise click.ClickException(
            no_diary(report, kept=not dry_run) or "Every row was rejected; nothing was imported."
        )


@commands.command()
@click.argument("patients", nargs=-1, metavar="PATIENT...")
@click.option("--all", "everyone", is_flag=True, help="Every patient in the store.")
@click.option("--from", "first", type=DAY, help="First day of the period; default 168 days before its last.")
@click.option("--to", "last", type=DAY, help="Last day of the period; default the as-of date.")
@as_of_option
@click.option("--lang", type=OfferedLanguage(), default="sv", show_default=True, help="Language of the text.")
@store_option
@json_option
@click.option("--otherwise", is_flag=True, help="With --json: the newest effect with days counted in other ways too.")
@purpose_option
def summary(
    patients: tuple[str, ...],
    everyone: bool,
    first: datetime | None,
    last: datetime | None,
    as_of: datetime | None,
    lang: str,
    url: str | None,
    as_json: bool,
    otherwise: bool,
    purpose: str | None,
) -> None:
    """What the diary says of a patient: a text for the record, or every figure as JSON (a line a patient)."""
    from analysis.store import Action
    from dashboard import summarised
    from dashboard.texts import words

    if everyone == bool(patients):
        raise click.UsageError("Name the patients, or give --all.")
    records = _door(url, purpose).enter(Action.READ, "summary", None if everyone else list(dict.fromkeys(patients)))
    if otherwise and not as_json:
        raise click.UsageError("--otherwise adds figures to --json.")
    in_json = partial(summarised.json_lines, otherwise=otherwise, url=url)
    told = in_json if as_json else partial(summarised.texts, spoken=words(lang))
    asked = as_of.date() if as_of else None
    parts = [(part, part.day(asked)) for part in records.parts(asked)]
    lines = chain.from_iterable(told(part, day, _period(first, last, day)) for part, day in parts)
    for done, line in enumerate(lines, start=1):
        click.echo(line)
        if everyone and done % PROGRESS_EVERY == 0 and sys.stderr.isatty():
            click.echo(f"{done} patients", err=True)


def _without_collecting(command: Callable[..., None]) -> Callable[..., None]:
    """Has no garbage looked for meanwhile: what is made of a whole clinic is needed to the end, and looked through."""

    @wraps(command)
    def told(*arguments: object, **options: object) -> None:
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            command(*arguments, **options)
        finally:
            if was_enabled:
                gc.enable()

    return told


@commands.command()
@as_of_option
@store_option
@json_option
@_without_collecting
def worklist(as_of: datetime | None, url: str | None, as_json: bool) -> None:
    """Whose diary needs somebody today, and why."""
    from analysis.store import Action
    from analysis.worklist import worklist as listed

    door = _door(url)
    records = door.enter(Action.LISTED, "worklist")
    found = listed(records, as_of=as_of.date() if as_of else None, contacts=door.contacts(records))
    if as_json:
        click.echo(indented({"as_of": found.as_of.isoformat(), "patients": found.as_columns()}))
        return
    click.echo(f"As of {found.as_of}")
    for line in found.lines:
        filled, inside = line.completeness.filled, line.completeness.inside
        reasons = ", ".join(line.groups) or "-"
        last_filled = line.last_filled or "never"
        click.echo(
            f"{line.patient.patient_id:12} {reasons:32} filled {filled:2} of {inside:2} days, "
            f"open {len(line.open_days)}, last filled {last_filled}"
        )


@commands.command()
@as_of_option
@store_option
@json_option
@_without_collecting
def clinic(as_of: datetime | None, url: str | None, as_json: bool) -> None:
    """What treatments do among patients who can be judged, and how diaries are kept; small groups are hidden.

    As of a day before the end of the data only completeness and overuse are told, as of a month's end.
    """
    from analysis.clinic import clinic as known
    from analysis.store import Action

    records = _door(url).enter(Action.LISTED, "clinic")
    found = known(records, as_of=as_of.date() if as_of else None).overview()
    if as_json:
        click.echo(indented(found.as_json()))
        return
    if not found.is_newest:
        click.echo("Told as of the end of the data only: response, time on treatment, switches, evaluations.")
    click.echo(f"As of {found.as_of}: {found.patients or f'fewer than {found.smallest_group}'} patients")
    for one in found.responses:
        click.echo(
            f"{one.treatment:24} {one.kind:9} month {one.month:2}  half or fewer {one.responders} of {one.judgeable} "
            f"judgeable, {one.not_judgeable} not judgeable"
        )


@commands.command()
@click.argument("patients", nargs=-1, metavar="PATIENT...")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A .pdf, or a .zip with a PDF each.")
@click.option("--lang", type=OfferedLanguage(), default="sv", show_default=True, help="Language of the page.")
@as_of_option
@click.option(
    "--edition",
    type=click.Choice(["clinic", "patient"]),
    default="clinic",
    show_default=True,
    help="For the clinic, or for the patient in plain words.",
)
@click.option("--visits-on", type=DAY, help="Those who are booked that day, instead of patients.")
@store_option
def report(
    patients: tuple[str, ...],
    out: Path,
    lang: str,
    as_of: datetime | None,
    edition: str,
    visits_on: datetime | None,
    url: str | None,
) -> None:
    """The headache profile, one page a patient: several patients in one PDF, or in a zip with a PDF each."""
    from dashboard.reported import write_report

    if bool(patients) == bool(visits_on):
        raise click.UsageError("Name the patients, or give --visits-on.")
    day, booked_on = (moment.date() if moment else None for moment in (as_of, visits_on))
    write_report(_door(url), list(dict.fromkeys(patients)), out, lang, day, edition, booked_on, url)


@commands.command()
@click.option("--out", "folder", required=True, type=click.Path(path_type=Path), help="A folder, new or empty.")
@click.option("--format", "format_name", type=click.Choice(EXPORT_FORMATS), default="csv", show_default=True)
@click.option("--patient", metavar="ID", help="Only this patient.")
@store_option
@purpose_option
def export(folder: Path, format_name: str, patient: str | None, url: str | None, purpose: str | None) -> None:
    """Write everything back out, contacts and excluded periods too; a csv or parquet export can be imported again.

    fhir writes a FHIR R4 Bundle a patient, and for several patients a file of lines for each kind of resource too.
    """
    from analysis.exporting import export as written
    from analysis.store import Action

    door = _door(url, purpose)
    records = door.enter(Action.EXPORTED, "export", None if patient is None else [patient])
    click.echo(f"Writing {folder} ...", err=True)
    for path in written(records, door.contacts(records), folder.absolute(), format_name, now=datetime.now()):
        click.echo(path)
    click.echo(f"Head of the access log, to be kept elsewhere: {door.head_of_log()}", err=True)


@commands.command()
@click.argument("batch", type=click.IntRange(min=1))
@store_option
def undo(batch: int, url: str | None) -> None:
    """Take the newest import back, by its number: the figures are as before it, what was entered here since stays."""
    from analysis.importing.undoing import undo as taken_back
    from analysis.store.door import now

    door = _door(url)
    with door.changing("undo import") as connection:
        done = taken_back(connection, batch, door.visitor.user, now())
    click.echo(f"Import {batch} was taken back: {done.removed} rows removed, {done.returned} as they were before.")


@commands.command()
@click.argument("patient")
@click.option("--from", "first", type=DAY, required=True, help="First day of the period.")
@click.option("--to", "last", type=DAY, required=True, help="Last day of the period.")
@click.option("--withdraw", is_flag=True, help="Take back what was declared of this period.")
@store_option
def declare(patient: str, first: datetime, last: datetime, withdraw: bool, url: str | None) -> None:
    """A diary of attacks is complete for a period: the patient noted every headache, other days were headache-free."""
    from analysis.records.declared_periods import DeclaredPeriod
    from analysis.store.door import now

    if first > last:
        raise click.UsageError(f"The period begins {first.date()}, after it ends {last.date()}.")
    door = _door(url)
    if withdraw:
        door.withdraw_declared(patient, first.date(), last.date())
    else:
        door.declare(DeclaredPeriod(patient, first.date(), last.date(), door.visitor.user, now()))
    done = "no longer declared" if withdraw else "declared"
    click.echo(f"{patient}: {done} complete from {first.date()} to {last.date()}.")


@commands.command()
@click.option("--out", "file", required=True, type=click.Path(path_type=Path), help="A new file, such as store.zip.")
@store_option
def backup(file: Path, url: str | None) -> None:
    """Write the newest data, contacts, access log and settings into one file with checksums; the dashboard may be open.

    It holds everything about every patient: keep it as well guarded as the store.
    """
    head = _door(url).back_up(file.absolute())
    click.echo(file)
    click.echo(f"Head of the access log, to be kept elsewhere: {head}", err=True)


@commands.command()
@click.argument("file", type=click.Path(path_type=Path))
@store_option
def restore(file: Path, url: str | None) -> None:
    """Put a backup in the place of what the store holds, once it was checked; what was there is kept aside.

    The access log goes on where there is one, and who was erased since stays erased.
    """
    aside = _door(url).restore(file.absolute())
    click.echo(f"Restored from {file}." + (f" What was there before is kept in {aside}." if aside else ""))


@commands.command()
@click.option("--role", metavar="NAME", help="The account of the dashboards: it gets what they need, and no more.")
@click.option(
    "--settings",
    "own",
    type=click.Path(path_type=Path),
    help="The clinic's settings, for every dashboard on the store.",
)
@click.option(
    "--export",
    "exported",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="What export --format parquet wrote, for a store on Spark: where its machines see it too.",
)
@store_option
def prepare(role: str | None, own: Path | None, exported: Path | None, url: str | None) -> None:
    """Make the tables of a store on PostgreSQL, or bring them up to date, with the account that owns them.

    On Apache Spark: have its server read an export.
    """
    store = _store(url)
    try:
        store.prepare(role=role, own=own.read_text(encoding="utf-8-sig") if own else None, exported=exported)
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{own} is no text in UTF-8.") from error
    click.echo("The store is ready." + (f" {role} has what a dashboard needs." if role else ""))


@commands.command()
@click.argument("patient")
@store_option
def erase(patient: str, url: str | None) -> None:
    """Remove one patient: diary, treatments, contacts, and what imports kept of them, from every snapshot.

    The access log stays, as the law asks. The next export does not bring the patient back; import --readmit does.
    """
    removed = _door(url).erase(patient)
    click.echo(
        f"{patient}: {removed} rows removed, and every older snapshot. The access log keeps who saw the patient, for "
        f"at least five years. Backups made before still hold the patient: remove them when they are due."
    )


@commands.command()
@click.option("--patient", metavar="ID", help="Only the accesses to this patient's data, lists among them.")
@click.option("--verify", is_flag=True, help="Whether the log is as it was written; ends with 2 when it is not.")
@click.option("--head", "heads", multiple=True, metavar="HEAD", help="With --verify: a head that was printed before.")
@click.option("--sample", type=click.IntRange(min=1), metavar="N", help="So many entries drawn at random, to check.")
@click.option("--outcome", metavar="TEXT", help="Record what came of a check of the log.")
@click.option("--remove-before", "first_kept", type=DAY, help="Remove what is older than this day, and five years.")
@store_option
def log(
    patient: str | None,
    verify: bool,
    heads: tuple[str, ...],
    sample: int | None,
    outcome: str | None,
    first_kept: datetime | None,
    url: str | None,
) -> None:
    """The access log: number, when, who, in which role, for which units, did what with whose data, where, and why."""
    from analysis.store.access_log import LONGEST_TEXT

    door = _door(url)
    if first_kept is not None:
        removed = door.remove_from_log(first_kept.date())
        click.echo(f"{removed} entries were removed. The log tells so, and goes on from the head {door.head_of_log()}")
        return
    if outcome is not None:
        if len(outcome) > LONGEST_TEXT:
            raise click.UsageError(f"The outcome has {len(outcome)} characters; the log keeps {LONGEST_TEXT}.")
        door.conclude_check(outcome)
        click.echo("Recorded.")
        return
    if verify:
        click.echo(f"The access log is as it was written. Its head is {door.verify_log(*map(_head, heads))}")
        return
    for entry in door.sample_of_log(sample) if sample else door.accesses(patient):
        click.echo("\t".join(_log_fields(entry, patient)))


def _log_fields(entry: Access, patient: str | None) -> tuple[str, ...]:
    """An entry as the fields of a line; one of a list names the patient who was asked for."""
    listed = patient or f"list of {entry.patients}"
    whom = entry.patient_id or ("-" if entry.patients is None else listed)
    fields = (str(entry.number), entry.at_local, entry.user, entry.role or "-", entry.care_units)
    return (*fields, entry.action, whom, entry.place, *filter(None, [entry.purpose]))


def _head(told: str) -> Head:
    from analysis.store.heads import Head

    head = Head.told(told)
    if head is None:
        raise click.UsageError(f"{told[:100]!r} is not a head of the log, such as 12:9f86d0...")
    return head


def _door(url: str | None, purpose: str | None = None) -> Door:
    from analysis.store import Door, Visitor

    return Door(_store(url), Visitor.local(purpose))


def _store(url: str | None) -> ClinicStore:
    from analysis.store import store_at

    return store_at(url)


def _database_errors() -> type[SQLAlchemyError]:
    """What goes wrong in a database; asked for only once something did."""
    from sqlalchemy.exc import SQLAlchemyError

    return SQLAlchemyError


def _period(first: datetime | None, last: datetime | None, as_of: date) -> Window | None:
    if first is None and last is None:
        return None
    end = last.date() if last else as_of
    if first is None:
        return period_ending(end)
    if first.date() > end:
        raise click.UsageError(f"The period begins {first.date()}, after it ends {end}.")
    return Window(first.date(), end, "period")


if __name__ == "__main__":
    main()
