//! `vigie fetch`, `watch`, `sources add`, `sources check` and `opml`: what speaks to sources.

use std::{
    fs,
    io::{self, Read, Write},
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use anyhow::{Context, Result};

use super::{
    Ending, advice,
    args::{Fetch, Opml, SourcesCommand},
    progress::Pages,
    run::{self, Run},
};
use crate::{
    fetch::{look, opml},
    ingest::poll::{self, Event, Setup, Tell, Wanted},
};

/// Polls once, or pages back into archives.
pub(super) fn fetch(run: &Run, args: &Fetch) -> Result<Ending> {
    let setup = Setup::of(&run.settings)?;
    let wanted = Wanted { sources: args.sources.clone(), all: args.all, since: args.since };
    let pages = Arc::new(Mutex::new(Pages::new(run.quiet)));
    let done = poll::fetch(&setup, &wanted, tell(run, Detail::Pages, &pages));
    lock(&pages).clear();
    let done = done.map_err(explained)?;
    for (source, why) in &done.failed {
        run::complain(&format!("vigie: {source}: {why}"));
    }
    run.say(&format!(
        "{} sources answered, {} failed, {} not due: {} new reports, {} revised, {} known",
        done.answered,
        done.failed.len(),
        done.not_due,
        done.new,
        done.revised,
        done.known
    ));
    Ok(if done.failed.is_empty() { Ending::Done } else { Ending::Faulty })
}

/// Polls until told to stop.
pub(super) fn watch(run: &Run) -> Result<Ending> {
    let setup = Setup::of(&run.settings)?;
    let on = setup.sources.iter().filter(|it| it.enabled).count();
    run.say(&format!("watching {on} sources; the store is `{}`", setup.store.display()));
    let pages = Arc::new(Mutex::new(Pages::new(run.quiet)));
    match poll::watch(&setup, tell(run, Detail::Everything, &pages)).map_err(explained)? {
        None => Ok(Ending::Done),
        Some(holder) => Err(advice(
            format!("the sources are polled already, by {holder}"),
            "one poller serves everybody on this store; `vigie` and the lists read beside it",
        )),
    }
}

/// An error with what to do about it, where the store knows that.
fn explained(error: anyhow::Error) -> anyhow::Error {
    error.downcast().map_or_else(|other| other, run::store_error)
}

/// How much is told while it happens.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// How far archives are.
    Pages,
    /// Every source, its faults too.
    Everything,
}

fn tell(run: &Run, detail: Detail, pages: &Arc<Mutex<Pages>>) -> Tell {
    let (quiet, verbose) = (run.quiet, run.verbose > 0 || detail == Detail::Everything);
    let pages = Arc::clone(pages);
    Arc::new(move |event| {
        let line = match event {
            Event::Page { source, done, total, new } => {
                return lock(&pages).tell(source, *done, *total, *new);
            }
            Event::Polled { source, new, revised, known } if verbose => {
                format!("{source}: {new} new, {revised} revised, {known} known")
            }
            // `fetch` names them at its end.
            Event::Failed { source, why } if detail == Detail::Everything => {
                format!("vigie: {source}: {why}")
            }
            Event::Store { why } if detail == Detail::Everything => {
                format!("vigie: {why}; it is tried again")
            }
            Event::Polled { .. } | Event::Failed { .. } | Event::Store { .. } => return,
        };
        if !quiet || line.starts_with("vigie: ") {
            lock(&pages).clear();
            run::complain(&line);
        }
    })
}

fn lock(pages: &Mutex<Pages>) -> MutexGuard<'_, Pages> {
    pages.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Proposes or tries sources.
pub(super) fn sources(run: &Run, command: &SourcesCommand) -> Result<Ending> {
    match command {
        SourcesCommand::Add { url } => {
            let ids = look::Ids::of(&run.settings.sources()?);
            let (entry, why) = poll::propose(&run.settings.config.fetch, url, ids)?;
            run.say(&format!("{why}; put this into your configuration:"));
            io::stdout().lock().write_all(entry.as_bytes())?;
            Ok(Ending::Done)
        }
        SourcesCommand::Check { id } => check(run, id.as_deref()),
    }
}

fn check(run: &Run, id: Option<&str>) -> Result<Ending> {
    let mut setup = Setup::of(&run.settings)?;
    setup.sources.retain(|it| id.map_or(it.enabled, |id| it.id == id));
    if let Some(id) = id.filter(|_| setup.sources.is_empty()) {
        return Err(advice(format!("no source `{id}`"), "`vigie sources` lists them"));
    }
    let mut ending = Ending::Done;
    let mut out = run::stdout();
    poll::check(&setup, |entry, found| {
        let line = match found {
            Ok(found) => {
                let newest = found
                    .reports
                    .iter()
                    .filter_map(|it| it.published)
                    .max_by_key(|it| it.instant());
                let newest = newest.map_or(String::new(), |it| format!(", the newest of {it}"));
                let faults: Vec<String> = found.faults.iter().map(|it| format!("; {it}")).collect();
                let faults = faults.concat();
                format!("{}: {} entries{newest}{faults}", entry.id, found.reports.len())
            }
            Err(why) => {
                ending = Ending::Faulty;
                format!("{}: {why}", entry.id)
            }
        };
        writeln!(out, "{}", crate::output::lines(&line))?;
        // Whoever waits for the slowest source sees the others meanwhile.
        Ok(out.flush()?)
    })?;
    out.flush()?;
    Ok(ending)
}

/// Moves lists of feeds in and out.
pub(super) fn opml(run: &Run, command: &Opml) -> Result<Ending> {
    match command {
        Opml::Import { file } => {
            let (entries, faults) =
                opml::import(&read(file)?, look::Ids::of(&run.settings.sources()?));
            let text: Vec<String> = entries.iter().map(look::to_toml).collect();
            io::stdout().lock().write_all(text.join("\n").as_bytes())?;
            run.say(&format!("{} sources; put them into your configuration", entries.len()));
            Ok(run::faults(&faults))
        }
        Opml::Export { file } => {
            let text = opml::export(&run.settings.sources()?, "vigie")?;
            if file == Path::new("-") {
                io::stdout().lock().write_all(text.as_bytes())?;
            } else {
                fs::write(file, text).with_context(|| format!("write `{}`", file.display()))?;
            }
            Ok(Ending::Done)
        }
    }
}

fn read(file: &Path) -> Result<String> {
    if file == Path::new("-") {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text).context("read standard input")?;
        return Ok(text);
    }
    fs::read_to_string(file).with_context(|| format!("read `{}`", file.display()))
}
