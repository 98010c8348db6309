//! The loop from bytes to the store: what is due or given, fetched or opened, read by the core,
//! committed.
//!
//! Coding is the dear part and runs on every core; writing is one thread's.

use std::{
    num::NonZero,
    panic::{self, AssertUnwindSafe},
    thread,
    time::Instant,
};

use jiff::Timestamp;

use crate::{
    code::{self, Coder},
    model::{Coding, Fault, Report},
    store::{Batch, Coded, Committed, StoreError, Writer},
};

mod demo;
mod documents;
mod pace;
pub mod poll;
mod recode;

pub use demo::{Demo, DemoError};
use pace::Pace;

pub use documents::{Given, Ingested, Progress, documents};
pub use recode::{Recoded, code_waiting, recode};

/// How many reports are committed together.
pub const BATCH: usize = 500;

/// Codes what the store does not know yet and commits it, with all else that the batch holds.
/// Groups it too, unless `pace` says that it is too soon.
fn take_in(
    writer: &mut Writer<'_>,
    coder: &Coder<'_>,
    reports: Vec<Report>,
    mut batch: Batch,
    pace: &mut Pace,
    now: Timestamp,
) -> Result<Committed, StoreError> {
    let known =
        reports.iter().map(|it| writer.knows(it)).collect::<Result<Vec<_>, StoreError>>()?;
    let unknown: Vec<&Report> =
        reports.iter().zip(&known).filter(|it| !it.1).map(|it| it.0).collect();
    let mut codings = code_all(coder, &unknown).into_iter();
    for (report, known) in reports.into_iter().zip(known) {
        let coding = if known { None } else { codings.next() };
        batch.reports.push(Coded { report, coding });
    }
    batch.group_later = !pace.is_due();
    let start = Instant::now();
    let committed = writer.commit(&mut batch, now)?;
    if batch.group_later {
        pace.postponed();
    } else {
        pace.grouped(at_work(writer, start));
    }
    Ok(committed)
}

/// Groups what waits for it; how many incidents are new or changed.
fn group_waiting(
    writer: &mut Writer<'_>,
    pace: &mut Pace,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let start = Instant::now();
    let count = writer.group_waiting(now)?;
    pace.grouped(at_work(writer, start));
    Ok(count)
}

/// When the work since `start` began: to wait for another writer is no work.
fn at_work(writer: &Writer<'_>, start: Instant) -> Instant {
    writer.began().map_or(start, |it| it.max(start))
}

/// Codes reports on every core; the codings come in the order of the reports.
pub fn code_all(coder: &Coder<'_>, reports: &[&Report]) -> Vec<Coding> {
    in_parallel(reports, |report| or_fault(|| code::report(coder, report)))
}

/// A text on which the coder gives up is stored with that fault; those beside it are read.
fn or_fault(code: impl FnOnce() -> Coding) -> Coding {
    panic::catch_unwind(AssertUnwindSafe(code)).unwrap_or_else(|_| Coding {
        faults: vec![Fault::new("text", "the coder gave up on it")],
        ..Coding::default()
    })
}

/// Applies `work` to each item on every core, keeping the order.
fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    if cores == 1 || items.len() < 8 {
        return items.iter().map(work).collect();
    }
    // Small pieces, dealt in turn, so that one long report does not keep a core waiting.
    let next = std::sync::atomic::AtomicUsize::new(0);
    let piece = items.len().div_ceil(cores * 8);
    let mut done: Vec<(usize, Vec<R>)> = thread::scope(|scope| {
        let worker = || {
            let mut mine = Vec::new();
            loop {
                let at = next.fetch_add(piece, std::sync::atomic::Ordering::Relaxed);
                let Some(rest) = items.get(at..).filter(|it| !it.is_empty()) else { break mine };
                mine.push((at, rest.iter().take(piece).map(&work).collect()));
            }
        };
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(worker)).collect();
        workers
            .into_iter()
            .flat_map(|it| it.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    });
    done.sort_by_key(|it| it.0);
    done.into_iter().flat_map(|it| it.1).collect()
}

#[cfg(test)]
mod tests {
    use super::{Coding, or_fault};

    #[test]
    fn a_text_on_which_the_coder_gives_up_is_told() {
        let given_up = or_fault(|| panic!("odd"));
        assert_eq!(given_up.faults.len(), 1);
        assert_eq!(or_fault(Coding::default), Coding::default());
    }
}
