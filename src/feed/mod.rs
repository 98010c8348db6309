//! Bytes to reports: syndication feeds, WordPress archives and documents.
//!
//! [`parse`] reads what a polled source sent, [`document()`] what lies on a disk. Both take what
//! comes: a faulty entry is a fault of its own and never loses the rest, and no input panics.

pub mod address;
pub mod archive;
mod base64;
mod decode;
mod document;
mod entry;
mod identity;
mod json;
mod page;
mod plain;
pub mod published;
mod second;
mod vocabulary;
mod xml;

use jiff::Timestamp;

use crate::{
    model::{Fault, Published, Report},
    theatre::SourceEntry,
};

use document::Kind;
use entry::Origin;

pub use address::canonical_url;
pub use identity::{Fingerprint, fingerprint, report_id, similar_bits};
pub use page::{FeedLink, feed_links};

/// The largest document that is read, in bytes.
pub const LARGEST_DOCUMENT: usize = 16 << 20;

/// What was read out of bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The reports, in the order of the input.
    pub reports: Vec<Report>,
    /// What could not be read; what is wrong within a report stands in the report.
    pub faults: Vec<Fault>,
    /// What a feed says of itself.
    pub meta: FeedMeta,
}

/// What a feed says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedMeta {
    /// Its title.
    pub title: Option<String>,
    /// The page that it belongs to.
    pub link: Option<String>,
    /// Its own address.
    pub itself: Option<String>,
    /// The language tag it gives.
    pub language: Option<String>,
    /// How long it may be kept, in seconds (`ttl`).
    pub ttl_s: Option<u32>,
    /// How often it changes, in seconds (`sy:updatePeriod` by `sy:updateFrequency`).
    pub period_s: Option<u32>,
    /// The next page of a paged feed (RFC 5005).
    pub next: Option<String>,
    /// The archive before this document (RFC 5005).
    pub prev_archive: Option<String>,
    /// A `WebSub` hub.
    pub hub: Option<String>,
}

/// A document to read, with what its reader knows beyond its bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Document<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// The file that they are from, for its ending and for faults.
    pub path: Option<&'a str>,
    /// The media type that a server gave, with its charset.
    pub content_type: Option<&'a str>,
    /// Its address, where the document gives none.
    pub url: Option<&'a str>,
    /// Its date, where the document gives none.
    pub published: Option<Published>,
    /// The id of the source that it counts for.
    pub source: &'a str,
    /// The source's publisher family.
    pub publisher: Option<&'a str>,
}

impl Parsed {
    fn one(report: Report) -> Self {
        Self { reports: vec![report], ..Self::default() }
    }

    fn fault(fault: Fault) -> Self {
        Self { faults: vec![fault], ..Self::default() }
    }
}

/// Reads what a polled source sent. `base` is the address that it came from.
pub fn parse(
    source: &SourceEntry,
    bytes: &[u8],
    content_type: Option<&str>,
    base: &str,
    now: Timestamp,
) -> Parsed {
    let origin = Origin {
        source: &source.id,
        publisher: source.publisher.as_deref(),
        path: None,
        language: source.language,
        now,
    };
    let text = decode::decode(bytes, content_type);
    if text.trim().is_empty() {
        return Parsed::fault(Fault::new("feed", "the answer is empty"));
    }
    let read = match document::kind_of(&text, None) {
        Kind::Json => document::read_json(&text, Some(base), origin),
        Kind::Page => Err(page_for_feed(&text, base)),
        Kind::Feed | Kind::Plain => document::read_feed(&text, Some(base), origin),
    };
    read.unwrap_or_else(Parsed::fault)
}

/// The fault of a page where a feed was promised, with the feeds that the page links to.
fn page_for_feed(html: &str, base: &str) -> Fault {
    let fault = Fault::new("feed", "it is a web page, not a feed");
    let links = feed_links(html, Some(base));
    match links.first() {
        Some(link) => fault.hint(format!("the page links to the feed {}", link.url)),
        None => fault.hint("the page links to no feed"),
    }
}

/// Reads a document: a feed, a post or posts of WordPress, other JSON, a page, plain text.
pub fn document(document: &Document<'_>, now: Timestamp) -> Parsed {
    document::read(document, now)
}

#[cfg(test)]
mod tests;
