//! Polling as the commands and the desk use it: runtimes, signals and the clock.

use std::{
    sync::Arc,
    thread::{self, JoinHandle},
    time::Duration,
};

use anyhow::Context;
use futures::stream::{self, StreamExt};
use jiff::Timestamp;
use tokio::{
    runtime::Runtime,
    sync::watch::{self, Sender},
};

use super::{Event, Poller, Setup, Summary, Tell, Wanted, looker::Looker};
use crate::{
    config,
    feed::Parsed,
    fetch::{Http, Polite, look},
    store::Holder,
    theatre::SourceEntry,
};

/// A stop is given so long to finish the commit that is under way.
const LAST_COMMIT: Duration = Duration::from_millis(1500);

#[expect(
    clippy::disallowed_methods,
    reason = "the head of the polling loop; passed down from here"
)]
fn clock() -> Timestamp {
    Timestamp::now()
}

fn runtime() -> anyhow::Result<Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("start the fetching threads")
}

fn poller(setup: &Setup, tell: Tell) -> anyhow::Result<Arc<Poller<Http>>> {
    Ok(Arc::new(Poller::new(setup, Http::new(&setup.config), clock, tell)?))
}

/// Polls once, or pages back; returns when all is committed. A stop signal leaves what is
/// committed.
pub fn fetch(setup: &Setup, wanted: &Wanted, tell: Tell) -> anyhow::Result<Summary> {
    let runtime = runtime()?;
    let poller = poller(setup, tell)?;
    let done = runtime.block_on(async {
        tokio::select! {
            done = poller.fetch(wanted, &setup.sources) => done,
            () = stop_signal() => Err(anyhow::anyhow!("stopped; what came until then is in the store")),
        }
    });
    runtime.shutdown_timeout(LAST_COMMIT);
    done
}

/// Polls until the process is told to stop; `Some` at once when another process polls.
pub fn watch(setup: &Setup, tell: Tell) -> anyhow::Result<Option<Holder>> {
    let (stop, stopped) = watch::channel(false);
    let runtime = runtime()?;
    let poller = poller(setup, tell)?;
    runtime.spawn(async move {
        stop_signal().await;
        stop.send_replace(true);
    });
    let done = runtime.block_on(hold_and_watch(&poller, setup, stopped));
    runtime.shutdown_timeout(LAST_COMMIT);
    done
}

async fn hold_and_watch(
    poller: &Arc<Poller<Http>>,
    setup: &Setup,
    stopped: watch::Receiver<bool>,
) -> anyhow::Result<Option<Holder>> {
    let _lock = match poller.lock().await? {
        Ok(lock) => lock,
        Err(holder) => return Ok(Some(holder)),
    };
    poller.tend_and_watch(&setup.sources, stopped).await?;
    Ok(None)
}

/// Resolves when the process is told to end.
async fn stop_signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let kinds = [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::hangup()];
        let mut signals: Vec<_> = kinds.into_iter().filter_map(|it| signal(it).ok()).collect();
        let waits = signals.iter_mut().map(|it| Box::pin(it.recv()));
        futures::future::select_all(waits).await;
    }
    #[cfg(not(unix))]
    let _ = tokio::signal::ctrl_c().await;
}

/// Polling behind a screen; it stops when this is dropped.
#[derive(Debug)]
pub struct Background {
    stop: Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

impl Background {
    /// Starts polling on a thread of its own; the inner error says who polls already.
    pub fn start(setup: Setup, tell: Tell) -> anyhow::Result<Result<Self, Holder>> {
        let (stop, stopped) = watch::channel(false);
        let runtime = runtime()?;
        let poller = poller(&setup, tell)?;
        let lock = match runtime.block_on(poller.lock())? {
            Ok(lock) => lock,
            Err(holder) => return Ok(Err(holder)),
        };
        let thread = thread::Builder::new().name("poller".to_owned()).spawn(move || {
            let done = runtime.block_on(poller.tend_and_watch(&setup.sources, stopped));
            if let Err(why) = done {
                (poller.tell)(&Event::Store { why: why.to_string() });
            }
            runtime.shutdown_timeout(LAST_COMMIT);
            drop(lock);
        });
        Ok(Ok(Self { stop, thread: Some(thread.context("start the polling thread")?) }))
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.stop.send_replace(true);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Looks at an address and proposes an entry under an id that is free, as TOML, with the reason.
pub fn propose(
    config: &config::Fetch,
    url: &str,
    mut ids: look::Ids,
) -> anyhow::Result<(String, String)> {
    let fetch = Polite::new(Http::new(config), config.parallel, config.per_host);
    let mut found =
        runtime()?.block_on(look::look(&fetch, url)).with_context(|| format!("look at {url}"))?;
    found.entry.id = ids.free(&found.entry.id).into();
    Ok((look::to_toml(&found.entry), found.why))
}

/// Tries all sources as the poller would, without a store: what came of each, or why nothing did, in
/// their order.
pub fn check(
    setup: &Setup,
    mut each: impl FnMut(&SourceEntry, Result<Parsed, String>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let looker = Looker::new(setup, Http::new(&setup.config), clock, None);
    runtime()?.block_on(async {
        let looks = setup.sources.iter().map(|entry| looker.try_out(entry));
        let mut found = stream::iter(looks).buffered(setup.config.parallel as usize);
        for entry in &setup.sources {
            if let Some(found) = found.next().await {
                each(entry, found)?;
            }
        }
        Ok(())
    })
}
