//! `vigie theatre`: look over a pack.

use std::{io::Write, path::Path};

use anyhow::Result;

use super::{Ending, args::Theatre, run::Run};
use crate::{config, eval::Kind, model::Fault, theatre};

/// The file of a pack's labelled cases.
const CASES: &str = "cases.jsonl";

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
    let ending = tell(&faults)?;
    run.say(&format!("{} faults in {} files", faults.len(), files.len()));
    match files.get(CASES).filter(|_| faults.is_empty()) {
        Some(set) => cases(run, &files, set),
        None => Ok(ending),
    }
}

fn tell(faults: &[Fault]) -> Result<Ending> {
    let mut out = super::run::stdout();
    for fault in faults {
        writeln!(out, "{}", crate::output::line(&fault.to_string()))?;
    }
    out.flush()?;
    Ok(if faults.is_empty() { Ending::Done } else { Ending::Faulty })
}

/// Reads the pack's own labelled cases with it. What is read wrong is told; only a line that is no
/// case is a fault.
fn cases(run: &Run, files: &theatre::Files, set: &str) -> Result<Ending> {
    let names = theatre::Names::lenient(files);
    let (scores, faults) = super::code::score(&names, CASES, set);
    let ending = tell(&faults)?;
    let mut out = super::run::stdout();
    for miss in &scores.misses {
        let text = format!(
            "{CASES}: {}: {}: `{}` was read, not `{}`",
            miss.id,
            miss.kind.word(),
            miss.got,
            miss.expected
        );
        writeln!(out, "{}", crate::output::line(&text))?;
    }
    out.flush()?;
    let cells = Kind::ALL.iter().map(|it| scores.cell(*it, None));
    let (right, of) = cells.fold((0, 0), |sum, it| (sum.0 + it.right, sum.1 + it.of));
    run.say(&format!("{CASES}: {right} of {of} labels are read right"));
    Ok(ending)
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
