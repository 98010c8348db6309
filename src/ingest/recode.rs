//! Reading the whole store again with the present coder and pack.

use std::ops::ControlFlow;

use jiff::Timestamp;

use crate::{
    code::Coder,
    model::Report,
    store::{StoreError, Writer},
};

use super::{BATCH, Progress, code_all};

/// What was read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recoded {
    /// Reports.
    pub reports: usize,
    /// Incidents and statements.
    pub incidents: usize,
}

/// Codes and groups every report again. Readers see the old state until all is done, and where
/// `progress` breaks off, all stays as it was.
pub fn recode(
    writer: &mut Writer<'_>,
    coder: &Coder<'_>,
    now: Timestamp,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Recoded, StoreError> {
    let telling = writer.telling("reading all reports again,");
    let code = |reports: &[Report]| code_all(coder, &reports.iter().collect::<Vec<_>>());
    let mut reports = 0;
    let mut told = |done: usize, total: usize| {
        reports = done;
        telling.tell(done, total);
        progress(Progress { done, total })
    };
    let incidents = writer.rebuild(&code, &mut told, now)?;
    Ok(Recoded { reports, incidents })
}

/// Codes the reports that a writer of another coder or pack left uncoded; how many there were.
pub fn code_waiting(
    writer: &mut Writer<'_>,
    coder: &Coder<'_>,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let mut done = 0;
    if writer.stored_stamp()?.as_ref() != Some(writer.stamp()) {
        return Ok(done);
    }
    let mut last = None;
    loop {
        let reports = writer.waiting(BATCH)?;
        let first = reports.first().map(|it| it.id.clone());
        // The same again: another writer has made the store its own meanwhile.
        if first.is_none() || first == last {
            return Ok(done);
        }
        last = first;
        done += reports.len();
        let codings = code_all(coder, &reports.iter().collect::<Vec<_>>());
        let codings: Vec<_> = reports.into_iter().zip(codings).collect();
        writer.commit_codings(&codings, now)?;
    }
}
