//! Fetching: one address to bytes, politely and within limits; and what follows from the answer.
//!
//! [`Fetch`] is the one seam: [`Http`] is the real thing, tests script their own. [`Polite`] wraps
//! either and keeps the manners towards hosts. Everything else here is pure: when a source is due
//! ([`schedule`]), what a header says ([`fields`]), where an archive goes on ([`wordpress`],
//! [`paging`]), which links of a page are articles ([`pages`]). Nothing here parses articles, knows
//! a store or reads the clock: `now` comes in as a parameter.

use std::{fmt, future::Future, time::Duration};

mod body;
pub mod fields;
mod guard;
mod http;
pub mod look;
pub mod opml;
pub mod pages;
pub mod paging;
mod polite;
pub mod robots;
pub mod schedule;
pub mod wordpress;

pub use http::{Http, Limits};
pub use polite::Polite;

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// The address.
    pub url: String,
    /// The address as the source's entry has it: its own origin may be private, and no other has a
    /// right to its headers.
    pub home: Option<String>,
    /// Whether private, loopback and link-local addresses are allowed everywhere.
    pub allow_private: bool,
    /// Validator of the answer that is known.
    pub etag: Option<String>,
    /// Validator of the answer that is known.
    pub last_modified: Option<String>,
    /// Further headers, secrets among them; sent to the origin of `home` only, and never logged.
    pub headers: Vec<(String, Secret)>,
    /// Proxy instead of the usual one.
    pub proxy: Option<String>,
    /// What it is for.
    pub purpose: Purpose,
}

impl Ask {
    /// Asks for an address and nothing else.
    pub fn for_url(url: impl Into<String>) -> Self {
        let url = url.into();
        Self { home: Some(url.clone()), url, ..Self::default() }
    }

    /// The same manners for another address that the source leads to, without validators.
    #[must_use]
    pub fn beside(&self, url: impl Into<String>, purpose: Purpose) -> Self {
        Self { url: url.into(), etag: None, last_modified: None, purpose, ..self.clone() }
    }
}

/// What an answer is wanted for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// The regular look at a source.
    #[default]
    Poll,
    /// Older pages of an archive.
    Archive,
    /// The page of an article, or `robots.txt`.
    Page,
}

/// A header value that no log shows.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// An answer: 200 with its body, or 304 without.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status: 2xx or 304.
    pub status: u16,
    /// The address that answered, after redirects.
    pub url: String,
    /// Where the asked address has moved for good: only where every redirect said so.
    pub moved_to: Option<String>,
    /// Lower-case names and values of the headers that count ([`fields::KEPT`]).
    pub headers: Vec<(&'static str, String)>,
    /// The unpacked body.
    pub body: Vec<u8>,
    /// Bytes of the body as they came over the line.
    pub wire_bytes: u64,
    /// Why the body ends too early; what came before the cut is in `body`.
    pub cut: Option<String>,
}

impl Answer {
    /// The value of a kept header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(it, _)| *it == name).map(|(_, value)| value.as_str())
    }
}

/// What ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Making the connection.
    Connect,
    /// Waiting for the answer to begin.
    FirstByte,
    /// Waiting for the next bytes of the body.
    Body,
    /// The whole answer.
    Whole,
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect => "no connection",
            Self::FirstByte => "no answer",
            Self::Body => "the body stalled",
            Self::Whole => "the answer was not complete",
        })
    }
}

/// Why nothing came of it, in the words that the sources pane shows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// Out of patience.
    #[error("{phase} within {} s", after.as_secs_f32().ceil())]
    Timeout {
        /// What ran out.
        phase: Phase,
        /// After how long.
        after: Duration,
    },
    /// No connection.
    #[error("cannot connect: {0}")]
    Connect(String),
    /// The name is not known.
    #[error("unknown host: {0}")]
    UnknownHost(String),
    /// An answer that says no.
    #[error("HTTP {code}{}", reason(*code))]
    Status {
        /// The status.
        code: u16,
        /// `Retry-After` as it was sent.
        retry_after: Option<String>,
    },
    /// The host asked for rest, and this was not sent.
    #[error("the host asked for rest, {} s to go", left.as_secs())]
    Resting {
        /// For how long still.
        left: Duration,
    },
    /// More bytes than allowed.
    #[error("answer larger than {limit} bytes{}", if *unpacked { " unpacked" } else { "" })]
    TooLarge {
        /// The cap.
        limit: u64,
        /// Whether after decompression.
        unpacked: bool,
    },
    /// Too many redirects.
    #[error("more than {0} redirects")]
    TooManyRedirects(u32),
    /// A redirect to where it had been.
    #[error("redirects in a circle")]
    RedirectLoop,
    /// An address in a private network, reached from a public one.
    #[error("refused: `{0}` is a private address")]
    Private(String),
    /// Not a web address.
    #[error("refused: `{0}` is no http or https address")]
    Scheme(String),
    /// The connection or the encoding broke.
    #[error("broken answer: {0}")]
    Broken(String),
    /// `robots.txt` says no.
    #[error("robots.txt forbids it")]
    Robots,
    /// Whether `robots.txt` says no is not known.
    #[error("robots.txt cannot be read for now")]
    RobotsUnread,
}

impl FetchError {
    /// Whether the source is gone for good.
    pub fn is_gone(&self) -> bool {
        matches!(self, Self::Status { code: 410, .. })
    }
}

fn reason(code: u16) -> String {
    reqwest::StatusCode::from_u16(code)
        .ok()
        .and_then(|it| it.canonical_reason())
        .map_or(String::new(), |it| format!(" {}", it.to_lowercase()))
}

/// One address to an answer.
pub trait Fetch: Send + Sync {
    /// Asks once; redirects are followed, nothing is repeated.
    fn get(&self, ask: &Ask) -> impl Future<Output = Result<Answer, FetchError>> + Send;
}

impl<F: Fetch> Fetch for std::sync::Arc<F> {
    fn get(&self, ask: &Ask) -> impl Future<Output = Result<Answer, FetchError>> + Send {
        self.as_ref().get(ask)
    }
}
