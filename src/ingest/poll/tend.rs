//! What the poller sees to beside its sources: that the store is read by its coder and pack, and
//! that nothing waits in it which only the poller may code or group.

use std::{sync::Arc, time::Duration};

use tokio::{sync::watch, time::sleep};

use super::{Event, Poller};
use crate::{fetch::Fetch, store::StoreError, theatre::SourceEntry};

/// Between two looks at what other programs have left in the store.
const BETWEEN: Duration = Duration::from_secs(60);

impl<F: Fetch + 'static> Poller<F> {
    /// Makes the store this poller's, then polls and sees to the store, until told to stop.
    pub(super) async fn tend_and_watch(
        self: &Arc<Self>,
        sources: &[SourceEntry],
        stopped: watch::Receiver<bool>,
    ) -> Result<(), StoreError> {
        let mut stop = stopped.clone();
        let ours = tokio::select! {
            ours = self.take_over(&stopped) => ours?,
            _ = stop.wait_for(|it| *it) => return Ok(()),
        };
        tokio::select! {
            done = self.watch(sources, stopped.clone()) => done,
            never = self.tend(ours, &stopped) => match never {},
        }
    }

    /// The poller reads a store again that another coder or pack has read, and takes up what an
    /// earlier one left uncoded or ungrouped; whether that is done. A store that another program
    /// writes to for long is taken over later.
    async fn take_over(&self, stopped: &watch::Receiver<bool>) -> Result<bool, StoreError> {
        let ours = match self.see_to(true, stopped).await {
            Err(why @ StoreError::Busy(_)) => {
                self.tell_of_store(why.to_string());
                return Ok(false);
            }
            Err(StoreError::Stopped) => return Ok(false),
            done => done?,
        };
        if !ours {
            self.tell_of_store(STRANGE.to_owned());
        }
        Ok(ours)
    }

    /// Takes up what others leave, for ever. A store that was this poller's is not taken over again:
    /// two programs of different packs would read it in turns without end.
    async fn tend(
        &self,
        mut ours: bool,
        stopped: &watch::Receiver<bool>,
    ) -> std::convert::Infallible {
        let mut was_ours = ours;
        loop {
            sleep(BETWEEN).await;
            match self.see_to(!was_ours, stopped).await {
                Ok(now) => {
                    if ours && !now {
                        self.tell_of_store(STRANGE.to_owned());
                    }
                    ours = now;
                    was_ours |= now;
                }
                Err(why) => self.tell_of_store(why.to_string()),
            }
        }
    }

    async fn see_to(
        &self,
        rebuilds: bool,
        stopped: &watch::Receiver<bool>,
    ) -> Result<bool, StoreError> {
        let stopped = stopped.clone();
        self.clerk.see_to(rebuilds, self.now(), move || *stopped.borrow()).await
    }

    fn tell_of_store(&self, why: String) {
        (self.tell)(&Event::Store { why });
    }
}

/// Said when another program has made the store its own.
const STRANGE: &str = "another coder or pack reads this store: what is polled waits for it";
