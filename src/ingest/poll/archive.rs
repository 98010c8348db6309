//! Walking back into an archive, page by page. Where the walk stands is committed with each page, so
//! that it goes on after any stop.

use std::{collections::HashSet, time::Duration};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};
use tokio::time::sleep;
use xxhash_rust::xxh3::xxh3_64;

use super::{
    Event, PollError, Poller, ask_for, health,
    named::Target,
    sources::{Memo, channel_of, closes, feed_of},
};
use crate::{
    feed::Parsed,
    fetch::{
        Answer, Ask, Fetch, FetchError, Purpose, pages, paging,
        wordpress::{self, Api, Window},
    },
    model::{Fault, Slug},
    store::{Batch, Dropped, Outcome, SourceState, StoreError},
    theatre::SourceEntry,
};

/// How often a page is tried before the walk rests.
const TRIES: u32 = 5;

/// Where a walk stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Walk {
    /// How far back it goes.
    since: Timestamp,
    /// When it began: later posts are the regular poll's.
    until: Timestamp,
    /// What comes next.
    next: Step,
    /// Pages done.
    done: u32,
    /// Reports that were not known, so far.
    new: usize,
}

/// The next page of a walk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Step {
    /// A page of a WordPress archive.
    Posts { api: Api, page: u32, total: Option<u32> },
    /// A page of a feed.
    Feed { url: String },
    /// A page of a Telegram channel.
    Channel { url: String },
}

/// A page that was read.
struct Page {
    parsed: Parsed,
    /// What comes after it; `None` at the end of the archive.
    next: Option<Step>,
}

impl<F: Fetch + 'static> Poller<F> {
    /// Walks back to a day, or goes on where an earlier walk to the same day stopped.
    pub(super) async fn page_back(&self, target: &Target, since: Date) -> Event {
        let event = match self.try_page_back(target, since).await {
            Ok(event) => event,
            Err(why) => Event::Failed { source: target.id(), why: why.to_string() },
        };
        (self.tell)(&event);
        event
    }

    async fn try_page_back(&self, target: &Target, since: Date) -> Result<Event, PollError> {
        let known = self.entry_of(target).await?;
        if let Some(Err(why)) = known.first {
            return Err(why.into());
        }
        let (entry, state) = (known.entry, known.state);
        let ask = Ask { etag: None, last_modified: None, ..ask_for(&entry, &state)? };
        let mut memo = Memo::of(&state);
        let since =
            since.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |it| it.timestamp());
        let mut walk = match memo.walk.take().filter(|it| it.since == since) {
            Some(walk) => walk,
            None => self.begin(&entry, &ask, &mut memo, since).await?,
        };
        let (mut totals, mut seen) = ((0, 0, 0), Seen::default());
        let telling = self.clerk.telling(&format!("paging back {}, page", entry.id));
        loop {
            let page = self.patiently(&entry, &ask, &walk).await?;
            let reports = &page.parsed.reports;
            let is_new = seen.adds(reports.iter().map(|it| it.id.as_str()));
            let oldest = reports.iter().filter_map(|it| Some(it.published?.instant())).min();
            // Posts come from old to new and say how many pages there are. Other archives end at the
            // day that was asked for, or at a page that has nothing new.
            let past = !matches!(walk.next, Step::Posts { .. })
                && (!is_new || oldest.is_some_and(|it| it < since));
            walk.done += 1;
            let next = page.next.filter(|_| !past);
            let finished = next.is_none();
            walk.next = next.unwrap_or(walk.next);
            memo.walk = Some(walk.clone()).filter(|_| !finished);
            let counts = self.commit(&entry, &state, &memo, page.parsed, since).await?;
            totals = (totals.0 + counts.0, totals.1 + counts.1, totals.2 + counts.2);
            walk.new += counts.0;
            let event = told(&entry.id, &walk);
            if let Event::Page { done, total, .. } = &event {
                telling.tell(*done, total.unwrap_or(0));
            }
            (self.tell)(&event);
            if finished {
                break;
            }
        }
        let (new, revised, known) = totals;
        Ok(Event::Polled { source: entry.id, new, revised, known })
    }

    /// The first step: the WordPress API where there is one, else the feed's own pages.
    async fn begin(
        &self,
        entry: &SourceEntry,
        ask: &Ask,
        memo: &mut Memo,
        since: Timestamp,
    ) -> Result<Walk, PollError> {
        let until = self.now();
        let next = match entry.kind.as_str() {
            "telegram" => {
                let url = pages::telegram_address(&ask.url).filter(|_| !entry.allow_private);
                Step::Channel { url: url.unwrap_or_else(|| ask.url.clone()) }
            }
            "wordpress" if !memo.closed => {
                let window = Window::Between { since, until };
                match self.looker.first_page(memo, ask, &window).await {
                    Ok((api, answer)) => {
                        memo.api = Some(api.clone());
                        Step::Posts { api, page: 1, total: wordpress::total_pages(&answer) }
                    }
                    Err(why) if closes(&why) => {
                        memo.closed = true;
                        Step::Feed { url: feed_of(&ask.url).unwrap_or_else(|| ask.url.clone()) }
                    }
                    Err(why) => return Err(why.into()),
                }
            }
            "wordpress" => Step::Feed { url: feed_of(&ask.url).unwrap_or_else(|| ask.url.clone()) },
            "feed" => Step::Feed { url: ask.url.clone() },
            other => {
                let why = format!("a source of kind `{other}` has no archive to page back into");
                return Err(PollError::Unreadable(why));
            }
        };
        Ok(Walk { since, until, next, done: 0, new: 0 })
    }

    /// Reads the next page, again after a rest where it fails for the moment.
    async fn patiently(
        &self,
        entry: &SourceEntry,
        ask: &Ask,
        walk: &Walk,
    ) -> Result<Page, PollError> {
        let mut tries = 0;
        loop {
            match self.step(entry, ask, walk).await {
                Err(PollError::Source(why)) if tries + 1 < TRIES && passes(&why) => {
                    tries += 1;
                    let fault = PollError::Source(why);
                    let rest = health::rest(&fault, self.now());
                    let rest = rest.and_then(|it| Duration::try_from(it).ok()).unwrap_or_default();
                    sleep(rest.max(Duration::from_secs(1 << tries)).min(Duration::from_secs(300)))
                        .await;
                }
                result => return result,
            }
        }
    }

    async fn step(&self, entry: &SourceEntry, ask: &Ask, walk: &Walk) -> Result<Page, PollError> {
        match &walk.next {
            Step::Posts { api, page, total } => {
                self.posts(entry, ask, walk, api, *page, *total).await
            }
            Step::Feed { url } => self.feed_page(entry, ask, url, walk.done).await,
            Step::Channel { url } => {
                let answer = self.get(ask, url).await?;
                let (answer, channel) = channel_of(answer).await;
                let next = channel.before.clone().map(|url| Step::Channel { url });
                let parsed = self.looker.parse(entry, channel.answer(answer)).await;
                Ok(Page { parsed, next })
            }
        }
    }

    async fn get(&self, ask: &Ask, url: &str) -> Result<Answer, FetchError> {
        self.looker.fetch.get(&ask.beside(url, Purpose::Archive)).await
    }

    async fn posts(
        &self,
        entry: &SourceEntry,
        ask: &Ask,
        walk: &Walk,
        api: &Api,
        page: u32,
        total: Option<u32>,
    ) -> Result<Page, PollError> {
        let window = Window::Between { since: walk.since, until: walk.until };
        let url = api.page(&window, page).ok_or_else(|| FetchError::Scheme(ask.url.clone()))?;
        let answer = match self.looker.whole(&ask.beside(&url, Purpose::Archive)).await {
            Ok(answer) => answer,
            // WordPress answers 400 to a page past the last.
            Err(FetchError::Status { code: 400 | 404, .. }) if page > 1 => {
                return Ok(Page { parsed: Parsed::default(), next: None });
            }
            Err(why) => return Err(why.into()),
        };
        let total = wordpress::total_pages(&answer).or(total);
        let parsed = self.looker.parse(entry, answer).await;
        let more = total.map_or(parsed.reports.len() >= wordpress::PER_PAGE, |it| page < it);
        let next = more.then(|| Step::Posts { api: api.clone(), page: page + 1, total });
        Ok(Page { parsed, next })
    }

    async fn feed_page(
        &self,
        entry: &SourceEntry,
        ask: &Ask,
        url: &str,
        done: u32,
    ) -> Result<Page, PollError> {
        let answer = match self.get(ask, url).await {
            Ok(answer) => answer,
            Err(FetchError::Status { code: 404, .. }) if done > 0 => {
                return Ok(Page { parsed: Parsed::default(), next: None });
            }
            Err(why) => return Err(why.into()),
        };
        let (here, is_wordpress) = (answer.url.clone(), paging::is_wordpress(&answer.body));
        let cut = answer.cut.clone();
        let mut parsed = self.looker.parse(entry, answer).await;
        parsed.faults.extend(cut.map(|why| Fault::new("answer", why)));
        if parsed.reports.is_empty()
            && done == 0
            && let Some(fault) = parsed.faults.first()
        {
            return Err(PollError::Unreadable(fault.to_string()));
        }
        let older = parsed.meta.next.as_deref().or(parsed.meta.prev_archive.as_deref());
        let next = paging::next_page(&here, older, is_wordpress || here.contains("paged="));
        Ok(Page { parsed, next: next.map(|url| Step::Feed { url }) })
    }

    /// Commits a page with the cursor behind it: new, revised and known reports.
    async fn commit(
        &self,
        entry: &SourceEntry,
        known: &SourceState,
        memo: &Memo,
        parsed: Parsed,
        since: Timestamp,
    ) -> Result<(usize, usize, usize), StoreError> {
        // A poller may have looked at the source in between: its word on the health stays.
        let state = self.clerk.state(&entry.id).await?;
        let state = SourceState {
            url: state.url.or_else(|| known.url.clone()),
            kind: state.kind.or_else(|| known.kind.clone()),
            backfill: memo.to_text(),
            ..state
        };
        let now = self.now();
        let dropped =
            |it: Fault| Dropped { at: now, source: entry.id.clone(), what: it.what, why: it.why };
        let mut reports = parsed.reports;
        reports.retain(|it| it.published.is_none_or(|it| it.instant() >= since));
        let batch = Batch {
            dropped: parsed.faults.into_iter().map(dropped).collect(),
            sources: vec![(entry.id.clone(), state)],
            ..Batch::default()
        };
        let done = self.clerk.take_in(reports, batch, now).await?;
        Ok((done.count(Outcome::New), done.count(Outcome::Revised), done.count(Outcome::Known)))
    }
}

/// What a walk has seen, as hashes: an archive may lead back to pages that it has given already.
#[derive(Default)]
struct Seen(HashSet<u64>);

impl Seen {
    /// Before it remembers more than so much, it forgets all: a circle is then found a round later.
    const MOST: usize = 200_000;

    /// Whether one of these was not seen yet.
    fn adds<'a>(&mut self, ids: impl Iterator<Item = &'a str>) -> bool {
        if self.0.len() > Self::MOST {
            self.0.clear();
        }
        ids.filter(|it| self.0.insert(xxh3_64(it.as_bytes()))).count() > 0
    }
}

fn told(source: &Slug, walk: &Walk) -> Event {
    let total = match &walk.next {
        Step::Posts { total, .. } => *total,
        _ => None,
    };
    Event::Page { source: source.clone(), done: walk.done, total, new: walk.new }
}

/// Whether a fault may pass by itself.
pub(super) fn passes(why: &FetchError) -> bool {
    match why {
        FetchError::Status { code, .. } => matches!(code, 408 | 425 | 429 | 500..=599),
        FetchError::Timeout { .. }
        | FetchError::Connect(_)
        | FetchError::Broken(_)
        | FetchError::RobotsUnread
        | FetchError::Resting { .. } => true,
        _ => false,
    }
}
