//! Polling: what is due is fetched, read and committed, each source by itself.
//!
//! Every source is a task of its own: it waits for its host's turn, parses on a thread of its own and
//! hands its reports to the [`clerk::Clerk`], the one writer of this process. What a source's health
//! and cursor say is committed together with the reports that they speak of, so that a stop at any
//! moment loses nothing and a commit that failed (a full disk) leaves the source due.

use std::{
    collections::HashMap,
    path::PathBuf,
    pin::pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use tokio::{
    sync::{Semaphore, watch},
    task::{self, JoinSet},
    time::sleep,
};

use crate::{
    config,
    fetch::{self, Fetch, FetchError, schedule},
    model::Slug,
    store::{Holder, PollLock, SourceState, StoreError},
    theatre::{Names, SourceEntry},
};

mod archive;
mod articles;
mod clerk;
mod health;
mod looker;
mod named;
mod program;
mod robots;
mod sources;
mod tend;
#[cfg(test)]
mod tests;

pub use named::Wanted;
pub use program::{Background, check, fetch, propose, watch};

use clerk::Clerk;
use looker::Looker;
use named::Target;

/// What polling works with.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The store's folder.
    pub store: PathBuf,
    /// The pack.
    pub names: &'static Names,
    /// Manners and limits.
    pub config: config::Fetch,
    /// The sources, switched on or off.
    pub sources: Vec<SourceEntry>,
}

impl Setup {
    /// From the settings in force.
    pub fn of(settings: &config::Settings) -> anyhow::Result<Self> {
        Ok(Self {
            store: settings.store.clone(),
            names: settings.names()?,
            config: settings.config.fetch.clone(),
            sources: settings.sources()?,
        })
    }
}

/// What happened, as it happens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A source answered.
    Polled {
        /// Its id.
        source: Slug,
        /// Reports that were not known.
        new: usize,
        /// Reports with another text than before.
        revised: usize,
        /// Reports that were known.
        known: usize,
    },
    /// A source failed.
    Failed {
        /// Its id.
        source: Slug,
        /// Why.
        why: String,
    },
    /// A page of an archive was taken in.
    Page {
        /// Its source.
        source: Slug,
        /// How many pages are done.
        done: u32,
        /// How many there are, where the archive says.
        total: Option<u32>,
        /// Reports that were not known, so far.
        new: usize,
    },
    /// The store could not take something in; who watches tries it again.
    Store {
        /// Why.
        why: String,
    },
}

/// What a run of `fetch` did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Sources that answered.
    pub answered: usize,
    /// Sources that failed, with the reason.
    pub failed: Vec<(Slug, String)>,
    /// Sources that were not due.
    pub not_due: usize,
    /// Reports that were not known.
    pub new: usize,
    /// Reports with another text than before.
    pub revised: usize,
    /// Reports that were known.
    pub known: usize,
}

impl Summary {
    fn add(&mut self, event: &Event) {
        match event {
            Event::Polled { new, revised, known, .. } => {
                self.answered += 1;
                self.new += new;
                self.revised += revised;
                self.known += known;
            }
            Event::Failed { source, why } => self.failed.push((source.clone(), why.clone())),
            Event::Page { .. } | Event::Store { .. } => {}
        }
    }
}

/// Why a source was not taken in.
#[derive(Debug, thiserror::Error)]
enum PollError {
    /// The source's fault.
    #[error(transparent)]
    Source(#[from] FetchError),
    /// An answer came, but nothing could be read out of it.
    #[error("{0}")]
    Unreadable(String),
    /// Ours.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Tells what happens; called from many tasks.
pub type Tell = Arc<dyn Fn(&Event) + Send + Sync>;

/// How long a source may keep others waiting for a place at work.
const PATIENCE: Duration = Duration::from_secs(1);

/// After a commit that failed, the source is left alone so long.
const AFTER_STORE_FAULT: SignedDuration = SignedDuration::from_secs(20);

/// After an answer on which this program itself failed, the source is left alone so long.
const AFTER_OUR_FAULT: SignedDuration = SignedDuration::from_hours(1);

/// How often new work is looked for at least, and at most, while watching.
const NAPS: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(60));

/// Everything that a task needs.
pub(crate) struct Poller<F> {
    looker: Looker<F>,
    clerk: Clerk,
    bounds: schedule::Bounds,
    /// How many sources are at work, their bodies in memory, at a time.
    at_work: Semaphore,
    tell: Tell,
    /// Sources whose commit failed, until when they rest.
    resting: Mutex<HashMap<Slug, Timestamp>>,
}

impl<F: Fetch + 'static> Poller<F> {
    /// Opens the store.
    pub(crate) fn new(
        setup: &Setup,
        fetch: F,
        clock: impl Fn() -> Timestamp + Send + Sync + 'static,
        tell: Tell,
    ) -> Result<Self, StoreError> {
        let clerk = Clerk::open(&setup.store, setup.names, &setup.sources)?;
        Ok(Self {
            looker: Looker::new(setup, fetch, clock, Some(clerk.clone())),
            clerk,
            bounds: (&setup.config).into(),
            at_work: Semaphore::new(setup.config.parallel.max(1) as usize),
            tell,
            resting: Mutex::default(),
        })
    }

    fn now(&self) -> Timestamp {
        self.looker.now()
    }

    /// Takes the right to poll; the inner error says who has it.
    async fn lock(&self) -> Result<Result<PollLock, Holder>, StoreError> {
        let now = self.now();
        self.clerk.ask(move |writer, _| writer.poll(now)).await
    }

    /// Polls a source once, whether it is due or not, and tells what came of it.
    async fn poll(&self, target: &Target) -> Event {
        let source = target.id();
        let event = match self.try_poll(target).await {
            Ok(event) => event,
            Err(why) => {
                let rest = match why {
                    StoreError::Failed => AFTER_OUR_FAULT,
                    _ => AFTER_STORE_FAULT,
                };
                self.rest(&source, rest);
                (self.tell)(&Event::Store { why: why.to_string() });
                Event::Failed { source, why: why.to_string() }
            }
        };
        (self.tell)(&event);
        event
    }

    /// Leaves a source alone for a while.
    fn rest(&self, source: &Slug, rest: SignedDuration) {
        let until = self.now().saturating_add(rest).unwrap_or(Timestamp::MAX);
        self.resting().insert(source.clone(), until);
    }

    fn resting(&self) -> MutexGuard<'_, HashMap<Slug, Timestamp>> {
        self.resting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn try_poll(&self, target: &Target) -> Result<Event, StoreError> {
        let announced = self.looker.fetch.announce(target.url());
        let place = self.place().await;
        drop(announced);
        let answered = AtomicBool::new(false);
        let mut work = pin!(async {
            let known = self.entry_of(target).await?;
            let found =
                self.looker.look_at(&known.entry, &known.state, known.first, &answered).await;
            Ok::<_, StoreError>((known.entry, known.state, found))
        });
        let mut place = Some(place);
        let (entry, state, found) = tokio::select! {
            found = &mut work => found?,
            () = sleep(PATIENCE) => {
                // A source that hangs gives its place to another; one whose answer is here keeps
                // it until that is committed, so that answers never pile up in memory.
                place = place.filter(|_| answered.load(Ordering::Relaxed));
                work.await?
            }
        };
        let done = self.settle(&entry, state, found).await;
        drop(place);
        done
    }

    async fn place(&self) -> tokio::sync::SemaphorePermit<'_> {
        self.at_work.acquire().await.expect("this semaphore is never closed")
    }

    /// Works on sources, each in a task of its own; a panic in one is that source's fault.
    async fn on_each<W>(
        self: &Arc<Self>,
        targets: Vec<Target>,
        work: impl Fn(Arc<Self>, Target) -> W,
    ) -> Summary
    where
        W: Future<Output = Event> + Send + 'static,
    {
        let mut tasks = JoinSet::new();
        let mut under_way: HashMap<task::Id, Slug> = HashMap::new();
        for target in targets {
            let source = target.id();
            let task = tasks.spawn(work(Arc::clone(self), target));
            under_way.insert(task.id(), source);
        }
        let mut summary = Summary::default();
        while let Some(done) = tasks.join_next_with_id().await {
            let event = match done {
                Ok((_, event)) => event,
                Err(panicked) => {
                    let Some(source) = under_way.get(&panicked.id()).cloned() else { continue };
                    let event = Event::Failed { source, why: StoreError::Failed.to_string() };
                    (self.tell)(&event);
                    event
                }
            };
            summary.add(&event);
        }
        summary
    }

    /// When each source is due, and how often it has failed; `None` for what is not to be polled.
    async fn agenda(
        &self,
        sources: &[SourceEntry],
    ) -> Result<Vec<(SourceEntry, SourceState)>, StoreError> {
        let states = self.clerk.states().await?;
        let state = |id: &Slug| states.get(id).cloned().unwrap_or_default();
        let entries = sources.iter().filter(|it| it.enabled);
        Ok(entries
            .map(|it| (it.clone(), state(&it.id)))
            .filter(|(_, state)| state.retired.is_none())
            .collect())
    }

    /// Polls for ever, until told to stop.
    async fn watch(
        self: &Arc<Self>,
        sources: &[SourceEntry],
        mut stop: watch::Receiver<bool>,
    ) -> Result<(), StoreError> {
        let mut tasks = JoinSet::new();
        let mut under_way: HashMap<Slug, task::Id> = HashMap::new();
        loop {
            let nap = match self.agenda(sources).await {
                Ok(agenda) => self.start_due(&agenda, &mut tasks, &mut under_way),
                // A store that cannot be read for the moment is no reason to give up watching.
                Err(why) => {
                    (self.tell)(&Event::Store { why: why.to_string() });
                    NAPS.1
                }
            };
            tokio::select! {
                _ = stop.wait_for(|it| *it) => return Ok(()),
                Some(done) = tasks.join_next_with_id() => {
                    let id = done.as_ref().map_or_else(task::JoinError::id, |it| it.0);
                    let of_task = under_way.iter().find(|it| *it.1 == id);
                    let Some(source) = of_task.map(|it| it.0.clone()) else { continue };
                    under_way.remove(&source);
                    if done.is_err() {
                        self.rest(&source, AFTER_OUR_FAULT);
                    }
                }
                () = sleep(nap) => {}
            }
        }
    }

    /// Starts what is due; how long until the next is.
    fn start_due(
        self: &Arc<Self>,
        agenda: &[(SourceEntry, SourceState)],
        tasks: &mut JoinSet<()>,
        under_way: &mut HashMap<Slug, task::Id>,
    ) -> Duration {
        let now = self.now();
        let resting = self.resting().clone();
        let times: Vec<_> = agenda
            .iter()
            .map(|(entry, state)| match resting.get(&entry.id) {
                Some(until) => (state.next_try.max(Some(*until)), state.failures),
                None => (state.next_try, state.failures),
            })
            .collect();
        for at in schedule::due(&times, now) {
            let Some((entry, _)) = agenda.get(at) else { continue };
            if !under_way.contains_key(&entry.id) {
                let (poller, target) = (Arc::clone(self), Target::of(entry.clone()));
                let task = tasks.spawn(async move {
                    poller.poll(&target).await;
                });
                under_way.insert(entry.id.clone(), task.id());
            }
        }
        let waiting: Vec<_> = times.iter().copied().filter(|it| it.0 > Some(now)).collect();
        let next = schedule::next(&waiting)
            .map_or(NAPS.1, |at| Duration::try_from(at.duration_since(now)).unwrap_or(NAPS.0));
        next.clamp(NAPS.0, NAPS.1)
    }

    /// What `fetch` does: polls what is wanted, or pages back into its archive.
    async fn fetch(
        self: &Arc<Self>,
        wanted: &Wanted,
        sources: &[SourceEntry],
    ) -> anyhow::Result<Summary> {
        let targets = named::targets(wanted, sources)?;
        let summary = if let Some(since) = wanted.since {
            let walk = |poller: Arc<Self>, target: Target| async move {
                poller.page_back(&target, since).await
            };
            self.on_each(targets, walk).await
        } else {
            let (due, not_due) = self.due_among(targets, wanted).await?;
            let poll =
                |poller: Arc<Self>, target: Target| async move { poller.poll(&target).await };
            Summary { not_due, ..self.on_each(due, poll).await }
        };
        self.clerk.group(self.now()).await?;
        Ok(summary)
    }

    async fn due_among(
        &self,
        targets: Vec<Target>,
        wanted: &Wanted,
    ) -> Result<(Vec<Target>, usize), StoreError> {
        let states = self.clerk.states().await?;
        let now = self.now();
        let named = !wanted.sources.is_empty();
        let (due, rest): (Vec<_>, Vec<_>) = targets.into_iter().partition(|it| {
            let state = states.get(&it.id());
            let retired = state.is_some_and(|it| it.retired.is_some());
            let next = state.and_then(|it| it.next_try);
            (wanted.all || next.is_none_or(|it| it <= now)) && (named || !retired)
        });
        Ok((due, rest.len()))
    }
}

/// How to ask for a source: its address, secrets and validators.
fn ask_for(entry: &SourceEntry, state: &SourceState) -> Result<fetch::Ask, PollError> {
    let mut headers: Vec<(String, fetch::Secret)> = entry
        .headers
        .iter()
        .map(|(name, value)| (name.clone(), fetch::Secret(value.clone())))
        .collect();
    if let Some(auth) = &entry.auth {
        let value = config::secret(auth).map_err(PollError::Unreadable)?;
        headers.push(("authorization".to_owned(), fetch::Secret(value)));
    }
    // Every fourth failure in a row asks the address of the entry again: the move may have been a
    // mistake.
    let moved = state.moved_to.as_ref().filter(|_| state.failures % 4 != 3);
    Ok(fetch::Ask {
        url: moved.unwrap_or(&entry.url).clone(),
        home: Some(entry.url.clone()),
        allow_private: entry.allow_private,
        etag: state.etag.clone(),
        last_modified: state.last_modified.clone(),
        headers,
        proxy: entry.proxy.clone(),
        purpose: fetch::Purpose::Poll,
    })
}
