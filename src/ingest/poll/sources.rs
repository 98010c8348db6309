//! One poll of one source, by its kind.

use std::{
    path::PathBuf,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use tokio::task::spawn_blocking;

use super::{
    Event, PollError, Poller, ask_for,
    health::{self, Gave},
};
use crate::{
    feed::{self, Document, Parsed, canonical_url, report_id},
    fetch::{
        Answer, Ask, Fetch, FetchError, Purpose, fields,
        look::{self, Body},
        pages,
        wordpress::{self, Api, Window},
    },
    ingest::{
        Given,
        documents::{changed_since, documents},
    },
    model::{Fault, Report, Slug},
    store::{Batch, Dropped, Outcome, SourceState, StoreError},
    theatre::SourceEntry,
};

/// Of a page that lists articles, so many new ones are fetched at one poll.
const PAGES_AT_ONCE: usize = 30;

/// What was changed a little before the last poll is asked for again: sites keep local time.
const OVERLAP: SignedDuration = SignedDuration::from_hours(26);

/// Pages of changed posts that one poll follows.
const MOST_CHANGED_PAGES: u32 = 10;

/// What one look at a source found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) parsed: Parsed,
    pub(super) gave: Gave,
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

impl<F: Fetch + 'static> Poller<F> {
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
            "page" => self.listed_pages(entry, &ask).await?,
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
        if entry.full_text && entry.kind != "page" {
            self.complete(&ask, &mut found.parsed).await?;
        }
        Ok(found)
    }

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
                    self.fetch.give_rest(&entry.url, rest);
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
        let Found { mut parsed, gave } = found;
        let dropped = dropped(entry, &mut parsed, self.config.max_entries as usize, now);
        let state = health::succeeded(state, entry, gave, &parsed.reports, &self.bounds, now);
        let batch = Batch { dropped, sources: vec![(entry.id.clone(), state)], ..Batch::default() };
        let done = self.clerk.take_in(parsed.reports, batch, now).await?;
        Ok(Event::Polled {
            source: entry.id.clone(),
            new: done.count(Outcome::New),
            revised: done.count(Outcome::Revised),
            known: done.count(Outcome::Known),
        })
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
            (gave.etag, gave.last_modified) = (None, None);
            parsed.faults.push(Fault::new("answer", why));
        }
        let asks = [parsed.meta.ttl_s, parsed.meta.period_s].into_iter().flatten().max();
        gave.asks = gave.asks.max(asks.map(|it| SignedDuration::from_secs(it.into())));
        if parsed.reports.is_empty()
            && let Some(fault) = parsed.faults.first()
        {
            return Err(PollError::Unreadable(fault.to_string()));
        }
        Ok(Found { parsed, gave })
    }

    /// Parses on a thread of its own.
    pub(super) async fn parse(&self, entry: &SourceEntry, answer: Answer) -> Parsed {
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
            match self.fetch.get(&ask.beside(url, Purpose::Archive)).await {
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
            next = Some(self.fetch.get(&ask.beside(url, Purpose::Archive)).await?);
        }
        Ok(found)
    }

    /// The new articles that a page lists.
    async fn listed_pages(&self, entry: &SourceEntry, ask: &Ask) -> Result<Found, PollError> {
        let answer = self.fetch.get(ask).await?;
        let gave = gave(&answer);
        if answer.status == 304 {
            return Ok(Found { gave, ..Found::default() });
        }
        let html = String::from_utf8_lossy(&answer.body);
        let links = pages::links(&html, &answer.url, entry.links.as_deref());
        if links.is_empty() {
            return Err(PollError::Unreadable("no link of the page fits `links`".to_owned()));
        }
        let mut parsed = Parsed::default();
        for url in self.unknown(entry, links).await?.into_iter().take(PAGES_AT_ONCE) {
            match self.page(&ask.beside(&url, Purpose::Page)).await {
                Ok(answer) => {
                    let document = self.document(entry, answer, None).await;
                    parsed.reports.extend(document.reports);
                    parsed.faults.extend(document.faults);
                }
                Err(why) => parsed.faults.push(Fault::new(url, why.to_string())),
            }
        }
        Ok(Found { parsed, gave })
    }

    /// Those of some addresses whose report is not in the store.
    async fn unknown(
        &self,
        entry: &SourceEntry,
        urls: Vec<String>,
    ) -> Result<Vec<String>, StoreError> {
        let id = |url: &String| report_id(Some(&canonical_url(url)), &entry.id, None, "");
        let known = self.clerk.known(urls.iter().map(id).collect()).await?;
        Ok(urls.into_iter().zip(known).filter(|it| !it.1).map(|it| it.0).collect())
    }

    /// Reads the page of an article.
    async fn document(
        &self,
        entry: &SourceEntry,
        answer: Answer,
        published: Option<crate::model::Published>,
    ) -> Parsed {
        let (entry, now) = (entry.clone(), self.now());
        let work = spawn_blocking(move || {
            let document = Document {
                bytes: &answer.body,
                content_type: answer.header("content-type"),
                url: Some(&answer.url),
                published,
                source: &entry.id,
                publisher: entry.publisher.as_deref(),
                ..Document::default()
            };
            feed::document(&document, now)
        });
        work.await.unwrap_or_default()
    }

    /// Puts the text of the article's page in the place of a feed's extract, for reports that are
    /// not known yet. A page that cannot be had leaves the extract, with the reason.
    async fn complete(&self, ask: &Ask, parsed: &mut Parsed) -> Result<(), StoreError> {
        let ids: Vec<Slug> = parsed.reports.iter().map(|it| it.id.clone()).collect();
        let known = self.clerk.known(ids).await?;
        let mut kept = Vec::with_capacity(parsed.reports.len());
        for (report, known) in std::mem::take(&mut parsed.reports).into_iter().zip(known) {
            // A known report was completed when it came; the extract must not count as its revision.
            if !known {
                kept.push(self.completed(ask, report).await);
            }
        }
        parsed.reports = kept;
        Ok(())
    }

    async fn completed(&self, ask: &Ask, mut report: Report) -> Report {
        let Some(url) = report.url.clone() else { return report };
        let answer = match self.page(&ask.beside(&url, Purpose::Page)).await {
            Ok(answer) => answer,
            Err(why) => {
                report.faults.push(Fault::new("full text", why.to_string()));
                return report;
            }
        };
        let (source, now, published) = (report.source.clone(), self.now(), report.published);
        let work = spawn_blocking(move || {
            let document = Document {
                bytes: &answer.body,
                content_type: answer.header("content-type"),
                url: Some(&url),
                published,
                source: &source,
                ..Document::default()
            };
            feed::document(&document, now)
        });
        let full = work.await.unwrap_or_default().reports.into_iter().next();
        match full {
            Some(full) if full.text.text.len() > report.text.text.len() => {
                report.text = full.text;
                report.lang = full.lang.or(report.lang);
            }
            _ => report.faults.push(Fault::new("full text", "the page has no more text")),
        }
        report
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
        let channel = pages::telegram(&String::from_utf8_lossy(&answer.body), &answer.url);
        if channel.posts == 0 {
            return Err(PollError::Unreadable("no post in the channel's web view".to_owned()));
        }
        let parsed = self.parse(entry, channel.answer(answer)).await;
        Ok(Found { parsed, gave })
    }

    /// New and changed documents of a folder; they are taken in at once.
    async fn folder(&self, entry: &SourceEntry, state: &SourceState) -> Result<Found, PollError> {
        let folder = PathBuf::from(entry.url.trim_start_matches("file://"));
        let since =
            state.last_success.and_then(|it| it.checked_sub(SignedDuration::from_secs(10)).ok());
        let given = Given { source: Some(entry.id.clone()), ..Given::default() };
        let now = self.now();
        if !folder.is_dir() {
            return Err(PollError::Unreadable(format!("no folder `{}`", folder.display())));
        }
        let done = self
            .clerk
            .ask(move |writer, coder| {
                let paths = changed_since(&folder, since);
                documents(writer, coder, &paths, &given, now, &mut |_| {})
            })
            .await?;
        let parsed = Parsed { faults: done.faults, ..Parsed::default() };
        Ok(Found { parsed, gave: Gave::default() })
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

/// What of a source's entries was not taken in; entries over the cap are cut off.
fn dropped(entry: &SourceEntry, parsed: &mut Parsed, most: usize, now: Timestamp) -> Vec<Dropped> {
    if parsed.reports.len() > most {
        let why = format!("{} entries, no more than {most} are read", parsed.reports.len());
        parsed.reports.truncate(most);
        parsed.faults.push(Fault::new("feed", why));
    }
    let dropped = |it: &Fault| Dropped {
        at: now,
        source: entry.id.clone(),
        what: it.what.clone(),
        why: it.why.clone(),
    };
    parsed.faults.iter().map(dropped).collect()
}
