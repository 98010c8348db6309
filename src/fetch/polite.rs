//! Manners towards hosts: few requests at a time, gaps where a host asks for them.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use tokio::{
    sync::{Semaphore, SemaphorePermit, watch},
    time::{Instant, sleep, sleep_until},
};
use url::Url;

use super::{Answer, Ask, Fetch, FetchError, Purpose};

/// While others wait for its place, a request that has had no answer for so long is given up and
/// asked again after them; longer with a host that usually takes longer.
const PATIENCE: Duration = Duration::from_millis(300);

/// A host's usual time is multiplied by this before its patience is at an end.
const USUAL_TIMES: u32 = 4;

/// No host's usual time stretches the patience beyond this.
const LONGEST_PATIENCE: Duration = Duration::from_secs(5);

/// Rather than wait longer than this for a host that wants rest, the request fails.
const SHORT_REST: Duration = Duration::from_secs(20);

/// A [`Fetch`] that never asks a host too much.
#[derive(Debug)]
pub struct Polite<F> {
    inner: F,
    all: Queue,
    per_host: usize,
    hosts: Mutex<HashMap<String, Arc<Host>>>,
}

#[derive(Debug)]
struct Host {
    slots: Queue,
    pace: Mutex<Pace>,
}

/// Places, and how many wait for one for the first time.
#[derive(Debug)]
struct Queue {
    places: Semaphore,
    /// What was given up once holds no more than half of the places.
    late: Semaphore,
    waiting: watch::Sender<usize>,
}

impl Queue {
    fn of(places: usize) -> Self {
        let late = Semaphore::new((places / 2).max(1));
        Self { places: Semaphore::new(places), late, waiting: watch::Sender::new(0) }
    }

    /// A place, after whoever came before.
    async fn place(&self) -> SemaphorePermit<'_> {
        let _waits = Waits::in_line(&self.waiting);
        permit(&self.places).await
    }

    /// A place for one who had one already, when nobody waits for the first time.
    async fn late_place(&self) -> (SemaphorePermit<'_>, SemaphorePermit<'_>) {
        let late = permit(&self.late).await;
        // The sender lives as long as the queue.
        let _ = self.waiting.subscribe().wait_for(|it| *it == 0).await;
        (late, permit(&self.places).await)
    }

    /// Comes back when somebody waits.
    async fn crowded(&self) {
        let _ = self.waiting.subscribe().wait_for(|it| *it > 0).await;
    }
}

async fn permit(semaphore: &Semaphore) -> SemaphorePermit<'_> {
    semaphore.acquire().await.expect("these semaphores are never closed")
}

/// One who waits, counted until it is dropped.
struct Waits<'a>(&'a watch::Sender<usize>);

impl<'a> Waits<'a> {
    fn in_line(waiting: &'a watch::Sender<usize>) -> Self {
        waiting.send_modify(|it| *it += 1);
        Self(waiting)
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.send_modify(|it| *it -= 1);
    }
}

/// When a host may be asked again.
#[derive(Clone, Copy, Debug, Default)]
struct Pace {
    next: Option<Instant>,
    gap: Duration,
    /// How long an answer usually takes.
    usual: Duration,
}

impl Host {
    fn pace<T>(&self, change: impl FnOnce(&mut Pace) -> T) -> T {
        change(&mut self.pace.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn patience(&self) -> Duration {
        let usual = self.pace(|it| it.usual);
        (usual * USUAL_TIMES).clamp(PATIENCE, LONGEST_PATIENCE)
    }

    fn answered_after(&self, took: Duration) {
        self.pace(|it| it.usual = if it.usual.is_zero() { took } else { (it.usual + took) / 2 });
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
            all: Queue::of(parallel.max(1) as usize),
            per_host: per_host.max(1) as usize,
            hosts: Mutex::default(),
        }
    }

    /// Says that a host will be asked soon: until the answer is dropped, what hangs there gives way.
    pub fn announce(&self, url: &str) -> Announced {
        let host = self.host(url);
        host.slots.waiting.send_modify(|it| *it += 1);
        Announced(host)
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
            Arc::new(Host { slots: Queue::of(self.per_host), pace: Mutex::default() })
        });
        Arc::clone(host)
    }
}

/// A request to come; see [`Polite::announce`].
#[derive(Debug)]
pub struct Announced(Arc<Host>);

impl Drop for Announced {
    fn drop(&mut self) {
        self.0.slots.waiting.send_modify(|it| *it -= 1);
    }
}

impl<F: Fetch> Polite<F> {
    async fn asked(&self, ask: &Ask, host: &Host) -> Result<Answer, FetchError> {
        let start = Instant::now();
        let answer = self.inner.get(ask).await;
        if answer.is_ok() {
            host.answered_after(start.elapsed());
        }
        answer
    }

    /// Comes back when a request has taken long and others wait for its place.
    async fn gives_way(&self, ask: &Ask, host: &Host) {
        let polls = ask.purpose == Purpose::Poll;
        sleep(if polls { host.patience() } else { LONGEST_PATIENCE }).await;
        tokio::select! {
            () = host.slots.crowded() => {}
            () = self.all.crowded() => {}
        }
    }
}

impl<F: Fetch> Fetch for Polite<F> {
    async fn get(&self, ask: &Ask) -> Result<Answer, FetchError> {
        let host = self.host(&ask.url);
        {
            // The host's place first: whoever waits for a busy host must not keep others from theirs.
            let _slot = host.slots.place().await;
            host.rest().await?;
            let _one_of_all = self.all.place().await;
            tokio::select! {
                answer = self.asked(ask, &host) => return answer,
                () = self.gives_way(ask, &host) => {}
            }
        }
        // What hangs must not hold up others. It comes again after them and is then waited for.
        let _slot = host.slots.late_place().await;
        host.rest().await?;
        let _one_of_all = self.all.late_place().await;
        self.asked(ask, &host).await
    }
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
            struct UnderWay<'a>(&'a AtomicUsize);
            impl Drop for UnderWay<'_> {
                fn drop(&mut self) {
                    self.0.fetch_sub(1, SeqCst);
                }
            }
            let now = self.now.fetch_add(1, SeqCst) + 1;
            let _under_way = UnderWay(&self.now);
            self.most.fetch_max(now, SeqCst);
            let millis = ask.url.rsplit('/').next().and_then(|it| it.parse().ok()).unwrap_or(0);
            sleep(Duration::from_millis(millis)).await;
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
        assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
        assert_eq!(polite.inner.most.load(SeqCst), 2);
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_host_is_known_for_it() {
        let polite = Polite::new(Slow::default(), 8, 2);
        ask_all(&polite, &["http://a/900".to_owned()]).await;
        let start = Instant::now();
        ask_all(&polite, &vec!["http://a/900".to_owned(); 6]).await;
        assert_eq!(start.elapsed(), Duration::from_millis(2700));
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
