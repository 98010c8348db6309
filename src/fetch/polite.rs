//! Manners towards hosts: few requests at a time, gaps where a host asks for them.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, sleep, sleep_until},
};
use url::Url;

use super::{Answer, Ask, Fetch, FetchError, Purpose};

/// A request that has waited so long for its answer gives way to others in the queue.
const PATIENCE: Duration = Duration::from_millis(750);

/// Of such requests no more than this hang at one host.
const HANGING: usize = 4;

/// Rather than wait longer than this for a host that wants rest, the request fails.
const SHORT_REST: Duration = Duration::from_secs(20);

/// A [`Fetch`] that never asks a host too much.
#[derive(Debug)]
pub struct Polite<F> {
    inner: F,
    all: Arc<Semaphore>,
    per_host: usize,
    hosts: Mutex<HashMap<String, Arc<Host>>>,
}

#[derive(Debug)]
struct Host {
    slots: Arc<Semaphore>,
    hanging: Arc<Semaphore>,
    pace: Mutex<Pace>,
}

/// When a host may be asked again.
#[derive(Clone, Copy, Debug, Default)]
struct Pace {
    next: Option<Instant>,
    gap: Duration,
}

impl Host {
    fn pace<T>(&self, change: impl FnOnce(&mut Pace) -> T) -> T {
        change(&mut self.pace.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Waits for the host's turn; a long rest is an error instead.
    async fn rest(&self) -> Result<(), FetchError> {
        loop {
            let now = Instant::now();
            let wait = self.pace(|pace| match pace.next {
                Some(next) if next > now => Some(next),
                _ => {
                    pace.next = Some(now + pace.gap).filter(|_| !pace.gap.is_zero());
                    None
                }
            });
            match wait {
                None => return Ok(()),
                Some(next) if next - now > SHORT_REST => {
                    return Err(FetchError::Resting { left: next - now });
                }
                Some(next) => sleep_until(next).await,
            }
        }
    }
}

impl<F: Fetch> Polite<F> {
    /// At most `parallel` requests at a time, `per_host` to one host.
    pub fn new(inner: F, parallel: u32, per_host: u32) -> Self {
        Self {
            inner,
            all: Arc::new(Semaphore::new(parallel.max(1) as usize)),
            per_host: per_host.max(1) as usize,
            hosts: Mutex::default(),
        }
    }

    /// Keeps a gap between requests to the host of an address (`Crawl-delay`).
    pub fn slow_down(&self, url: &str, gap: Duration) {
        self.host(url).pace(|pace| pace.gap = gap.min(SHORT_REST));
    }

    /// Leaves the host of an address alone for a while (`Retry-After`).
    pub fn give_rest(&self, url: &str, rest: Duration) {
        let until = Instant::now() + rest;
        self.host(url).pace(|pace| pace.next = pace.next.max(Some(until)));
    }

    fn host(&self, url: &str) -> Arc<Host> {
        let key = Url::parse(url).map_or_else(
            |_| url.to_owned(),
            |it| {
                format!(
                    "{}:{}",
                    it.host_str().unwrap_or_default(),
                    it.port_or_known_default().unwrap_or(0)
                )
            },
        );
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let host = hosts.entry(key).or_insert_with(|| {
            Arc::new(Host {
                slots: Arc::new(Semaphore::new(self.per_host)),
                hanging: Arc::new(Semaphore::new(HANGING)),
                pace: Mutex::default(),
            })
        });
        Arc::clone(host)
    }
}

impl<F: Fetch> Fetch for Polite<F> {
    async fn get(&self, ask: &Ask) -> Result<Answer, FetchError> {
        let host = self.host(&ask.url);
        // The host's slot first: whoever waits for a busy host must not keep others from theirs.
        let slot = permit(&host.slots).await;
        host.rest().await?;
        let one_of_all = permit(&self.all).await;
        let mut answer = std::pin::pin!(self.inner.get(ask));
        tokio::select! {
            answer = &mut answer => return answer,
            () = sleep(PATIENCE) => drop(one_of_all),
        }
        // A source that hangs must not hold up its neighbours on the same host; pages of one and the
        // same source wait for each other.
        let aside = Arc::clone(&host.hanging).try_acquire_owned().ok();
        let slot = Some(slot).filter(|_| ask.purpose != Purpose::Poll || aside.is_none());
        let answer = answer.await;
        drop((slot, aside));
        answer
    }
}

async fn permit(semaphore: &Arc<Semaphore>) -> OwnedSemaphorePermit {
    Arc::clone(semaphore).acquire_owned().await.expect("these semaphores are never closed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

    /// Answers after a time that the address names, and counts how many are under way.
    #[derive(Debug, Default)]
    struct Slow {
        now: AtomicUsize,
        most: AtomicUsize,
    }

    impl Fetch for Slow {
        async fn get(&self, ask: &Ask) -> Result<Answer, FetchError> {
            let now = self.now.fetch_add(1, SeqCst) + 1;
            self.most.fetch_max(now, SeqCst);
            let millis = ask.url.rsplit('/').next().and_then(|it| it.parse().ok()).unwrap_or(0);
            sleep(Duration::from_millis(millis)).await;
            self.now.fetch_sub(1, SeqCst);
            Ok(Answer::default())
        }
    }

    async fn ask_all(polite: &Polite<Slow>, urls: &[String]) {
        let asks: Vec<Ask> = urls.iter().map(Ask::for_url).collect();
        futures::future::join_all(asks.iter().map(|it| polite.get(it))).await;
    }

    #[tokio::test(start_paused = true)]
    async fn two_at_a_time_to_a_host_and_no_gap() {
        let polite = Polite::new(Slow::default(), 16, 2);
        let start = Instant::now();
        ask_all(&polite, &vec!["http://a/100".to_owned(); 10]).await;
        assert_eq!(polite.inner.most.load(SeqCst), 2);
        assert_eq!(start.elapsed(), Duration::from_millis(500));
    }

    #[tokio::test(start_paused = true)]
    async fn so_many_over_all() {
        let polite = Polite::new(Slow::default(), 3, 2);
        let urls: Vec<_> = (0..9).map(|it| format!("http://host{it}/100")).collect();
        ask_all(&polite, &urls).await;
        assert_eq!(polite.inner.most.load(SeqCst), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn what_hangs_does_not_hold_up_the_rest() {
        let polite = Polite::new(Slow::default(), 2, 2);
        let hanging: Vec<_> = (0..3).map(|it| format!("http://a/{it}/60000")).collect();
        let healthy: Vec<_> = (0..20).map(|it| format!("http://a/{it}/10")).collect();
        let start = Instant::now();
        tokio::select! {
            () = ask_all(&polite, &hanging) => panic!("the hanging ones came first"),
            () = async {
                tokio::task::yield_now().await;
                ask_all(&polite, &healthy).await;
            } => {}
        }
        assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn a_host_is_given_the_rest_that_it_asks_for() {
        let polite = Polite::new(Slow::default(), 16, 2);
        polite.give_rest("http://a/", Duration::from_secs(5));
        let start = Instant::now();
        ask_all(&polite, &["http://a/0".to_owned()]).await;
        assert_eq!(start.elapsed(), Duration::from_secs(5));
        polite.give_rest("http://a/", Duration::from_secs(3600));
        let refused = polite.get(&Ask::for_url("http://a/0")).await;
        assert!(matches!(refused, Err(FetchError::Resting { .. })));
        assert!(polite.get(&Ask::for_url("http://b/0")).await.is_ok());
        polite.slow_down("http://c/", Duration::from_secs(2));
        let start = Instant::now();
        ask_all(&polite, &vec!["http://c/0".to_owned(); 3]).await;
        assert_eq!(start.elapsed(), Duration::from_secs(4));
    }
}
