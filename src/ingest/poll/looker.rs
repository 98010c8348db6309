//! What a look at a source needs, with a store behind it or without one.

use std::{num::NonZero, sync::atomic::AtomicBool, thread::available_parallelism};

use jiff::Timestamp;
use tokio::sync::Semaphore;

use super::{Clerk, Setup, robots};
use crate::{
    feed::Parsed,
    fetch::{Answer, Ask, Fetch, FetchError, Polite},
    model::Slug,
    store::{SourceState, StoreError},
    theatre::{Names, SourceEntry},
};

/// So many articles are fetched at one poll of a source; the rest at the next.
const PAGES_AT_ONCE: usize = 30;

/// A few articles show whether their pages can be read.
const PAGES_TO_TRY: usize = 3;

/// Looks at sources, by their kind.
pub(super) struct Looker<F> {
    pub(super) fetch: Polite<F>,
    pub(super) names: &'static Names,
    pub(super) robots: robots::Cache,
    pub(super) max_entries: usize,
    pub(super) pages_at_once: usize,
    /// Answers are parsed on as many threads as there are cores: each has memory of its own.
    pub(super) parsing: Semaphore,
    clock: Box<dyn Fn() -> Timestamp + Send + Sync>,
    /// Knows the reports of the store; without it every report is new, and none is kept.
    pub(super) clerk: Option<Clerk>,
}

impl<F: Fetch + 'static> Looker<F> {
    pub(super) fn new(
        setup: &Setup,
        fetch: F,
        clock: impl Fn() -> Timestamp + Send + Sync + 'static,
        clerk: Option<Clerk>,
    ) -> Self {
        let config = &setup.config;
        Self {
            fetch: Polite::new(fetch, config.parallel, config.per_host),
            names: setup.names,
            robots: robots::Cache::default(),
            max_entries: config.max_entries as usize,
            pages_at_once: if clerk.is_some() { PAGES_AT_ONCE } else { PAGES_TO_TRY },
            parsing: Semaphore::new(available_parallelism().map_or(1, NonZero::get)),
            clock: Box::new(clock),
            clerk,
        }
    }

    pub(super) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// Asks for what cannot be read by halves.
    pub(super) async fn whole(&self, ask: &Ask) -> Result<Answer, FetchError> {
        let answer = self.fetch.get(ask).await?;
        match answer.cut {
            Some(why) => Err(FetchError::Broken(why)),
            None => Ok(answer),
        }
    }

    /// Which of these reports are known, by id.
    pub(super) async fn known(&self, ids: Vec<Slug>) -> Result<Vec<bool>, StoreError> {
        match &self.clerk {
            Some(clerk) => clerk.known(ids).await,
            None => Ok(vec![false; ids.len()]),
        }
    }

    /// What a source gives that was never polled, or why nothing.
    pub(super) async fn try_out(&self, entry: &SourceEntry) -> Result<Parsed, String> {
        let (state, answered) = (SourceState::default(), AtomicBool::new(false));
        let found = self.look_at(entry, &state, None, &answered).await;
        found.map(|it| it.parsed).map_err(|it| it.to_string())
    }
}
