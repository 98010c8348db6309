//! The commands that list what is in the store.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{BufWriter, Write},
    path::Path,
};

use anyhow::{Context, Result};

use super::{
    Ending, advice,
    args::{Fatalities, Format, List},
    run::{self, Run},
};
use crate::{
    model::{Incident, Slug},
    output::{
        acled, columns, json, ledger, list,
        reading::{self, Summed},
        sheets::{self, LeftOut},
        sitrep::Cite,
        summary::{self, Ledger, Source},
        table::Table,
    },
    query::Query,
    store::{self, Page, Reader, ReportPage, StoredReport},
    text::fold,
    theatre::Names,
};

/// Rows of a list on a terminal when no number is given.
const SCREENFUL: usize = 50;

/// Rows as JSON texts.
type Json = Vec<serde_json::Result<String>>;

/// What a list command works on.
struct Lister<'a> {
    run: &'a Run,
    args: &'a List,
    names: &'static Names,
    reader: Reader,
    query: Query,
}

impl<'a> Lister<'a> {
    fn new(run: &'a Run, args: &'a List) -> Result<Self> {
        let names = run.names()?;
        let now = args.as_of.unwrap_or(run.now);
        let query = run.query(&args.filter.line(), now)?;
        Ok(Self { run, args, names, reader: run.reader()?, query })
    }

    fn limit(&self) -> Option<usize> {
        limit(self.args)
    }

    /// The incidents or statements that the filter selects, as far as they were known.
    fn incidents(&self, which: store::List) -> Result<Vec<Incident>> {
        self.selected(&self.query, which, self.limit())
    }

    fn selected(
        &self,
        query: &Query,
        which: store::List,
        limit: Option<usize>,
    ) -> Result<Vec<Incident>> {
        let Some(known) = self.args.as_of else {
            let page = Page { limit, ..Page::all(which) };
            let snapshot = self.reader.load(query, &page).map_err(run::store_error)?;
            return Ok(snapshot.rows.into_iter().map(|it| it.incident).collect());
        };
        let known = self.reader.as_of(self.names, query, which, known);
        let mut rows = known.map_err(run::store_error)?;
        rows.truncate(limit.unwrap_or(usize::MAX));
        Ok(rows)
    }

    /// Each as JSON.
    fn texts(&self, rows: &[Incident]) -> Result<Json> {
        let text = |it: &Incident| {
            let aliases = self.reader.aliases(&it.id).map_err(run::store_error)?;
            Ok(json::text(it, &aliases))
        };
        rows.iter().map(text).collect()
    }
}

/// At most so many rows: those asked for, else a screenful for a person.
fn limit(args: &List) -> Option<usize> {
    let person = args.output.is_none() && run::stdout_is_terminal();
    args.limit.or((person && args.format == Format::Table).then_some(SCREENFUL))
}

/// Writes rows in the format that is asked for.
fn write(run: &Run, args: &List, rows: Json, table: &Table, has_place: bool) -> Result<Ending> {
    if args.format == Format::Geojson && !has_place {
        return Err(advice(
            "GeoJSON: these rows have no place on a map",
            "`incidents` and `towns` have one",
        ));
    }
    let mut out = output(args.output.as_deref())?;
    match args.format {
        Format::Table => table.write(run.look(args.output.is_none()), &mut out)?,
        Format::Jsonl => list::jsonl(rows, &mut out)?,
        Format::Csv => list::csv(rows, &mut out)?,
        Format::Geojson => list::geojson(rows, &mut out)?,
        Format::Md => table.markdown(&mut out)?,
    }
    out.flush()?;
    if args.limit.is_none() && limit(args) == Some(table.len()) {
        run.say(&format!("the first {SCREENFUL}; `--limit N` shows more"));
    }
    Ok(Ending::Done)
}

/// Standard output, or the file that is named.
pub(super) fn output(file: Option<&Path>) -> Result<Box<dyn Write>> {
    Ok(match file {
        None => Box::new(run::stdout()),
        Some(path) => {
            let file = File::create(path).with_context(|| format!("write `{}`", path.display()))?;
            Box::new(BufWriter::new(file))
        }
    })
}

/// `vigie incidents`.
pub(super) fn incidents(run: &Run, args: &List) -> Result<Ending> {
    let lister = Lister::new(run, args)?;
    let rows = lister.incidents(store::List::Incidents)?;
    if args.format == Format::Csv {
        return acled_sheet(&lister, &rows);
    }
    let texts = lister.texts(&rows)?;
    write(run, args, texts, &columns::incidents(lister.names, &rows), true)
}

/// `vigie statements`.
pub(super) fn statements(run: &Run, args: &List) -> Result<Ending> {
    let lister = Lister::new(run, args)?;
    let rows = lister.incidents(store::List::Statements)?;
    let texts = lister.texts(&rows)?;
    write(run, args, texts, &columns::statements(lister.names, &rows), false)
}

/// `vigie reports`.
pub(super) fn reports(run: &Run, args: &List) -> Result<Ending> {
    let lister = Lister::new(run, args)?;
    let page = ReportPage { limit: lister.limit(), after: None, until: args.as_of };
    let rows = lister.reader.reports(&lister.query, &page).map_err(run::store_error)?;
    let texts = rows.iter().map(|it| report_json(lister.names, it)).collect();
    write(run, args, texts, &columns::reports(&rows), false)
}

/// A report with what was read out of it.
pub(super) fn report_json(names: &Names, it: &StoredReport) -> serde_json::Result<String> {
    let coding = it.coding.clone().unwrap_or_default();
    let sums: Vec<Summed> = coding.events.iter().map(|it| Summed::of(names, it)).collect();
    serde_json::to_string(&reading::row(&it.report, it.revisions, &coding, &sums))
}

/// `vigie actors`.
pub(super) fn actors(run: &Run, args: &List) -> Result<Ending> {
    let lister = Lister::new(run, args)?;
    let (reader, query) = (&lister.reader, &lister.query);
    let rows = match args.as_of {
        Some(at) => reader.actors_as_of(lister.names, query, at),
        None => reader.actors(query),
    };
    let mut rows = rows.map_err(run::store_error)?;
    rows.truncate(lister.limit().unwrap_or(usize::MAX));
    let texts = json_of(&rows, |it| serde_json::to_string(&summary::actor(lister.names, it)));
    write(run, args, texts, &columns::actors_table(lister.names, &rows), false)
}

/// `vigie towns`.
pub(super) fn towns(run: &Run, args: &List) -> Result<Ending> {
    let lister = Lister::new(run, args)?;
    let (reader, query) = (&lister.reader, &lister.query);
    let rows = match args.as_of {
        Some(at) => reader.towns_as_of(lister.names, query, at),
        None => reader.towns(query),
    };
    let mut rows = rows.map_err(run::store_error)?;
    rows.truncate(lister.limit().unwrap_or(usize::MAX));
    let ledgers = held(&lister)?;
    let none = Ledger::default();
    let known = rows.iter().filter_map(|it| Some((lister.names.towns().by_id(it.id)?, it)));
    let texts = known.map(|(place, it)| {
        let ledger = ledgers.get(&it.id).unwrap_or(&none);
        serde_json::to_string(&summary::town(place, it, ledger))
    });
    let texts = texts.collect();
    write(run, args, texts, &columns::towns(lister.names, &rows), true)
}

/// What was said of who holds or cuts off the towns, whatever the filter.
fn held(lister: &Lister<'_>) -> Result<BTreeMap<i64, Ledger>> {
    let query = lister.run.query("kind:terr", lister.query.now)?;
    let incidents = lister.selected(&query, store::List::Incidents, None)?;
    let cites = cites(&lister.reader, &incidents)?;
    Ok(ledger::ledgers(&incidents, |it| publishers(it, &cites)))
}

/// Whose the reports of an incident are, in alphabetic order.
fn publishers(it: &Incident, cites: &BTreeMap<Slug, Cite>) -> Vec<String> {
    let reports = it.reports();
    let names: BTreeSet<&String> =
        reports.iter().filter_map(|id| cites.get(id)).map(|it| &it.publisher).collect();
    names.into_iter().cloned().collect()
}

fn json_of<T>(rows: &[T], json: impl Fn(&T) -> serde_json::Result<String>) -> Json {
    rows.iter().map(json).collect()
}

/// `vigie sources`: every one that is configured or known, the worst first; below one that
/// is named by its id, what of it was not taken in.
pub(super) fn sources(run: &Run, args: &List) -> Result<Ending> {
    if args.as_of.is_some() {
        return Err(advice(
            "sources --as-of: the store keeps how sources do, not how they did",
            "the lists of reports and incidents can look back",
        ));
    }
    let words: Vec<String> = args.filter.words.iter().map(|it| fold(it)).collect();
    let mut rows = all_sources(run)?;
    rows.retain(|it| {
        let name = fold(&format!("{} {}", it.entry.id, it.entry.name));
        words.iter().all(|word| name.contains(word.as_str()))
    });
    rows.sort_by_key(|it| {
        let badness = match it {
            it if !it.entry.enabled => 3,
            it if it.state.fault.is_some() || it.state.retired.is_some() => 0,
            it if it.is_silent(run.now) => 1,
            _ => 2,
        };
        (badness, it.entry.id.clone())
    });
    rows.truncate(args.limit.unwrap_or(usize::MAX));
    let texts = json_of(&rows, |it| serde_json::to_string(&summary::source(it, run.now)));
    let ending = write(run, args, texts, &columns::sources(&rows, run.now), false)?;
    let named = rows.iter().find(|it| args.filter.words == [it.entry.id.as_str()]);
    match named {
        Some(it) if args.format == Format::Table && args.output.is_none() => {
            dropped(run, &it.entry.id)?;
        }
        _ => {}
    }
    Ok(ending)
}

/// What of a source was not taken in last.
fn dropped(run: &Run, source: &str) -> Result<()> {
    let Some(reader) = run.reader_if_any()? else { return Ok(()) };
    let entries = reader.dropped_of(Some(source), SCREENFUL).map_err(run::store_error)?;
    if !entries.is_empty() {
        let mut out = run::stdout();
        writeln!(out)?;
        columns::dropped(&entries).write(run.look(true), &mut out)?;
        out.flush()?;
    }
    Ok(())
}

/// The configured sources with their health, then those that only the store knows.
pub(super) fn all_sources(run: &Run) -> Result<Vec<Source>> {
    let entries = run.settings.sources()?;
    let (mut states, mut counts) = (BTreeMap::new(), BTreeMap::new());
    // Without a store nothing was tried yet; the list is worth showing all the same.
    if let Some(reader) = run.reader_if_any()? {
        states.extend(reader.source_states().map_err(run::store_error)?);
        counts.extend(reader.reports_by_source().map_err(run::store_error)?);
    }
    let mut known: BTreeSet<Slug> = states.keys().chain(counts.keys()).cloned().collect();
    let mut sources = Vec::new();
    let mut add = |entry: crate::theatre::SourceEntry| {
        let state = states.get(&entry.id).cloned().unwrap_or_default();
        let reports = counts.get(&entry.id).copied().unwrap_or_default();
        sources.push(Source { entry, state, reports });
    };
    for entry in entries {
        known.remove(&entry.id);
        add(entry);
    }
    for id in known {
        add(unconfigured(&id, states.get(&id)));
    }
    Ok(sources)
}

/// What is known of a source that no configuration names.
fn unconfigured(id: &Slug, state: Option<&store::SourceState>) -> crate::theatre::SourceEntry {
    let url = state.and_then(|it| it.url.clone()).unwrap_or_default();
    let kind = state.and_then(|it| it.kind.clone()).unwrap_or_else(|| "folder".into());
    let table = toml::toml! { id = "" name = "" url = "" };
    let mut entry: crate::theatre::SourceEntry =
        table.try_into().expect("the keys that an entry must have");
    (entry.id, entry.name, entry.url, entry.kind) = (id.clone(), id.to_string(), url, kind);
    entry
}

/// Incidents in ACLED's columns; what has no place there goes to a file of its own.
fn acled_sheet(lister: &Lister<'_>, rows: &[Incident]) -> Result<Ending> {
    let cites = cites(&lister.reader, rows)?;
    let fatalities = match lister.args.fatalities {
        Fatalities::Best => acled::Fatalities::Best,
        Fatalities::Acled => acled::Fatalities::Acled,
    };
    let mut out = output(lister.args.output.as_deref())?;
    let told = rows.iter().map(|it| (it, publishers(it, &cites)));
    let left_out = sheets::acled(lister.names, told, fatalities, &mut out)?;
    out.flush()?;
    tell_left_out(lister, left_out)
}

fn tell_left_out(lister: &Lister<'_>, left_out: LeftOut) -> Result<Ending> {
    if left_out.is_empty() {
        return Ok(Ending::Done);
    }
    let told = left_out.words();
    let Some(path) = &lister.args.output else {
        lister.run.say(&format!("{told}; `--output FILE` keeps them in a file of their own"));
        return Ok(Ending::Done);
    };
    let path = LeftOut::path(path);
    let mut out = output(Some(&path))?;
    left_out.write(&mut out)?;
    out.flush()?;
    lister.run.say(&format!("{told}; see `{}`", path.display()));
    Ok(Ending::Done)
}

/// Publisher and address of every report behind the incidents.
pub(super) fn cites(reader: &Reader, incidents: &[Incident]) -> Result<BTreeMap<Slug, Cite>> {
    let ids: BTreeSet<Slug> = incidents.iter().flat_map(Incident::reports).collect();
    let ids: Vec<Slug> = ids.into_iter().collect();
    let mut cites = BTreeMap::new();
    // In slices: a report comes with its text.
    for some in ids.chunks(500) {
        for it in reader.reports_by_id(some).map_err(run::store_error)? {
            let cite = Cite { publisher: it.report.publisher, url: it.report.url };
            cites.insert(it.report.id, cite);
        }
    }
    Ok(cites)
}
