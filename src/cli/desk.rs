//! `vigie` and `vigie demo` on a terminal: the desk; elsewhere its tables.

use std::{
    io::{IsTerminal, Write},
    path::PathBuf,
    sync::{Arc, mpsc},
    thread,
    time::Instant,
};

use anyhow::Result;
use jiff::SignedDuration;

use super::{
    Ending,
    demo::Demo,
    log,
    run::{self, Run},
};
use crate::{
    code,
    config::TerminalFacts,
    ingest::poll::{Background, Event, Setup},
    output::columns,
    query::Query,
    store::{List, Page, Reader, Writer},
    theatre::SourceEntry,
    tui::{self, Now},
};

/// Opens the desk on the store in force. The first time there is none yet: an empty one is made.
pub(super) fn desk(run: &Run) -> Result<Ending> {
    if !has_terminal(run) {
        return tables(run, &run.reader()?, &run.query("", run.now)?);
    }
    if run.reader_if_any()?.is_none() {
        Writer::open(&run.settings.store, run.names()?, code::VERSION).map_err(run::store_error)?;
    }
    log::to_file(run);
    let store = run.settings.store.clone();
    let sources = run.settings.sources()?;
    // What polling needs takes longer to build than the screen, which does not wait for it.
    let (leave, left) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let polling = poll(run);
            // Ends when the other end is dropped.
            let _ = left.recv();
            drop(polling);
        });
        let end = open(run, store, sources, Arc::new(run::now), false);
        drop(leave);
        end
    })
}

/// Polls beside the desk when nobody else does. The desk reads all the same when it cannot: who
/// polls, and which source is faulty, stands in the store.
fn poll(run: &Run) -> Option<Background> {
    let tell = Arc::new(|event: &Event| tracing::info!(?event, "poll"));
    match Setup::of(&run.settings).and_then(|setup| Background::start(setup, tell)) {
        Ok(Ok(polling)) => Some(polling),
        Ok(Err(holder)) => {
            tracing::info!(%holder, "another process polls");
            None
        }
        Err(error) => {
            tracing::warn!("not polling: {error:#}");
            None
        }
    }
}

/// Opens the desk on the archive that ships; its clock goes on from where the archive ends.
pub(super) fn demo(run: &Run) -> Result<Ending> {
    let demo = Demo::new(run)?;
    let (end, begun) = (demo.archive.now(), Instant::now());
    if !has_terminal(run) {
        demo.fill()?;
        let reader = Reader::open(demo.store()).map_err(run::store_error)?;
        return tables(run, &reader, &Query::all(end));
    }
    let now = move || {
        let gone = SignedDuration::try_from(begun.elapsed()).unwrap_or_default();
        end.checked_add(gone).unwrap_or(end)
    };
    log::to_file(run);
    // The screen opens while the archive is read.
    thread::scope(|scope| {
        let filling = scope.spawn(|| demo.fill());
        let ending =
            open(run, demo.store().to_owned(), demo.archive.sources(), Arc::new(now), true);
        filling.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        ending
    })
}

fn open(
    run: &Run,
    store: PathBuf,
    sources: Vec<SourceEntry>,
    now: Now,
    demo: bool,
) -> Result<Ending> {
    let end = tui::run(tui::Options {
        settings: &run.settings,
        names: run.names()?,
        store,
        sources,
        terminal: TerminalFacts::of_this_process(),
        now,
        demo,
        config_path: run.config_path.clone(),
    })?;
    Ok(Ending::Left(end.status()))
}

/// Whether there is a screen to draw on and a keyboard to ask.
fn has_terminal(run: &Run) -> bool {
    let terminal = std::io::stdin().is_terminal() && run::stdout_is_terminal();
    let dumb = TerminalFacts::of_this_process().is_dumb();
    if terminal && dumb {
        run.say("this terminal cannot draw a screen; here are the tables");
    }
    terminal && !dumb
}

/// Timeline, actors and towns, one below the other.
fn tables(run: &Run, reader: &Reader, query: &Query) -> Result<Ending> {
    let names = run.names()?;
    let look = run.look(true);
    let rows = reader.load(query, &Page::all(List::Incidents)).map_err(run::store_error)?.rows;
    let actors = reader.actors(query).map_err(run::store_error)?;
    let towns = reader.towns(query).map_err(run::store_error)?;
    let tables = [
        ("timeline", columns::incidents(names, rows.iter().map(|it| &it.incident))),
        ("actors", columns::actors_table(names, &actors)),
        ("towns", columns::towns(names, &towns)),
    ];
    let mut out = run::stdout();
    for (i, (head, table)) in tables.iter().enumerate() {
        let gap = if i > 0 { "\n" } else { "" };
        writeln!(out, "{gap}{head}")?;
        table.write(look, &mut out)?;
    }
    out.flush()?;
    Ok(Ending::Done)
}
