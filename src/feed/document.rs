//! Documents: what lies on a disk, whatever its kind, and the feeds and pages that servers send.
//!
//! The kind is told by the content; the name of a file helps where the content leaves it open.

use std::borrow::Cow;

use jiff::Timestamp;

use crate::{
    model::{Fault, Lang},
    text::{
        self, Block,
        markup::{self, Dialect, Piece},
    },
};

use super::{
    Document, FeedMeta, LARGEST_DOCUMENT, Parsed, decode,
    entry::{self, Draft, Entry, Origin},
    identity, json, page, plain,
    published::Reading,
    second, xml,
};

/// What a text is, by its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A feed in XML.
    Feed,
    /// JSON, or JSON a line.
    Json,
    /// A web page or a part of one.
    Page,
    /// Words.
    Plain,
}

/// Reads a document; see [`super::document()`].
pub(super) fn read(document: &Document<'_>, now: Timestamp) -> Parsed {
    let origin = Origin {
        source: document.source,
        publisher: document.publisher,
        path: document.path,
        language: None,
        now,
    };
    match characters(document) {
        Ok(text) => read_text(&text, document, origin),
        Err(why) => failed(document, Fault::new("document", why)),
    }
}

fn failed(document: &Document<'_>, fault: Fault) -> Parsed {
    let what = document.path.map_or(fault.what, str::to_owned);
    Parsed { faults: vec![Fault { what, ..fault }], ..Parsed::default() }
}

/// The characters of a document, or why it has none.
fn characters<'a>(document: &Document<'a>) -> Result<Cow<'a, str>, String> {
    let bytes = document.bytes;
    if bytes.len() > LARGEST_DOCUMENT {
        let size = bytes.len() >> 20;
        return Err(format!("it has {size} MB, more than {} MB", LARGEST_DOCUMENT >> 20));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("it is empty".to_owned());
    }
    if let Some(name) = decode::binary(bytes) {
        return Err(format!("it is no text but {name}"));
    }
    if let Some(text) = decode::decode_file(bytes, document.content_type) {
        return Ok(text);
    }
    // A feed in an encoding that nobody knows any more still has its entries.
    let text = decode::decode(bytes, document.content_type);
    let feed = text.starts_with('<') && kind_of(&text, document.path) == Kind::Feed;
    feed.then_some(text).ok_or("it is not valid UTF-8 and names no other encoding".to_owned())
}

fn read_text(text: &str, document: &Document<'_>, origin: Origin<'_>) -> Parsed {
    let text = text.trim_start_matches('\u{feff}');
    let parsed = match kind_of(text, document.path) {
        Kind::Feed => read_feed(text, document.url, origin),
        Kind::Json => read_json(text, document.url, origin),
        Kind::Page => read_page(text, document, origin).map(Parsed::one),
        Kind::Plain => Ok(Parsed::one(read_plain(text, document, origin))),
    };
    match parsed {
        Ok(mut parsed) => {
            for report in &mut parsed.reports {
                supply(report, document);
            }
            for fault in &mut parsed.faults {
                name(fault, document.path);
            }
            parsed
        }
        Err(fault) => failed(document, fault),
    }
}

/// Says in which file a fault is.
fn name(fault: &mut Fault, path: Option<&str>) {
    let Some(path) = path else { return };
    match &mut fault.at {
        Some((file, _)) => path.clone_into(file),
        None => path.clone_into(&mut fault.what),
    }
}

/// What the reader knows fills what a document leaves open.
fn supply(report: &mut crate::model::Report, document: &Document<'_>) {
    if report.published.is_none() {
        report.published = document.published;
        if report.published.is_some() {
            report.faults.retain(|it| it.what != "published");
        }
    }
}

/// What a text is.
pub(super) fn kind_of(text: &str, path: Option<&str>) -> Kind {
    const HEAD: usize = 4096;
    let ending = path.and_then(|it| it.rsplit_once('.')).map(|it| it.1.to_ascii_lowercase());
    let start = text.trim_start();
    if looks_like_json(start) || matches!(ending.as_deref(), Some("json" | "jsonl")) {
        return Kind::Json;
    }
    let marked = start.starts_with('<');
    let prose = start.get(..HEAD).or(Some(start)).filter(|_| !marked).unwrap_or_default();
    match (first_known_tag(start), ending.as_deref()) {
        (Some(Kind::Feed), Some("html" | "htm" | "xhtml")) if !marked => Kind::Page,
        (Some(Kind::Feed), _) | (_, Some("xml" | "rss" | "atom")) => Kind::Feed,
        (Some(Kind::Page), _) if marked || entry::has_tags(prose) => Kind::Page,
        (_, Some("html" | "htm" | "xhtml")) => Kind::Page,
        _ if start.starts_with("<?xml") => Kind::Feed,
        _ => Kind::Plain,
    }
}

/// The kind that the first tags tell: comments, doctypes and what stands before them do not count.
fn first_known_tag(text: &str) -> Option<Kind> {
    const LOOKED_AT: usize = 60;
    let mut page = None;
    for piece in markup::pieces(text, Dialect::Xml).take(LOOKED_AT) {
        let Piece::Open(tag) = piece else { continue };
        let local = tag.name.rsplit_once(':').map_or(tag.name, |it| it.1).to_ascii_lowercase();
        match &*local {
            "rss" | "rdf" | "feed" | "channel" | "item" | "entry" if page.is_none() => {
                return Some(Kind::Feed);
            }
            "html" | "head" | "body" | "p" | "div" | "h1" | "h2" | "article" | "table" | "br"
            | "ul" | "meta" => {
                page = Some(Kind::Page);
            }
            _ => {}
        }
    }
    page
}

/// `{"`, `{}`, `[{`, `["` or `[]`, blanks between.
fn looks_like_json(text: &str) -> bool {
    let second = |rest: &str, signs: &[char]| rest.trim_start().starts_with(signs);
    match (text.strip_prefix('{'), text.strip_prefix('[')) {
        (Some(rest), _) => second(rest, &['"', '}']),
        (_, Some(rest)) => second(rest, &['{', '"', ']', '[']),
        _ => false,
    }
}

/// Reads a feed in XML.
pub(super) fn read_feed(
    text: &str,
    base: Option<&str>,
    origin: Origin<'_>,
) -> Result<Parsed, Fault> {
    let mut found = xml::read(text, base);
    // An empty feed is no reason to ask again.
    let named = ["item", "entry", "ITEM", "ENTRY"].iter().any(|it| text.contains(it));
    if found.entries.is_empty()
        && named
        && let Some(other) = second::read(text, base)
    {
        found = other;
    }
    if !found.is_feed {
        return Err(Fault::new("feed", "no feed in it"));
    }
    let mut faults = Vec::new();
    if found.cut {
        let whole = found.entries.len();
        faults
            .push(Fault::new("feed", format!("it ends within an entry, {whole} whole before it")));
    }
    Ok(of_entries(found.entries, found.meta, faults, origin))
}

fn of_entries(
    entries: Vec<Entry>,
    meta: FeedMeta,
    faults: Vec<Fault>,
    origin: Origin<'_>,
) -> Parsed {
    let mut reports: Vec<_> =
        entries.into_iter().map(|it| entry::report(it, &meta, origin)).collect();
    identity::tell_apart(&mut reports, meta.link.as_deref());
    Parsed { reports, faults, meta }
}

/// Reads JSON of any of the shapes that are known.
pub(super) fn read_json(
    text: &str,
    base: Option<&str>,
    origin: Origin<'_>,
) -> Result<Parsed, Fault> {
    let (entries, meta, faults) = json::read(text, base)?;
    Ok(of_entries(entries, meta, faults, origin))
}

/// Reads a web page as one report.
fn read_page(
    html: &str,
    document: &Document<'_>,
    origin: Origin<'_>,
) -> Result<crate::model::Report, Fault> {
    let (mut entry, mut blocks) = page::read(html, document.url)?;
    let mut faults = Vec::new();
    let mut published = entry::date_of(&entry.dates, origin.now, &mut faults);
    let dateline = take_dateline(&mut blocks);
    if entry.title.is_empty() {
        entry.title = take_heading(&mut blocks);
    }
    repeated(&mut blocks, &entry.title);
    if blocks.is_empty() && entry.title.is_empty() {
        return Err(Fault::new("html", "no text in it"));
    }
    let text = text::assemble(&entry.title, &blocks);
    if published.is_none()
        && let Some(reading) = dateline
    {
        published = settled(reading, &text.text, origin.now, &mut faults);
    }
    let said = entry.language.as_deref().and_then(Lang::from_tag);
    let lang = entry::language_of(&text, said);
    let url = entry.link.or_else(|| document.url.map(str::to_owned));
    Ok(entry::finish(Draft { url, guid: None, lang, published, text, faults }, origin))
}

fn settled(
    reading: Reading,
    body: &str,
    now: Timestamp,
    faults: &mut Vec<Fault>,
) -> Option<crate::model::Published> {
    match plain::settle(reading, body, now) {
        Ok(published) => Some(published),
        Err(fault) => {
            faults.push(fault);
            None
        }
    }
}

/// Takes a byline or date line from among the first and last blocks.
fn take_dateline(blocks: &mut Vec<Block>) -> Option<Reading> {
    const ENDS: usize = 4;
    let count = blocks.len();
    let mut found = None;
    for at in (0..count).filter(|it| *it < ENDS || it + ENDS >= count) {
        if let Some(block) = blocks.get_mut(at) {
            found = found.or(plain::take_date(&mut block.text));
        }
    }
    blocks.retain(|it| !it.text.is_empty());
    found
}

/// Takes the first block, if it is a heading, for the title.
fn take_heading(blocks: &mut Vec<Block>) -> String {
    use crate::model::PassageKind::Heading;
    match blocks.first() {
        Some(it) if it.kind == Heading && blocks.len() > 1 => blocks.remove(0).text,
        _ => String::new(),
    }
}

/// Blocks among the first that only say the title again go.
fn repeated(blocks: &mut Vec<Block>, title: &str) {
    let title = text::fold(title);
    let mut at = 0;
    blocks.retain(|it| {
        at += 1;
        at > 4 || title.is_empty() || text::fold(&it.text) != title
    });
}

/// Reads plain words as one report.
fn read_plain(words: &str, document: &Document<'_>, origin: Origin<'_>) -> crate::model::Report {
    let words = if words.contains('&') { markup::unescape(words) } else { words.into() };
    let lines = plain::take_apart(&words);
    let text = text::assemble(&lines.title, &text::plain_blocks(&lines.body));
    let mut faults = Vec::new();
    let reading = lines.date.filter(|it| it.sure().is_some() || document.published.is_none());
    let published = reading.and_then(|it| settled(it, &text.text, origin.now, &mut faults));
    let lang = entry::language_of(&text, None);
    let url = lines.url.or_else(|| document.url.map(str::to_owned));
    entry::finish(Draft { url, guid: None, lang, published, text, faults }, origin)
}
