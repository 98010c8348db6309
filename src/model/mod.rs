//! The words of the program as types: report, event mention, incident and what they are made of.
//!
//! Plain data without behaviour beyond what follows from the data alone. Spans are byte ranges
//! into [`Report::text`]; dates are civil dates of the event's country; instants are UTC.

use std::{fmt, ops::Range, sync::Arc};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

mod event;
mod incident;

pub use event::*;
pub use incident::*;

/// A short lower-case name that is part of the machine interface: an actor id, an event code, a
/// source id. Cheap to clone.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slug(Arc<str>);

impl Slug {
    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Slug {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Slug {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl std::ops::Deref for Slug {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Slug {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Slug {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for Slug {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

/// A half-open byte range into the text of a report; both ends lie on character boundaries.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(from = "(u32, u32)", into = "(u32, u32)")]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The span of these byte offsets; texts are far below 4 GiB (documents are capped at 16 MB).
    pub fn new(start: usize, end: usize) -> Self {
        Self {
            start: u32::try_from(start).unwrap_or(u32::MAX),
            end: u32::try_from(end).unwrap_or(u32::MAX),
        }
    }

    /// As a range of `usize`, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies within this one.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

impl From<(u32, u32)> for Span {
    fn from((start, end): (u32, u32)) -> Self {
        Self { start, end }
    }
}

impl From<Span> for (u32, u32) {
    fn from(span: Span) -> Self {
        (span.start, span.end)
    }
}

/// The language of a report or passage, as far as reading differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// English.
    En,
    /// French.
    Fr,
    /// Arabic.
    Ar,
}

impl Lang {
    /// All three, in the order of the enum.
    pub const ALL: [Self; 3] = [Self::En, Self::Fr, Self::Ar];

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Fr => "fr",
            Self::Ar => "ar",
        }
    }

    /// From a BCP 47 tag (`fr`, `fr-FR`, `ar_ML`); `None` for another language.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|it| it.code() == primary)
    }
}

/// When a report was published, as precisely as it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Published {
    /// An instant (RFC 3339 on every output).
    At(Timestamp),
    /// A day without time of day (`YYYY-MM-DD`).
    Day(Date),
}

impl Published {
    /// The civil day, in UTC for an instant.
    pub fn day(self) -> Date {
        match self {
            Self::At(at) => at.to_zoned(jiff::tz::TimeZone::UTC).date(),
            Self::Day(day) => day,
        }
    }

    /// An instant to order by: a bare day counts from its midnight UTC.
    pub fn instant(self) -> Timestamp {
        match self {
            Self::At(at) => at,
            Self::Day(day) => day
                .to_zoned(jiff::tz::TimeZone::UTC)
                .map_or(Timestamp::UNIX_EPOCH, |it| it.timestamp()),
        }
    }

    /// Reads `YYYY-MM-DD` or RFC 3339.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() == 10 {
            return text.parse().ok().map(Self::Day);
        }
        text.parse().ok().map(Self::At)
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(at) => write!(f, "{at}"),
            Self::Day(day) => write!(f, "{day}"),
        }
    }
}

/// Something wrong in input: what, why, and where it helps the place and a way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The thing that is faulty: a field (`published`), a file, an entry.
    pub what: String,
    /// The reason in words, lower case, no full stop.
    pub why: String,
    /// File and line, for files that a person wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<(String, u32)>,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Fault {
    /// A fault without place or hint.
    pub fn new(what: impl Into<String>, why: impl Into<String>) -> Self {
        Self { what: what.into(), why: why.into(), at: None, hint: None }
    }

    /// The same fault at a line (1-based) of a file.
    #[must_use]
    pub fn at(mut self, file: impl Into<String>, line: u32) -> Self {
        self.at = Some((file.into(), line));
        self
    }

    /// The same fault with what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((file, line)) = &self.at {
            write!(f, "{file}:{line}: ")?;
        }
        write!(f, "{}: {}", self.what, self.why)?;
        if let Some(hint) = &self.hint {
            write!(f, " (hint: {hint})")?;
        }
        Ok(())
    }
}

/// What part of an article a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PassageKind {
    /// The title; always the first passage where there is one.
    Title,
    /// A heading within the body.
    Heading,
    /// Running text.
    Paragraph,
    /// One item of a list.
    Item,
    /// A photo or video caption: it tags actors and places but tells no event.
    Caption,
}

/// One passage of a report's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// Where it stands in the text.
    pub span: Span,
}

/// Cleaned article text: title, newline, body (the body alone without a title), with its passages
/// in order. Passages never overlap; what lies between them is line ends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// The text itself, free of control, bidi and zero-width characters.
    pub text: String,
    /// Its passages, in order.
    pub passages: Vec<Passage>,
}

impl Text {
    /// The title, empty when there is none.
    pub fn title(&self) -> &str {
        match self.passages.first() {
            Some(it) if it.kind == PassageKind::Title => self.slice(it.span),
            _ => "",
        }
    }

    /// The words of a span; empty if the span is no part of this text.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or("")
    }
}

/// One article as received from a source, with its cleaned text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Hash of the canonical URL; without one, of source and guid; without both, of the text.
    pub id: Slug,
    /// The source that it came from.
    pub source: Slug,
    /// Whose text it is: the source's family, else the registrable host, else the document.
    pub publisher: String,
    /// The file it was ingested from.
    pub path: Option<String>,
    /// Canonical address.
    pub url: Option<String>,
    /// The feed's own id of the entry.
    pub guid: Option<String>,
    /// Language of the whole, `None` when it is none of the three.
    pub lang: Option<Lang>,
    /// When it was published; `None` when unknown.
    pub published: Option<Published>,
    /// When it first reached us; never dates an event.
    pub first_seen: Timestamp,
    /// The cleaned text.
    pub text: Text,
    /// What was wrong with it.
    pub faults: Vec<Fault>,
}

impl Report {
    /// The reported time: `published`, capped by `first_seen`, else `first_seen`.
    pub fn reported(&self) -> Timestamp {
        self.published.map_or(self.first_seen, |it| it.instant().min(self.first_seen))
    }
}
