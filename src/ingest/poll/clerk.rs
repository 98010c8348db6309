//! The one writer of this process, lent to asynchronous tasks one at a time.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::Timestamp;
use tokio::{sync::Mutex, task::spawn_blocking};

use crate::{
    code::{self, Coder},
    model::{Report, Slug},
    store::{Batch, Committed, Reader, SourceState, StoreError, Writer},
    theatre::{Names, SourceEntry},
};

use super::super::{BATCH, take_in};

/// Writer and coder behind one lock; what is done with them runs on a blocking thread.
#[derive(Clone)]
pub(super) struct Clerk {
    dir: PathBuf,
    desk: Arc<Mutex<(Writer<'static>, Coder<'static>)>>,
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
        let desk = Arc::new(Mutex::new((writer, Coder::new(names))));
        Ok(Self { dir: dir.to_owned(), desk })
    }

    /// Does something with the writer, after whoever came before.
    pub(super) async fn ask<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Writer<'static>, &Coder<'static>) -> R + Send + 'static,
    ) -> R {
        let mut desk = Arc::clone(&self.desk).lock_owned().await;
        let done = spawn_blocking(move || {
            let (writer, coder) = &mut *desk;
            work(writer, coder)
        });
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

    /// Takes reports in, in commits of bounded size; what else the batch holds goes with the last.
    pub(super) async fn take_in(
        &self,
        reports: Vec<Report>,
        batch: Batch,
        now: Timestamp,
    ) -> Result<Committed, StoreError> {
        self.ask(move |writer, coder| {
            let mut all = Committed::default();
            let mut rest = reports;
            while rest.len() > BATCH {
                let later = rest.split_off(BATCH);
                let done = take_in(writer, coder, rest, Batch::default(), now)?;
                all.outcomes.extend(done.outcomes);
                all.incidents += done.incidents;
                rest = later;
            }
            let done = take_in(writer, coder, rest, batch, now)?;
            all.outcomes.extend(done.outcomes);
            all.incidents += done.incidents;
            Ok(all)
        })
        .await
    }
}
