//! Reading the whole store again with the present coder and pack.

use jiff::Timestamp;

use crate::{
    code::Coder,
    model::Report,
    store::{StoreError, Writer},
};

use super::{Progress, code_all};

/// What was read again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recoded {
    /// Reports.
    pub reports: usize,
    /// Incidents and statements.
    pub incidents: usize,
}

/// Codes and groups every report again. Readers see the old state until all is done.
pub fn recode(
    writer: &mut Writer<'_>,
    coder: &Coder<'_>,
    now: Timestamp,
    progress: &mut dyn FnMut(Progress),
) -> Result<Recoded, StoreError> {
    let mut done = 0;
    let mut code = |reports: &[Report], total: usize| {
        let all: Vec<&Report> = reports.iter().collect();
        let codings = code_all(coder, &all);
        done += reports.len();
        progress(Progress { done, total });
        codings
    };
    let incidents = writer.rebuild(&mut code, now)?;
    Ok(Recoded { reports: done, incidents })
}
