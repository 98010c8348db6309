//! A second opinion on feeds in which the first reader finds nothing: the feed-rs crate.
//!
//! It follows namespaces by the book, so a feed whose elements all come under strange prefixes is
//! found by it. It is asked last: it gives up a whole feed for one fault, takes seven times as
//! long, and is not free of panics, which are caught here.

use std::panic::{AssertUnwindSafe, catch_unwind};

use feed_rs::{model, parser};

use super::{FeedMeta, entry::Entry, xml::Found};

/// The entries that feed-rs finds, `None` when it finds none or fails.
pub(super) fn read(xml: &str, base: Option<&str>) -> Option<Found> {
    let parser = parser::Builder::new()
        .base_uri(base)
        .sanitize_content(false)
        .id_generator(|_, _, _| String::new())
        .build();
    // The characters are decoded already; a declaration of their former encoding would mislead it,
    // and one in the midst of the feed makes it panic.
    let undeclared = xml.replace("<?xml", "<?was-xml");
    let parse = || parser.parse(undeclared.as_bytes()).ok();
    let feed = catch_unwind(AssertUnwindSafe(parse)).ok()??;
    let meta = FeedMeta {
        title: feed.title.map(|it| crate::text::html_line(&it.content)),
        language: feed.language,
        ttl_s: feed.ttl.map(|it| it.saturating_mul(60)),
        ..FeedMeta::default()
    };
    let entries: Vec<Entry> = feed.entries.into_iter().map(entry).collect();
    (!entries.is_empty()).then_some(Found { is_feed: true, cut: false, entries, meta })
}

fn entry(entry: model::Entry) -> Entry {
    let text = |it: Option<model::Text>| it.map(|it| it.content).unwrap_or_default();
    let dates = [entry.published, entry.updated].into_iter().flatten();
    let page = |it: &&model::Link| it.rel.as_deref().is_none_or(|rel| rel == "alternate");
    let captions = entry.media.into_iter().flat_map(|it| [it.title, it.description]).flatten();
    Entry {
        link: entry.links.iter().find(page).map(|it| it.href.clone()),
        guid: Some(entry.id).filter(|it| !it.is_empty()),
        title: text(entry.title),
        summary: text(entry.summary),
        content: entry.content.and_then(|it| it.body).unwrap_or_default(),
        dates: dates.map(|it| it.to_rfc3339()).collect(),
        language: entry.language,
        captions: captions.map(|it| it.content).collect(),
        faults: Vec::new(),
    }
}
