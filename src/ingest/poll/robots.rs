//! What hosts allow, remembered for a day.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use super::Poller;
use crate::fetch::{
    Ask, Fetch, FetchError, Purpose,
    robots::{Robots, address},
};

const KEPT: Duration = Duration::from_secs(24 * 3600);
/// What could not be asked is asked again sooner.
const KEPT_UNKNOWN: Duration = Duration::from_secs(600);

/// By the address of the file.
#[derive(Debug, Default)]
pub(super) struct Cache(Mutex<HashMap<String, (Robots, Instant)>>);

impl Cache {
    fn get(&self, file: &str) -> Option<Robots> {
        let cache = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (robots, until) = cache.get(file)?;
        (*until > Instant::now()).then(|| robots.clone())
    }

    fn put(&self, file: String, robots: &Robots) {
        let kept = if *robots == Robots::Unknown { KEPT_UNKNOWN } else { KEPT };
        let mut cache = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        cache.insert(file, (robots.clone(), Instant::now() + kept));
    }
}

impl<F: Fetch + 'static> Poller<F> {
    /// Fetches a page of an article, if its host allows it.
    pub(super) async fn page(&self, ask: &Ask) -> Result<crate::fetch::Answer, FetchError> {
        let robots = self.robots_of(ask).await;
        if !robots.allows(&ask.url) {
            return Err(FetchError::Robots);
        }
        self.fetch.get(ask).await
    }

    async fn robots_of(&self, ask: &Ask) -> Robots {
        let Some(file) = address(&ask.url) else { return Robots::Unknown };
        if let Some(known) = self.robots.get(&file) {
            return known;
        }
        let robots = match self.fetch.get(&ask.beside(&file, Purpose::Page)).await {
            Ok(answer) => Robots::Rules(String::from_utf8_lossy(&answer.body).into_owned()),
            // A host that has no such file, or none for us, allows everything.
            Err(FetchError::Status { code: 400..500, .. }) => Robots::Nothing,
            Err(_) => Robots::Unknown,
        };
        if let Some(gap) = robots.delay() {
            self.fetch.slow_down(&ask.url, gap);
        }
        self.robots.put(file, &robots);
        robots
    }
}
