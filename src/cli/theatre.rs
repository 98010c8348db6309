//! `vigie theatre`: look over a pack.

use std::{io::Write, path::Path};

use anyhow::Result;

use super::{Ending, args::Theatre, run::Run};
use crate::{config, theatre};

/// Runs `theatre check` or `theatre show`.
pub(super) fn theatre(run: &Run, command: &Theatre) -> Result<Ending> {
    match command {
        Theatre::Check { dir } => check(run, dir.as_deref()),
        Theatre::Show { dir } => show(run, dir.as_deref()),
    }
}

/// The files of the folder that is named, else of the pack in force.
fn files(run: &Run, dir: Option<&Path>) -> Result<theatre::Files> {
    let pack = &run.settings.config.theatre.pack;
    match (dir, theatre::embedded_files(pack)) {
        (Some(dir), _) => config::read_pack(dir),
        (None, Some(files)) => Ok(files),
        (None, None) => config::read_pack(Path::new(pack)),
    }
}

fn check(run: &Run, dir: Option<&Path>) -> Result<Ending> {
    let files = files(run, dir)?;
    let faults = theatre::check(&files);
    let mut out = super::run::stdout();
    for fault in &faults {
        writeln!(out, "{}", crate::output::line(&fault.to_string()))?;
    }
    out.flush()?;
    run.say(&format!("{} faults in {} files", faults.len(), files.len()));
    Ok(if faults.is_empty() { Ending::Done } else { Ending::Faulty })
}

fn show(run: &Run, dir: Option<&Path>) -> Result<Ending> {
    let files = files(run, dir)?;
    let names = theatre::Names::from_files(&files).map_err(|faults| {
        super::advice(
            format!("theatre pack: {} faults", faults.len()),
            "`vigie theatre check` names them",
        )
    })?;
    let mut out = super::run::stdout();
    crate::output::theatre::table(&names, &mut out)?;
    out.flush()?;
    Ok(Ending::Done)
}
