//! The one writer of this process, lent to asynchronous tasks one at a time.
//!
//! What several tasks want taken in while the writer is busy is committed together. In a flood,
//! what is left ungrouped is grouped a little later by itself.

use std::{
    collections::{HashMap, VecDeque},
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use jiff::Timestamp;
use tokio::{
    sync::{
        self,
        oneshot::{self, error::TryRecvError},
    },
    task::spawn_blocking,
    time::sleep,
};

use crate::{
    code::{self, Coder},
    ingest::{code_waiting, group_waiting, pace::Pace, recode, take_in},
    model::{Report, Slug},
    store::{Batch, Committed, Reader, SourceState, StoreError, Telling, Writer},
    theatre::{Names, SourceEntry},
};

/// Reports that are committed together at most.
const TOGETHER: usize = 1024;

/// Something to take in, and who wants to hear of it.
struct Order {
    reports: Vec<Report>,
    batch: Batch,
    now: Timestamp,
    done: oneshot::Sender<Result<Committed, StoreError>>,
}

/// What the clerk works with.
struct Desk {
    writer: Writer<'static>,
    coder: Coder<'static>,
    pace: Pace,
    /// Whether somebody waits to group what waits for it.
    grouping_waits: bool,
    /// The state of the store, as other programs leave it, that was last seen to.
    version: Option<u64>,
}

/// Writer and coder behind one lock; what is done with them runs on a blocking thread.
#[derive(Clone)]
pub(super) struct Clerk {
    dir: PathBuf,
    desk: Arc<sync::Mutex<Desk>>,
    orders: Arc<Mutex<VecDeque<Order>>>,
}

impl Clerk {
    /// Opens the store and builds the coder.
    pub(super) fn open(
        dir: &Path,
        names: &'static Names,
        sources: &[SourceEntry],
    ) -> Result<Self, StoreError> {
        let mut writer = Writer::open(dir, names, code::VERSION)?;
        writer.know_sources(sources);
        let (coder, pace) = (Coder::new(names), Pace::default());
        let desk = Desk { writer, coder, pace, grouping_waits: false, version: None };
        let desk = Arc::new(sync::Mutex::new(desk));
        Ok(Self { dir: dir.to_owned(), desk, orders: Arc::default() })
    }

    /// Tells other processes how far long work is.
    pub(super) fn telling(&self, what: &str) -> Telling {
        Telling::of(&self.dir, what)
    }

    /// Does something with the writer, after whoever came before.
    pub(super) async fn ask<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Writer<'static>, &Coder<'static>) -> R + Send + 'static,
    ) -> R {
        self.at_desk(|desk| work(&mut desk.writer, &desk.coder)).await
    }

    async fn at_desk<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Desk) -> R + Send + 'static,
    ) -> R {
        let mut desk = Arc::clone(&self.desk).lock_owned().await;
        let done = spawn_blocking(move || work(&mut desk));
        done.await.unwrap_or_else(|failure| std::panic::resume_unwind(failure.into_panic()))
    }

    /// How a source does.
    pub(super) async fn state(&self, id: &Slug) -> Result<SourceState, StoreError> {
        let id = id.clone();
        self.ask(move |writer, _| writer.source_state(&id)).await
    }

    /// How every source does that was ever tried.
    pub(super) async fn states(&self) -> Result<HashMap<Slug, SourceState>, StoreError> {
        self.read(|reader| Ok(reader.source_states()?.into_iter().collect())).await
    }

    /// Which of these reports are known, by id.
    pub(super) async fn known(&self, ids: Vec<Slug>) -> Result<Vec<bool>, StoreError> {
        self.read(move |reader| ids.iter().map(|it| reader.has_report(it)).collect()).await
    }

    /// Reading waits for nobody.
    async fn read<R: Send + 'static>(
        &self,
        work: impl FnOnce(&Reader) -> Result<R, StoreError> + Send + 'static,
    ) -> Result<R, StoreError> {
        let dir = self.dir.clone();
        let done = spawn_blocking(move || work(&Reader::open(&dir)?));
        done.await.unwrap_or_else(|failure| std::panic::resume_unwind(failure.into_panic()))
    }

    /// Takes reports in, with what others wait to have taken in.
    pub(super) async fn take_in(
        &self,
        reports: Vec<Report>,
        batch: Batch,
        now: Timestamp,
    ) -> Result<Committed, StoreError> {
        let (done, mut answer) = oneshot::channel();
        self.orders().push_back(Order { reports, batch, now, done });
        loop {
            let orders = Arc::clone(&self.orders);
            let (told, rest) = self
                .at_desk(move |desk| {
                    // Whoever was at the desk before may have seen to it.
                    let told = match answer.try_recv() {
                        Ok(done) => Ok(done),
                        // Whoever took it in did not live to say so.
                        Err(TryRecvError::Closed) => Ok(Err(StoreError::Failed)),
                        Err(TryRecvError::Empty) => {
                            take_some(desk, next_of(&orders));
                            Err(answer)
                        }
                    };
                    (told, desk.rest_before_grouping())
                })
                .await;
            if let Some(rest) = rest {
                self.group_after(rest, now);
            }
            match told {
                Ok(done) => return done,
                Err(waiting) => answer = waiting,
            }
        }
    }

    /// Groups what waits for it after a rest; what a stop leaves, the next start groups.
    fn group_after(&self, rest: Duration, now: Timestamp) {
        let clerk = self.clone();
        tokio::spawn(async move {
            sleep(rest).await;
            // Who fails here is a commit like any other: the next one meets the same fault and
            // tells it.
            let _ = clerk.group(now).await;
        });
    }

    /// Sees to what other programs have left in the store: codes what waits for it, groups what
    /// waits for that, and, where it `rebuilds`, reads everything again that another coder or pack
    /// has read, until it is stopped; whether the store is of this coder and pack.
    pub(super) async fn see_to(
        &self,
        rebuilds: bool,
        now: Timestamp,
        stopped: impl Fn() -> bool + Send + 'static,
    ) -> Result<bool, StoreError> {
        self.at_desk(move |desk| desk.see_to(rebuilds, now, &stopped)).await
    }

    /// Groups what waits for it, rested or not.
    pub(super) async fn group(&self, now: Timestamp) -> Result<usize, StoreError> {
        self.at_desk(move |desk| {
            desk.grouping_waits = false;
            group_waiting(&mut desk.writer, &mut desk.pace, now)
        })
        .await
    }

    fn orders(&self) -> std::sync::MutexGuard<'_, VecDeque<Order>> {
        self.orders.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// How long to rest before what was left ungrouped is grouped; `None` when nothing was, or when
    /// somebody sees to it already.
    fn rest_before_grouping(&mut self) -> Option<Duration> {
        if !self.pace.owes() || std::mem::replace(&mut self.grouping_waits, true) {
            return None;
        }
        Some(self.pace.left())
    }

    fn take_in(
        &mut self,
        reports: Vec<Report>,
        batch: Batch,
        now: Timestamp,
    ) -> Result<Committed, StoreError> {
        let work = || take_in(&mut self.writer, &self.coder, reports, batch, &mut self.pace, now);
        // A text on which this program fails costs its own order, not those beside it. Of what was
        // begun the next transaction takes back what stands.
        catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(StoreError::Failed))
    }

    /// Sees to the store; whether it is of this coder and pack.
    fn see_to(
        &mut self,
        rebuilds: bool,
        now: Timestamp,
        stopped: &dyn Fn() -> bool,
    ) -> Result<bool, StoreError> {
        let version = self.writer.data_version()?;
        if self.version == Some(version) && !self.pace.owes() {
            return Ok(true);
        }
        let (found, ours) = (self.writer.stored_stamp()?, self.writer.stamp());
        match found {
            None => return Ok(true),
            Some(found) if found == *ours => {
                code_waiting(&mut self.writer, &self.coder, now)?;
            }
            Some(found) if rebuilds && found.coder <= ours.coder => {
                let mut go_on = |_| {
                    if stopped() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                };
                recode(&mut self.writer, &self.coder, now, &mut go_on)?;
            }
            Some(_) => return Ok(false),
        }
        group_waiting(&mut self.writer, &mut self.pace, now)?;
        self.version = Some(version);
        Ok(true)
    }
}

/// The orders that come first, as many as are committed together.
fn next_of(orders: &Mutex<VecDeque<Order>>) -> Vec<Order> {
    let mut orders = orders.lock().unwrap_or_else(PoisonError::into_inner);
    let mut reports = 0;
    let fits = |it: &&Order| {
        reports += it.reports.len();
        reports <= TOGETHER
    };
    let count = orders.iter().take_while(fits).count().max(1).min(orders.len());
    orders.drain(..count).collect()
}

/// Commits orders together; if that fails, each by itself, so that none fails for another.
fn take_some(desk: &mut Desk, orders: Vec<Order>) {
    if orders.len() > 1 {
        let reports = orders.iter().flat_map(|it| it.reports.iter().cloned()).collect();
        let batch = Batch {
            reports: Vec::new(),
            dropped: orders.iter().flat_map(|it| it.batch.dropped.iter().cloned()).collect(),
            sources: orders.iter().flat_map(|it| it.batch.sources.iter().cloned()).collect(),
            group_later: false,
        };
        let now = orders.iter().map(|it| it.now).max().unwrap_or_default();
        if let Ok(done) = take_pieces(desk, reports, batch, now) {
            let mut outcomes = done.outcomes.into_iter();
            let mut incidents = done.incidents;
            for order in orders {
                let outcomes = outcomes.by_ref().take(order.reports.len()).collect();
                let done = Committed { outcomes, incidents: std::mem::take(&mut incidents) };
                // Who asked may be gone.
                let _ = order.done.send(Ok(done));
            }
            return;
        }
    }
    for order in orders {
        let done = take_pieces(desk, order.reports, order.batch, order.now);
        let _ = order.done.send(done);
    }
}

/// Takes reports in, in commits of bounded size; what else the batch holds goes with the last.
fn take_pieces(
    desk: &mut Desk,
    reports: Vec<Report>,
    batch: Batch,
    now: Timestamp,
) -> Result<Committed, StoreError> {
    let mut all = Committed::default();
    let mut rest = reports;
    while rest.len() > TOGETHER {
        let later = rest.split_off(TOGETHER);
        let done = desk.take_in(rest, Batch::default(), now)?;
        all.outcomes.extend(done.outcomes);
        all.incidents += done.incidents;
        rest = later;
    }
    let done = desk.take_in(rest, batch, now)?;
    all.outcomes.extend(done.outcomes);
    all.incidents += done.incidents;
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clerk(name: &str) -> Clerk {
        let dir = std::env::temp_dir().join(format!("vigie-clerk-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&dir);
        Clerk::open(&dir, Names::embedded("sahel"), &[]).unwrap()
    }

    #[tokio::test]
    async fn an_order_that_nobody_answers_fails() {
        let clerk = clerk("closed");
        let orders = Arc::clone(&clerk.orders);
        let (begun, wait) = std::sync::mpsc::channel();
        // Whoever has the desk takes the order up, and ends without a word.
        let odd = clerk.at_desk(move |_| {
            wait.recv().unwrap();
            drop(next_of(&orders));
        });
        let asked = clerk.take_in(Vec::new(), Batch::default(), Timestamp::UNIX_EPOCH);
        let begin = async { begun.send(()).unwrap() };
        let ((), answer, ()) = tokio::join!(odd, asked, begin);
        assert!(matches!(answer, Err(StoreError::Failed)), "{answer:?}");
        let again = clerk.take_in(Vec::new(), Batch::default(), Timestamp::UNIX_EPOCH).await;
        assert_eq!(again.unwrap(), Committed::default());
        let _ = std::fs::remove_dir_all(&clerk.dir);
    }

    #[tokio::test]
    async fn what_was_left_ungrouped_is_grouped_though_the_rest_is_over() {
        let clerk = clerk("owed");
        let rest = clerk.at_desk(|desk| {
            // The rest ended while the commit was under way.
            desk.pace.postponed();
            (desk.rest_before_grouping(), desk.rest_before_grouping())
        });
        assert_eq!(rest.await, (Some(Duration::ZERO), None));
        clerk.group(Timestamp::UNIX_EPOCH).await.unwrap();
        assert_eq!(clerk.at_desk(Desk::rest_before_grouping).await, None);
        let _ = std::fs::remove_dir_all(&clerk.dir);
    }

    #[tokio::test]
    async fn what_strangers_leave_is_coded_and_a_stopped_rebuilding_changes_nothing() {
        let clerk = clerk("strangers");
        let names = Names::embedded("sahel");
        let coder = Coder::new(names);
        let now = Timestamp::UNIX_EPOCH;
        let (dir, go_on) = (clerk.dir.clone(), || false);
        let uncoded = || Reader::open(&dir).unwrap().info().unwrap().uncoded;
        let come = |version: u32, text: &str| {
            let file = dir.join("one.txt");
            std::fs::write(&file, text).unwrap();
            let mut stranger = Writer::open(&dir, names, version).unwrap();
            let given = crate::ingest::Given::default();
            crate::ingest::documents(&mut stranger, &coder, &[file], &given, now, &mut |_| {})
                .unwrap();
        };
        come(
            code::VERSION - 1,
            "Attack in Tessit\n\nTwo soldiers were killed in Tessit on Monday.",
        );
        let stopped = clerk.see_to(true, now, || true).await;
        assert!(matches!(stopped, Err(StoreError::Stopped)), "{stopped:?}");
        assert!(!clerk.see_to(false, now, go_on).await.unwrap(), "not ours yet");
        assert!(clerk.see_to(true, now, go_on).await.unwrap());
        come(code::VERSION + 1, "Attack in Djibo\n\nSix soldiers were killed in Djibo on Monday.");
        assert_eq!(uncoded(), 1);
        assert!(clerk.see_to(false, now, go_on).await.unwrap());
        assert_eq!(uncoded(), 0);
        let _ = std::fs::remove_dir_all(&clerk.dir);
    }
}
