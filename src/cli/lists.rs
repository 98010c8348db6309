//! The commands that list what is in the store.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
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
        acled, columns,
        csv::Sheet,
        json, ledger, list,
        reading::{self, Summed},
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
        let Some(known) = self.args.as_of else {
            let page = Page { limit: self.limit(), ..Page::all(which) };
            let snapshot = self.reader.load(&self.query, &page).map_err(run::store_error)?;
            return Ok(snapshot.rows.into_iter().map(|it| it.incident).collect());
        };
        let known = self.reader.as_of(self.names, &self.query, which, known);
        let mut rows = known.map_err(run::store_error)?;
        rows.truncate(self.limit().unwrap_or(usize::MAX));
        Ok(rows)
    }

    fn aliases(&self, it: &Incident) -> Result<Vec<Slug>> {
        self.reader.aliases(&it.id).map_err(run::store_error)
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
    let json = |it: &Incident| -> Result<serde_json::Result<String>> {
        let aliases = lister.aliases(it)?;
        Ok(serde_json::to_string(&json::incident(it, &aliases)))
    };
    let texts = rows.iter().map(json).collect::<Result<_>>()?;
    write(run, args, texts, &columns::incidents(lister.names, &rows), true)
}

/// `vigie statements`.
pub(super) fn statements(run: &Run, args: &List) -> Result<Ending> {
    let lister = Lister::new(run, args)?;
    let rows = lister.incidents(store::List::Statements)?;
    let json = |it: &Incident| -> Result<serde_json::Result<String>> {
        let aliases = lister.aliases(it)?;
        Ok(serde_json::to_string(&json::statement(it, &aliases)))
    };
    let texts = rows.iter().map(json).collect::<Result<_>>()?;
    write(run, args, texts, &columns::statements(lister.names, &rows), false)
}

/// `vigie reports`.
pub(super) fn reports(run: &Run, args: &List) -> Result<Ending> {
    let lister = Lister::new(run, args)?;
    let page = ReportPage { limit: lister.limit(), after: None };
    let mut rows = lister.reader.reports(&lister.query, &page).map_err(run::store_error)?;
    if let Some(known) = args.as_of {
        rows.retain(|it| it.report.reported() <= known);
    }
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
    let mut rows = lister.reader.actors(&lister.query).map_err(run::store_error)?;
    rows.truncate(lister.limit().unwrap_or(usize::MAX));
    let texts = json_of(&rows, |it| serde_json::to_string(&summary::actor(lister.names, it)));
    write(run, args, texts, &columns::actors_table(lister.names, &rows), false)
}

/// `vigie towns`.
pub(super) fn towns(run: &Run, args: &List) -> Result<Ending> {
    let lister = Lister::new(run, args)?;
    let mut rows = lister.reader.towns(&lister.query).map_err(run::store_error)?;
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
    let page = Page::all(store::List::Incidents);
    let rows = lister.reader.load(&query, &page).map_err(run::store_error)?.rows;
    let incidents: Vec<Incident> = rows.into_iter().map(|it| it.incident).collect();
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

/// `vigie sources`: every one that is configured or known, the worst first.
pub(super) fn sources(run: &Run, args: &List) -> Result<Ending> {
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
    write(run, args, texts, &columns::sources(&rows, run.now), false)
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
    let mut sheet = Sheet::new(&acled::COLUMNS, &mut out)?;
    let mut left_out = Vec::new();
    for it in rows {
        let sources = publishers(it, &cites);
        match acled::rows(lister.names, it, &sources, fatalities) {
            (rows, None) => rows.into_iter().try_for_each(|row| sheet.row(row))?,
            (rows, Some(why)) => left_out.extend(rows.into_iter().map(|row| (row, why))),
        }
    }
    sheet.finish()?;
    out.flush()?;
    tell_left_out(lister, left_out)
}

fn tell_left_out(lister: &Lister<'_>, rows: Vec<(acled::Row, &str)>) -> Result<Ending> {
    if rows.is_empty() {
        return Ok(Ending::Done);
    }
    let mut whys: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, why) in &rows {
        *whys.entry(why).or_default() += 1;
    }
    let whys: Vec<String> = whys.into_iter().map(|(why, n)| format!("{n} {why}")).collect();
    let told = format!("{} incidents left out: {}", rows.len(), whys.join(", "));
    let Some(path) = &lister.args.output else {
        lister.run.say(&format!("{told}; `--output FILE` keeps them in a file of their own"));
        return Ok(Ending::Done);
    };
    let path = left_out_path(path);
    let mut out = output(Some(&path))?;
    let mut heads = acled::COLUMNS.to_vec();
    heads.push("left_out_because");
    let mut sheet = Sheet::new(&heads, &mut out)?;
    for (mut row, why) in rows {
        row.push(why.to_owned());
        sheet.row(row)?;
    }
    sheet.finish()?;
    out.flush()?;
    lister.run.say(&format!("{told}; see `{}`", path.display()));
    Ok(Ending::Done)
}

/// `x.csv` → `x.left_out.csv`.
fn left_out_path(path: &Path) -> PathBuf {
    path.with_extension("left_out.csv")
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
