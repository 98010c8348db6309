//! Bytes to reports: syndication feeds, WordPress archives and documents.
//!
//! [`parse`] reads what a polled source sent, [`document`] what lies on a disk. Both take what
//! comes: a faulty entry is a fault of its own and never loses the rest, and no input panics.

pub mod address;
mod identity;

use jiff::Timestamp;

use crate::{
    model::{Fault, Published, Report, Slug},
    text,
    theatre::SourceEntry,
};

pub use address::canonical_url;
pub use identity::{Fingerprint, fingerprint, report_id, similar_bits};

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

/// Reads what a polled source sent. `base` is the address that it came from.
pub fn parse(
    source: &SourceEntry,
    bytes: &[u8],
    content_type: Option<&str>,
    base: &str,
    now: Timestamp,
) -> Parsed {
    let publisher = source.publisher.as_deref();
    let document =
        Document { bytes, content_type, url: Some(base), publisher, ..Document::default() };
    self::document(&Document { source: &source.id, ..document }, now)
}

/// Reads a document: a feed, a post or posts of WordPress, other JSON, a page, plain text.
pub fn document(document: &Document<'_>, now: Timestamp) -> Parsed {
    let body = String::from_utf8_lossy(document.bytes);
    let text = text::clean_plain(&body);
    let url = document.url.map(canonical_url);
    let id = report_id(url.as_deref(), document.source, None, &text.text);
    let report = Report {
        id: id.clone(),
        source: Slug::from(document.source),
        publisher: document.publisher.map_or_else(|| id.to_string(), str::to_owned),
        path: document.path.map(str::to_owned),
        url,
        guid: None,
        lang: text::language(&text::body(&text)),
        published: document.published,
        first_seen: now,
        text,
        faults: Vec::new(),
    };
    Parsed { reports: vec![report], ..Parsed::default() }
}
