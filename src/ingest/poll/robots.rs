//! What hosts allow, remembered for a day.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use tokio::time::Instant;

use super::{PollError, health, looker::Looker};
use crate::fetch::{
    Answer, Ask, Fetch, FetchError, Purpose,
    robots::{Robots, address},
};

const KEPT: Duration = Duration::from_secs(24 * 3600);
/// What could not be asked is asked again sooner.
const KEPT_UNKNOWN: Duration = Duration::from_secs(600);

/// Bytes of all files together; beyond it, what expires first is forgotten.
const MOST_BYTES: usize = 16 << 20;

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
        let now = Instant::now();
        let mut cache = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        cache.retain(|_, (_, until)| *until > now);
        cache.insert(file, (robots.clone(), now + kept));
        let mut bytes: usize = cache.values().map(|it| it.0.size()).sum();
        while bytes > MOST_BYTES
            && let Some(first) = cache.iter().min_by_key(|it| it.1.1).map(|it| it.0.clone())
            && let Some((gone, _)) = cache.remove(&first)
        {
            bytes -= gone.size();
        }
    }
}

impl<F: Fetch + 'static> Looker<F> {
    /// Fetches a page of an article, if its host allows it; half a page is none.
    pub(super) async fn page(&self, ask: &Ask) -> Result<Answer, FetchError> {
        let robots = self.robots_of(ask).await;
        if robots == Robots::Unknown {
            return Err(FetchError::RobotsUnread);
        }
        if !robots.allows(&ask.url) {
            return Err(FetchError::Robots);
        }
        self.whole(ask).await
    }

    async fn robots_of(&self, ask: &Ask) -> Robots {
        let Some(file) = address(&ask.url) else { return Robots::Unknown };
        if let Some(known) = self.robots.get(&file) {
            return known;
        }
        let robots = match self.whole(&ask.beside(&file, Purpose::Page)).await {
            Ok(answer) => Robots::of(&answer.body),
            Err(why) => self.without_robots(&file, why),
        };
        if let Some(gap) = robots.delay() {
            self.fetch.slow_down(&ask.url, gap);
        }
        self.robots.put(file, &robots);
        robots
    }

    /// A host that has no such file, or none for us, allows everything; one that is busy or broken
    /// nothing for now (RFC 9309, section 2.3.1).
    fn without_robots(&self, file: &str, why: FetchError) -> Robots {
        if matches!(why, FetchError::Status { code: 400..500, .. } if !is_busy(&why)) {
            return Robots::Nothing;
        }
        if let Some(rest) = health::rest(&PollError::Source(why), self.now()) {
            self.fetch.give_rest(file, Duration::try_from(rest).unwrap_or_default());
        }
        Robots::Unknown
    }
}

fn is_busy(why: &FetchError) -> bool {
    matches!(why, FetchError::Status { code: 429, .. })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn what_expired_or_is_too_much_is_forgotten() {
        let cache = Cache::default();
        let robots = Robots::of(&vec![b'#'; 512 << 10]);
        for n in 0..40 {
            cache.put(format!("http://{n}.example/robots.txt"), &robots);
            tokio::time::advance(Duration::from_secs(1)).await;
        }
        let count = || cache.0.lock().unwrap().len();
        assert_eq!(count(), 32);
        assert_eq!(cache.get("http://0.example/robots.txt"), None);
        assert!(cache.get("http://39.example/robots.txt").is_some());
        tokio::time::advance(KEPT).await;
        cache.put("http://new.example/robots.txt".into(), &Robots::Nothing);
        assert_eq!(count(), 1);
    }
}
