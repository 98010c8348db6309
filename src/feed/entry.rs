//! One entry of a feed as its format gave it, and the report that it becomes.
//!
//! Every reader of a format fills an [`Entry`] with raw values; what they mean (which of two texts
//! is fuller, which address is the article's) is decided here, once for all formats.

use jiff::Timestamp;

use crate::{
    model::{Fault, Lang, PassageKind, Published, Report, Slug, Text},
    text::{self, Block, markup},
};

use super::{
    FeedMeta, address,
    identity::report_id,
    published::{self, Reading},
};

/// Raw values of an entry: markup and references of HTML are still in them, those of the format
/// (XML, JSON) are resolved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// The feed's own id.
    pub guid: Option<String>,
    /// The address of the article, absolute.
    pub link: Option<String>,
    /// HTML or plain words.
    pub title: String,
    /// A summary, HTML or plain words.
    pub summary: String,
    /// The whole text, HTML or plain words.
    pub content: String,
    /// The dates as written, the best first.
    pub dates: Vec<String>,
    /// A language tag.
    pub language: Option<String>,
    /// Captions of pictures and videos that stand beside the text.
    pub captions: Vec<String>,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

impl Entry {
    /// Whether there is nothing in it to read or to follow.
    pub(super) fn is_empty(&self) -> bool {
        let words = [&self.title, &self.summary, &self.content];
        words.iter().all(|it| it.trim().is_empty()) && self.link.is_none() && self.guid.is_none()
    }
}

/// What is known of an entry's source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin<'a> {
    /// The source's id.
    pub source: &'a str,
    /// Its publisher family.
    pub publisher: Option<&'a str>,
    /// The file that was read.
    pub path: Option<&'a str>,
    /// Its language, where it has one.
    pub language: Option<Lang>,
    /// When it was read.
    pub now: Timestamp,
}

/// Captions of one entry that are kept.
const MOST_CAPTIONS: usize = 24;

/// The report of an entry.
pub(super) fn report(entry: Entry, meta: &FeedMeta, origin: Origin<'_>) -> Report {
    let mut faults = entry.faults;
    let title = text::html_line(&entry.title);
    let mut blocks = fuller(&entry.content, &entry.summary);
    drop_repeated_title(&mut blocks, &title);
    for caption in entry.captions.iter().take(MOST_CAPTIONS) {
        let caption = Block::new(PassageKind::Caption, &text::html_line(caption));
        if !blocks.contains(&caption) && !is_told(&blocks, &caption.text) && caption.text != title {
            blocks.push(caption);
        }
    }
    let text = text::assemble(&title, &blocks);
    let published = date_of(&entry.dates, origin.now, &mut faults);
    let tag = entry.language.as_deref().or(meta.language.as_deref());
    let lang = language_of(&text, tag.and_then(Lang::from_tag).or(origin.language));
    // A place within a page names an entry that has no other name.
    let place = entry.link.as_ref().filter(|it| it.contains('#'));
    let guid = entry.guid.or_else(|| place.cloned());
    finish(Draft { url: entry.link, guid, lang, published, text, faults }, origin)
}

/// A report less what follows from the rest.
pub(super) struct Draft {
    /// The address as given.
    pub url: Option<String>,
    /// The feed's own id.
    pub guid: Option<String>,
    /// The language.
    pub lang: Option<Lang>,
    /// The date.
    pub published: Option<Published>,
    /// The text.
    pub text: Text,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

/// Gives a report its canonical address, its id and its publisher.
pub(super) fn finish(draft: Draft, origin: Origin<'_>) -> Report {
    let Draft { url, guid, lang, published, text, mut faults } = draft;
    if published.is_none() && !faults.iter().any(|it| it.what == "published") {
        faults.push(Fault::new("published", "no publication date"));
    }
    let clean = |it: &String| text::sanitize(it).trim().to_owned();
    let url = url.map(|it| address::canonical_url(&clean(&it))).filter(|it| !it.is_empty());
    let guid = guid.as_ref().map(clean).filter(|it| !it.is_empty());
    let id = report_id(url.as_deref(), origin.source, guid.as_deref(), &text.text);
    let host = || url.as_deref().and_then(address::registrable_host);
    let publisher =
        origin.publisher.map(str::to_owned).or_else(host).unwrap_or_else(|| id.to_string());
    Report {
        id,
        source: Slug::from(origin.source),
        publisher,
        path: origin.path.map(str::to_owned),
        url,
        guid,
        lang,
        published,
        first_seen: origin.now,
        text,
        faults,
    }
}

/// The language that the words have; what is said of them counts where they do not tell.
pub(super) fn language_of(text: &Text, said: Option<Lang>) -> Option<Lang> {
    const TELLING: usize = 120;
    let body = text::body(text);
    let words = if body.len() < TELLING { &text.text } else { &body };
    match text::language(words) {
        None if words.len() < TELLING => said,
        found => found,
    }
}

/// The first date that can be read; one that is ambiguous or unreadable is a fault.
pub(super) fn date_of(
    dates: &[String],
    now: Timestamp,
    faults: &mut Vec<Fault>,
) -> Option<Published> {
    let mut problem = None;
    for date in dates.iter().filter(|it| !it.trim().is_empty()) {
        match published::read(date) {
            Some(Reading::Sure(published)) => return Some(published),
            Some(Reading::Either { day_first, month_first }) => {
                if let Some(day) = published::not_in_future(day_first, month_first, now) {
                    return Some(Published::Day(day));
                }
                problem = Some(published::open_order(day_first, month_first));
            }
            None => {
                let shown = text::one_line(date);
                problem =
                    problem.or(Some(Fault::new("published", format!("no date in '{shown}'"))));
            }
        }
    }
    faults.extend(problem);
    None
}

/// The blocks of the fuller of two texts.
fn fuller(content: &str, summary: &str) -> Vec<Block> {
    let (first, second) =
        if content.len() >= summary.len() { (content, summary) } else { (summary, content) };
    let blocks = blocks(first);
    let words = |blocks: &[Block]| blocks.iter().map(|it| it.text.len()).sum::<usize>();
    if second.trim().is_empty() || words(&blocks) * 2 >= second.len() {
        return blocks;
    }
    let others = self::blocks(second);
    if words(&others) > words(&blocks) { others } else { blocks }
}

/// The blocks of words that may be HTML, escaped once too often, or plain.
pub(super) fn blocks(words: &str) -> Vec<Block> {
    if has_tags(words) {
        return text::html_blocks(words);
    }
    if !words.contains('&') {
        return text::plain_blocks(words);
    }
    let unescaped = markup::unescape(words);
    if has_tags(&unescaped) {
        text::html_blocks(&unescaped)
    } else {
        text::plain_blocks(&unescaped)
    }
}

/// Whether a `<` in it starts a tag that ends.
pub(super) fn has_tags(words: &str) -> bool {
    let Some(last) = words.rfind('>') else { return false };
    let head = words.get(..last).unwrap_or("");
    head.match_indices('<').any(|(at, _)| {
        let after = head.get(at + 1..).unwrap_or("");
        let tag = after.strip_prefix('/').unwrap_or(after);
        tag.starts_with(|c: char| c.is_ascii_alphabetic()) || tag.starts_with("!--")
    })
}

/// The first block goes where it only says the title again.
fn drop_repeated_title(blocks: &mut Vec<Block>, title: &str) {
    let repeats =
        blocks.first().is_some_and(|it| it.text == title && it.kind != PassageKind::Caption);
    if repeats && blocks.len() > 1 {
        blocks.remove(0);
    }
}

fn is_told(blocks: &[Block], words: &str) -> bool {
    blocks.iter().any(|it| it.text.contains(words))
}
