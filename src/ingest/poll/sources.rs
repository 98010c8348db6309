//! One poll of one source, by its kind.

use std::{
    path::PathBuf,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use tokio::task::spawn_blocking;

use super::{
    Event, PollError, Poller, ask_for,
    health::{self, Gave},
    looker::Looker,
};
use crate::{
    feed::{self, Parsed},
    fetch::{
        Answer, Ask, Fetch, FetchError, Purpose, fields,
        look::{self, Body},
        pages::{self, Channel},
        wordpress::{self, Api, Window},
    },
    ingest::{
        Given,
        documents::{changed_since, documents, look_through},
    },
    model::Fault,
    store::{Batch, Dropped, Outcome, SourceState, StoreError},
    theatre::SourceEntry,
};

/// What was changed a little before the last poll is asked for again: sites keep local time.
const OVERLAP: SignedDuration = SignedDuration::from_hours(26);

/// The clocks of a file system and of the program may be so far apart.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_secs(10);

/// Pages of changed posts that one poll follows.
const MOST_CHANGED_PAGES: u32 = 10;

/// What one look at a source found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) parsed: Parsed,
    pub(super) gave: Gave,
    /// What is in the store already.
    pub(super) taken: Counts,
}

/// Reports by what the store made of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) new: usize,
    pub(super) revised: usize,
    pub(super) known: usize,
}

/// What the fetcher remembers of a source from one time to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Memo {
    /// The WordPress API that answered.
    pub(super) api: Option<Api>,
    /// The API is closed: the site is read by its feed.
    pub(super) closed: bool,
    /// A walk back that is not finished.
    pub(super) walk: Option<super::archive::Walk>,
    /// Of the links on a page that lists articles, those that are done with, as hashes.
    pub(super) settled: Vec<u64>,
    /// When the files of a folder were last listed.
    pub(super) listed: Option<Timestamp>,
}

impl Memo {
    pub(super) fn of(state: &SourceState) -> Self {
        let text = state.backfill.as_deref().unwrap_or_default();
        serde_json::from_str(text).unwrap_or_default()
    }

    pub(super) fn to_text(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }
}

impl<F: Fetch + 'static> Looker<F> {
    /// Asks a source and reads what it gives; `first` is what it has answered already. `answered`
    /// is set when the answer of a feed is here.
    pub(super) async fn look_at(
        &self,
        entry: &SourceEntry,
        state: &SourceState,
        first: Option<Result<Answer, FetchError>>,
        answered: &AtomicBool,
    ) -> Result<Found, PollError> {
        let ask = ask_for(entry, state)?;
        let mut found = match entry.kind.as_str() {
            "wordpress" => self.changed_posts(entry, state, &ask).await?,
            "page" => self.listed_pages(entry, state, &ask).await?,
            "telegram" => self.channel(entry, &ask).await?,
            "folder" => self.folder(entry, state).await?,
            _ => {
                let answer = match first {
                    Some(answer) => answer?,
                    None => self.fetch.get(&ask).await?,
                };
                answered.store(true, Ordering::Relaxed);
                self.read_feed(entry, answer).await?
            }
        };
        if entry.kind != "folder" {
            cut(&mut found.parsed, self.max_entries);
        }
        if entry.full_text && entry.kind != "page" {
            // Of an archive only what has changed is asked for the next time.
            self.complete(&ask, &mut found, entry.kind != "wordpress").await?;
        }
        Ok(found)
    }

    /// Reads the answer of a feed.
    async fn read_feed(&self, entry: &SourceEntry, answer: Answer) -> Result<Found, PollError> {
        let mut gave = gave(&answer);
        if answer.status == 304 {
            return Ok(Found { gave, ..Found::default() });
        }
        let cut = answer.cut.clone();
        let mut parsed = self.parse(entry, answer).await;
        if let Some(why) = cut {
            // What came is kept; the rest is asked for again.
            gave.forget_validators();
            parsed.faults.push(Fault::new("answer", why));
        }
        let asks = [parsed.meta.ttl_s, parsed.meta.period_s].into_iter().flatten().max();
        gave.asks = gave.asks.max(asks.map(|it| SignedDuration::from_secs(it.into())));
        if parsed.reports.is_empty()
            && let Some(fault) = parsed.faults.first()
        {
            return Err(PollError::Unreadable(fault.to_string()));
        }
        Ok(Found { parsed, gave, ..Found::default() })
    }

    /// Parses on a thread of its own, as soon as one is free.
    pub(super) async fn parse(&self, entry: &SourceEntry, answer: Answer) -> Parsed {
        let _turn = self.parsing.acquire().await;
        let (entry, now) = (entry.clone(), self.now());
        let work = spawn_blocking(move || {
            let media = answer.header("content-type");
            feed::parse(&entry, &answer.body, media, &answer.url, now)
        });
        work.await.unwrap_or_else(|_| {
            let fault = Fault::new("answer", "the parser gave up on it");
            Parsed { faults: vec![fault], ..Parsed::default() }
        })
    }

    /// New and changed posts of a WordPress archive; where its API is closed, its feed.
    async fn changed_posts(
        &self,
        entry: &SourceEntry,
        state: &SourceState,
        ask: &Ask,
    ) -> Result<Found, PollError> {
        let mut memo = Memo::of(state);
        let since = state.last_success.and_then(|it| it.checked_sub(OVERLAP).ok());
        let window = Window::Changed { since };
        if !memo.closed {
            match self.first_page(&memo, ask, &window).await {
                Ok((api, answer)) => {
                    memo.api = Some(api.clone());
                    let mut found = self.rest_of_pages(entry, ask, &api, &window, answer).await?;
                    found.gave.memo = memo.to_text();
                    return Ok(found);
                }
                Err(why) if !closes(&why) => return Err(why.into()),
                Err(_) => memo.closed = true,
            }
        }
        let url = feed_of(&ask.url).ok_or_else(|| FetchError::Scheme(ask.url.clone()))?;
        let feed = Ask { url, ..ask.clone() };
        let mut found = self.read_feed(entry, self.fetch.get(&feed).await?).await?;
        found.gave.memo = memo.to_text();
        Ok(found)
    }

    /// The first page of posts, from the API that answered last or the first that does.
    pub(super) async fn first_page(
        &self,
        memo: &Memo,
        ask: &Ask,
        window: &Window,
    ) -> Result<(Api, Answer), FetchError> {
        let apis = match &memo.api {
            Some(api) => vec![api.clone()],
            None => Api::candidates(&ask.url),
        };
        let mut last = FetchError::Scheme(ask.url.clone());
        for api in apis {
            let Some(url) = api.page(window, 1) else { continue };
            match self.whole(&ask.beside(url, Purpose::Archive)).await {
                Ok(answer) if look::sniff(&answer) == Body::WordPress || is_empty_list(&answer) => {
                    return Ok((api, answer));
                }
                Ok(_) => last = FetchError::Status { code: 404, retry_after: None },
                Err(why) if closes(&why) => last = why,
                Err(why) => return Err(why),
            }
        }
        Err(last)
    }

    async fn rest_of_pages(
        &self,
        entry: &SourceEntry,
        ask: &Ask,
        api: &Api,
        window: &Window,
        first: Answer,
    ) -> Result<Found, PollError> {
        // Without a start, the latest hundred are enough: the rest is a backfill's.
        let bounded = matches!(window, Window::Changed { since: Some(_) });
        let pages = wordpress::total_pages(&first).filter(|_| bounded).unwrap_or(1);
        let mut found = Found { gave: gave(&first), ..Found::default() };
        if let Window::Changed { since: Some(since) } = window
            && pages > MOST_CHANGED_PAGES
        {
            let since = since.to_zoned(TimeZone::UTC).date();
            let why = format!(
                "{pages} pages of new and changed posts, the latest {MOST_CHANGED_PAGES} are read; \
                 `vigie fetch {} --since {since}` reads the others",
                entry.id
            );
            found.parsed.faults.push(Fault::new("archive", why));
        }
        let mut next = Some(first);
        for page in 2.. {
            if let Some(answer) = next.take() {
                found.gave.bytes += answer.wire_bytes;
                let parsed = self.parse(entry, answer).await;
                found.parsed.reports.extend(parsed.reports);
                found.parsed.faults.extend(parsed.faults);
            }
            let Some(url) =
                api.page(window, page).filter(|_| page <= pages.min(MOST_CHANGED_PAGES))
            else {
                break;
            };
            next = Some(self.whole(&ask.beside(url, Purpose::Archive)).await?);
        }
        Ok(found)
    }

    /// The latest posts of a Telegram channel's web view.
    async fn channel(&self, entry: &SourceEntry, ask: &Ask) -> Result<Found, PollError> {
        let url = pages::telegram_address(&ask.url)
            .filter(|_| !entry.allow_private)
            .unwrap_or_else(|| ask.url.clone());
        let answer = self.fetch.get(&Ask { url, ..ask.clone() }).await?;
        let gave = gave(&answer);
        if answer.status == 304 {
            return Ok(Found { gave, ..Found::default() });
        }
        let (answer, channel) = channel_of(answer).await;
        if channel.posts == 0 {
            return Err(PollError::Unreadable("no post in the channel's web view".to_owned()));
        }
        let parsed = self.parse(entry, channel.answer(answer)).await;
        Ok(Found { parsed, gave, ..Found::default() })
    }

    /// New and changed documents of a folder; they are taken in at once.
    async fn folder(&self, entry: &SourceEntry, state: &SourceState) -> Result<Found, PollError> {
        let folder = PathBuf::from(entry.url.trim_start_matches("file://"));
        let mut memo = Memo::of(state);
        let since = memo.listed.or(state.last_success);
        let since = since.and_then(|it| it.checked_sub(CLOCKS_DIFFER).ok());
        let given = Given { source: Some(entry.id.clone()), ..Given::default() };
        let now = self.now();
        if !folder.is_dir() {
            return Err(PollError::Unreadable(format!("no folder `{}`", folder.display())));
        }
        let Some(clerk) = &self.clerk else {
            let names = self.names;
            let work = spawn_blocking(move || {
                look_through(&changed_since(&folder, None), &given, names, now)
            });
            let parsed = work.await.unwrap_or_default();
            return Ok(Found { parsed, ..Found::default() });
        };
        let done = clerk
            .ask(move |writer, coder| {
                let paths = changed_since(&folder, since);
                documents(writer, coder, &paths, &given, now, &mut |_| {})
            })
            .await?;
        // What changes while they are read is the next poll's.
        memo.listed = Some(now);
        let gave = Gave { memo: memo.to_text(), ..Gave::default() };
        let taken = Counts { new: done.new, revised: done.revised, known: done.known };
        let parsed = Parsed { faults: done.faults, ..Parsed::default() };
        Ok(Found { parsed, gave, taken })
    }
}

impl<F: Fetch + 'static> Poller<F> {
    /// Commits what a source gave or why it failed.
    pub(super) async fn settle(
        &self,
        entry: &SourceEntry,
        state: SourceState,
        found: Result<Found, PollError>,
    ) -> Result<Event, StoreError> {
        let now = self.now();
        match found {
            Ok(found) => self.take(entry, state, found, now).await,
            Err(PollError::Store(why)) => Err(why),
            Err(why) => {
                if let Some(rest) = health::rest(&why, now) {
                    let rest = Duration::try_from(rest).unwrap_or_default();
                    self.looker.fetch.give_rest(&entry.url, rest);
                }
                let state = health::failed(state, entry, &why, &self.bounds, now);
                let batch = Batch { sources: vec![(entry.id.clone(), state)], ..Batch::default() };
                self.clerk.take_in(Vec::new(), batch, now).await?;
                Ok(Event::Failed { source: entry.id.clone(), why: why.to_string() })
            }
        }
    }

    async fn take(
        &self,
        entry: &SourceEntry,
        state: SourceState,
        found: Found,
        now: Timestamp,
    ) -> Result<Event, StoreError> {
        let Found { parsed, gave, taken } = found;
        let dropped = dropped(entry, &parsed.faults, now);
        let state = health::succeeded(state, entry, gave, &parsed.reports, &self.bounds, now);
        let batch = Batch { dropped, sources: vec![(entry.id.clone(), state)], ..Batch::default() };
        let done = self.clerk.take_in(parsed.reports, batch, now).await?;
        Ok(Event::Polled {
            source: entry.id.clone(),
            new: taken.new + done.count(Outcome::New),
            revised: taken.revised + done.count(Outcome::Revised),
            known: taken.known + done.count(Outcome::Known),
        })
    }
}

/// Whether an answer means that an API is closed rather than out of order.
pub(super) fn closes(why: &FetchError) -> bool {
    matches!(why, FetchError::Status { code: 400 | 401 | 403 | 404 | 405 | 406 | 410 | 501, .. })
}

fn is_empty_list(answer: &Answer) -> bool {
    answer.body.trim_ascii() == b"[]"
}

/// The feed of a WordPress site.
pub(super) fn feed_of(address: &str) -> Option<String> {
    let mut url = url::Url::parse(address).ok()?;
    let path = url.path().split("/wp-json").next().unwrap_or_default().trim_end_matches('/');
    let path = path.trim_end_matches("/feed").to_owned();
    url.set_path(&format!("{path}/feed/"));
    url.set_query(None);
    Some(url.into())
}

/// What an answer says apart from its body.
pub(super) fn gave(answer: &Answer) -> Gave {
    Gave {
        status: Some(answer.status),
        bytes: answer.wire_bytes,
        etag: answer.header("etag").map(str::to_owned),
        last_modified: answer.header("last-modified").map(str::to_owned),
        moved_to: answer.moved_to.clone(),
        asks: fields::fresh_for(answer),
        memo: None,
    }
}

/// The posts of a channel's page, read on a thread of its own.
pub(super) async fn channel_of(answer: Answer) -> (Answer, Channel) {
    let work = spawn_blocking(move || {
        let channel = pages::telegram(&String::from_utf8_lossy(&answer.body), &answer.url);
        (answer, channel)
    });
    work.await.unwrap_or_else(|failure| std::panic::resume_unwind(failure.into_panic()))
}

/// Cuts off the entries over the cap.
fn cut(parsed: &mut Parsed, most: usize) {
    if parsed.reports.len() > most {
        let why = format!("{} entries, no more than {most} are read", parsed.reports.len());
        parsed.reports.truncate(most);
        parsed.faults.push(Fault::new("feed", why));
    }
}

/// What of a source's entries was not taken in.
fn dropped(entry: &SourceEntry, faults: &[Fault], now: Timestamp) -> Vec<Dropped> {
    let dropped = |it: &Fault| Dropped {
        at: now,
        source: entry.id.clone(),
        what: it.what.clone(),
        why: it.why.clone(),
    };
    faults.iter().map(dropped).collect()
}
