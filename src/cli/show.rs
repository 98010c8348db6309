//! `vigie show`: one incident or report, whole.

use std::io::Write;

use anyhow::Result;

use super::{
    Ending, advice,
    args::{Show, TextFormat},
    lists,
    run::{self, Run},
};
use crate::{
    model::{Incident, Slug},
    output::{self, json, line},
    store::{Found, Reader, StoredReport},
};

/// Shows what an id leads to now.
pub(super) fn show(run: &Run, args: &Show) -> Result<Ending> {
    let reader = run.reader()?;
    let found = reader.find(&args.id).map_err(run::store_error)?;
    let mut out = run::stdout();
    match found {
        Some(Found::Incident(it)) => {
            if it.id != *args.id {
                run.say(&format!("{} is {} now", args.id, it.id));
            }
            incident(run, &reader, &it, args.format, &mut out)?;
        }
        Some(Found::Report(it)) => report(run, &it, args.format, &mut out)?,
        Some(Found::Withdrawn(reports)) => withdrawn(&args.id, &reports, args.format, &mut out)?,
        None => {
            return Err(advice(
                format!("show: nothing has the id `{}`", args.id),
                "`vigie incidents` and `vigie reports` list the ids",
            ));
        }
    }
    out.flush()?;
    Ok(Ending::Done)
}

fn incident(
    run: &Run,
    reader: &Reader,
    it: &Incident,
    format: TextFormat,
    out: &mut dyn Write,
) -> Result<()> {
    let aliases = reader.aliases(&it.id).map_err(run::store_error)?;
    match format {
        TextFormat::Jsonl => writeln!(out, "{}", line(&json::text(it, &aliases)?))?,
        TextFormat::Table => {
            let reports = reader.reports_by_id(&it.reports()).map_err(run::store_error)?;
            output::whole::incident(run.names()?, it, &aliases, &reports, out)?;
        }
    }
    Ok(())
}

fn report(run: &Run, it: &StoredReport, format: TextFormat, out: &mut dyn Write) -> Result<()> {
    let names = run.names()?;
    match format {
        TextFormat::Jsonl => writeln!(out, "{}", line(&lists::report_json(names, it)?))?,
        TextFormat::Table => output::whole::report(names, it, out)?,
    }
    Ok(())
}

/// An incident without an heir: no event is told any more where it was, but its reports are there.
fn withdrawn(id: &str, reports: &[Slug], format: TextFormat, out: &mut dyn Write) -> Result<()> {
    match format {
        TextFormat::Jsonl => {
            json::write(
                &serde_json::json!({"id": id, "withdrawn": true, "reports": reports}),
                out,
            )?;
        }
        TextFormat::Table => {
            writeln!(out, "{}  withdrawn: nothing is read there any more", line(id))?;
            for report in reports {
                writeln!(out, "report    {}", line(report))?;
            }
        }
    }
    Ok(())
}
