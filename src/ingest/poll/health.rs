//! What a poll makes of a source's state. Pure.

use jiff::{SignedDuration, Timestamp};

use super::PollError;
use crate::{
    fetch::{
        FetchError, fields,
        schedule::{self, Bounds, Rhythm},
    },
    model::Report,
    store::SourceState,
    theatre::SourceEntry,
};

/// What a source gave, apart from its reports.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Gave {
    /// HTTP status of the answer, where there was one.
    pub(super) status: Option<u16>,
    /// Bytes on the line.
    pub(super) bytes: u64,
    /// Validators of the answer.
    pub(super) etag: Option<String>,
    /// Validators of the answer.
    pub(super) last_modified: Option<String>,
    /// Where the source has moved for good.
    pub(super) moved_to: Option<String>,
    /// The longest pause that it asks for.
    pub(super) asks: Option<SignedDuration>,
    /// What to remember for the next time, in the fetcher's own words.
    pub(super) memo: Option<String>,
}

impl Gave {
    /// Has the source asked for the whole of it again: not all of it was taken in.
    pub(super) fn forget_validators(&mut self) {
        (self.etag, self.last_modified) = (None, None);
    }
}

/// The state after an answer.
pub(super) fn succeeded(
    before: SourceState,
    entry: &SourceEntry,
    gave: Gave,
    reports: &[Report],
    bounds: &Bounds,
    now: Timestamp,
) -> SourceState {
    let times: Vec<_> = reports
        .iter()
        .filter_map(|it| Some(it.published?.instant()))
        .filter(|it| *it <= now)
        .collect();
    let usual = schedule::usual_gap(&times, seconds(before.usual_gap_s));
    let unchanged = gave.status == Some(304);
    let interval = interval(entry, gave.asks, usual, bounds);
    SourceState {
        last_try: Some(now),
        last_success: Some(now),
        status: gave.status,
        bytes: Some(gave.bytes),
        entries_new: 0,
        entries_known: 0,
        usual_gap_s: usual.and_then(|it| u64::try_from(it.as_secs()).ok()),
        newest_entry: times.into_iter().max().max(before.newest_entry),
        next_try: Some(schedule::after_success(now, interval, &entry.id)),
        failures: 0,
        fault: None,
        fault_at: before.fault_at,
        etag: if unchanged { before.etag.clone() } else { gave.etag },
        last_modified: if unchanged { before.last_modified.clone() } else { gave.last_modified },
        moved_to: gave.moved_to.or(before.moved_to).filter(|it| *it != entry.url),
        retired: None,
        backfill: gave.memo.or(before.backfill),
        ..before
    }
}

/// The state after a fault.
pub(super) fn failed(
    before: SourceState,
    entry: &SourceEntry,
    fault: &PollError,
    bounds: &Bounds,
    now: Timestamp,
) -> SourceState {
    let failures = before.failures.saturating_add(1);
    let (status, gone) = match fault {
        PollError::Source(FetchError::Status { code, .. }) => (Some(*code), *code == 410),
        _ => (None, false),
    };
    let rest = rest(fault, now);
    let interval = interval(entry, None, seconds(before.usual_gap_s), bounds);
    let next = schedule::after_failure(now, interval, bounds, failures, rest, &entry.id);
    SourceState {
        last_try: Some(now),
        status,
        next_try: Some(next),
        failures,
        fault: Some(fault.to_string()),
        fault_at: Some(now),
        retired: if gone { Some("gone for good (HTTP 410)".to_owned()) } else { before.retired },
        ..before
    }
}

/// For how long a fault asks to be left alone.
pub(super) fn rest(fault: &PollError, now: Timestamp) -> Option<SignedDuration> {
    match fault {
        PollError::Source(FetchError::Status { retry_after: Some(value), .. }) => {
            fields::retry_after(value, now)
        }
        PollError::Source(FetchError::Resting { left }) => SignedDuration::try_from(*left).ok(),
        _ => None,
    }
}

fn interval(
    entry: &SourceEntry,
    asked: Option<SignedDuration>,
    usual_gap: Option<SignedDuration>,
    bounds: &Bounds,
) -> SignedDuration {
    let every = entry.every_s.map(|it| SignedDuration::from_secs(it.into()));
    // Looking at a folder costs nobody anything.
    let every = every.or((entry.kind == "folder").then_some(SignedDuration::from_secs(5)));
    schedule::interval(&Rhythm { every, asked, usual_gap }, bounds)
}

fn seconds(value: Option<u64>) -> Option<SignedDuration> {
    value.and_then(|it| i64::try_from(it).ok()).map(SignedDuration::from_secs)
}
