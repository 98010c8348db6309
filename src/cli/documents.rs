//! `vigie ingest` and `vigie recode`: what fills the store from the command line.

use std::{ops::ControlFlow, path::Path};

use anyhow::Result;

use super::{
    Ending,
    args::Ingest,
    progress::Progress,
    run::{self, Run},
};
use crate::{
    code::{self, Coder},
    ingest::{self, Given},
    store::{StoreError, Writer},
    theatre::Names,
};

/// Reads documents into the store.
pub(super) fn ingest(run: &Run, args: &Ingest) -> Result<Ending> {
    let names = run.names()?;
    let coder = Coder::new(names);
    let mut writer = open(run, names)?;
    let given = Given {
        source: args.source.as_deref().map(Into::into),
        published: args.published,
        url: args.url.clone(),
    };
    let mut progress = Progress::new("read", run.quiet);
    let done = ingest::documents(&mut writer, &coder, &args.paths, &given, run.now, &mut |it| {
        progress.tell(it.done, it.total);
    });
    drop(progress);
    let done = done.map_err(run::store_error)?;
    let ending = run::faults(&done.faults);
    run.say(&format!(
        "{} documents: {} new reports, {} revised, {} known; {} incidents new or changed; {} files skipped, {} faults",
        done.documents,
        done.new,
        done.revised,
        done.known,
        done.incidents,
        done.skipped,
        done.faults.len()
    ));
    Ok(ending)
}

/// Codes and groups the whole store again. A theatre named outright may be another than the store's,
/// which then becomes one of that theatre.
pub(super) fn recode(run: &Run) -> Result<Ending> {
    let names = run.names()?;
    let coder = Coder::new(names);
    let mut writer =
        if run.theatre_given { open_by(Writer::open_any, run, names)? } else { open(run, names)? };
    let mut progress = Progress::new("coded", run.quiet);
    let done = ingest::recode(&mut writer, &coder, run.now, &mut |it| {
        progress.tell(it.done, it.total);
        ControlFlow::Continue(())
    });
    drop(progress);
    let done = done.map_err(run::store_error)?;
    run.say(&format!("{} reports, {} incidents and statements", done.reports, done.incidents));
    Ok(Ending::Done)
}

/// The store to write.
fn open<'n>(run: &Run, names: &'n Names) -> Result<Writer<'n>> {
    open_by(Writer::open, run, names)
}

fn open_by<'n>(
    way: fn(&Path, &'n Names, u32) -> Result<Writer<'n>, StoreError>,
    run: &Run,
    names: &'n Names,
) -> Result<Writer<'n>> {
    let mut writer = way(&run.settings.store, names, code::VERSION).map_err(run::store_error)?;
    writer.know_sources(&run.settings.sources()?);
    Ok(writer)
}
