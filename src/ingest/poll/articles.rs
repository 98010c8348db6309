//! Articles that have a page of their own: those that a page lists, and the full text of extracts.

use std::collections::HashSet;

use tokio::task::spawn_blocking;
use xxhash_rust::xxh3::xxh3_64;

use super::{
    PollError,
    looker::Looker,
    sources::{Found, Memo, gave},
};
use crate::{
    feed::{self, Document, Parsed, canonical_url, report_id},
    fetch::{Answer, Ask, Fetch, FetchError, Purpose, pages},
    model::{Fault, Report, Slug},
    store::{SourceState, StoreError},
    theatre::SourceEntry,
};

impl<F: Fetch + 'static> Looker<F> {
    /// The new articles that a page lists.
    pub(super) async fn listed_pages(
        &self,
        entry: &SourceEntry,
        state: &SourceState,
        ask: &Ask,
    ) -> Result<Found, PollError> {
        let answer = self.fetch.get(ask).await?;
        let mut found = Found { gave: gave(&answer), ..Found::default() };
        if answer.status == 304 {
            return Ok(found);
        }
        let mut all_done = answer.cut.is_none();
        found.parsed.faults.extend(answer.cut.clone().map(|why| Fault::new("page", why)));
        let links = links_of(answer, entry.links.clone()).await;
        if links.is_empty() {
            return Err(PollError::Unreadable("no link of the page fits `links`".to_owned()));
        }
        let mut memo = Memo::of(state);
        let listed: HashSet<u64> = links.iter().map(|it| hash(it)).collect();
        memo.settled.retain(|it| listed.contains(it));
        let new = self.unknown(entry, &memo, links).await?;
        all_done &= new.len() <= self.pages_at_once;
        for url in new.into_iter().take(self.pages_at_once) {
            match self.page(&ask.beside(&url, Purpose::Page)).await {
                Ok(answer) => {
                    memo.settled.push(hash(&url));
                    let document = self.document(entry, answer).await;
                    found.parsed.reports.extend(document.reports);
                    found.parsed.faults.extend(document.faults);
                }
                Err(why) => {
                    if is_for_good(&why) {
                        memo.settled.push(hash(&url));
                    } else {
                        all_done = false;
                    }
                    found.parsed.faults.push(Fault::new(url, why.to_string()));
                }
            }
        }
        if !all_done {
            found.gave.forget_validators();
        }
        found.gave.memo = memo.to_text();
        Ok(found)
    }

    /// Those of some addresses that are not done with and whose report is not in the store.
    async fn unknown(
        &self,
        entry: &SourceEntry,
        memo: &Memo,
        mut urls: Vec<String>,
    ) -> Result<Vec<String>, StoreError> {
        let settled: HashSet<u64> = memo.settled.iter().copied().collect();
        urls.retain(|it| !settled.contains(&hash(it)));
        let id = |url: &String| report_id(Some(&canonical_url(url)), &entry.id, None, "");
        let known = self.known(urls.iter().map(id).collect()).await?;
        Ok(urls.into_iter().zip(known).filter(|it| !it.1).map(|it| it.0).collect())
    }

    /// Reads the page of an article.
    async fn document(&self, entry: &SourceEntry, answer: Answer) -> Parsed {
        let (entry, now) = (entry.clone(), self.now());
        let work = spawn_blocking(move || {
            let document = Document {
                bytes: &answer.body,
                content_type: answer.header("content-type"),
                url: Some(&answer.url),
                source: &entry.id,
                publisher: entry.publisher.as_deref(),
                ..Document::default()
            };
            feed::document(&document, now)
        });
        work.await.unwrap_or_default()
    }

    /// Puts the text of the article's page in the place of a feed's extract, for reports that are
    /// not known yet, so many at once; the rest wait for the next poll where the source gives them
    /// again, else they stay as they are. A page that cannot be had leaves the extract, with the
    /// reason.
    pub(super) async fn complete(
        &self,
        ask: &Ask,
        found: &mut Found,
        gives_again: bool,
    ) -> Result<(), StoreError> {
        let reports = std::mem::take(&mut found.parsed.reports);
        let ids: Vec<Slug> = reports.iter().map(|it| it.id.clone()).collect();
        let known = self.known(ids).await?;
        // A known report was completed when it came; the extract must not count as its revision.
        let new = reports.into_iter().zip(known).filter(|it| !it.1).map(|it| it.0);
        let mut new: Vec<Report> = new.collect();
        let rest = new.split_off(new.len().min(self.pages_at_once));
        for report in new {
            let report = self.completed(ask, report).await;
            found.parsed.reports.push(report);
        }
        if self.clerk.is_none() || !gives_again {
            found.parsed.reports.extend(rest);
        } else if !rest.is_empty() {
            let why = format!("{} articles wait for the next poll", rest.len());
            found.parsed.faults.push(Fault::new("full text", why));
            found.gave.forget_validators();
        }
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
}

/// The links of a page, read on a thread of its own.
async fn links_of(page: Answer, pattern: Option<String>) -> Vec<String> {
    let work = spawn_blocking(move || {
        pages::links(&String::from_utf8_lossy(&page.body), &page.url, pattern.as_deref())
    });
    work.await.unwrap_or_default()
}

/// Whether there is no sense in asking for a page again while its link stands.
fn is_for_good(why: &FetchError) -> bool {
    matches!(why, FetchError::Status { code: 404 | 410, .. } | FetchError::Robots)
}

fn hash(link: &str) -> u64 {
    xxh3_64(link.as_bytes())
}
