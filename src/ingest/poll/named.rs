//! What the caller names: sources by their id, or addresses.

use jiff::civil::Date;

use super::Poller;
use crate::{
    fetch::{Answer, Fetch, FetchError, look},
    model::Slug,
    store::{SourceState, StoreError},
    theatre::SourceEntry,
};

/// What `fetch` is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Ids and addresses; all sources when empty.
    pub sources: Vec<String>,
    /// Also what is not due.
    pub all: bool,
    /// Page back into archives as far as this day.
    pub since: Option<Date>,
}

/// Whether a word is an address rather than an id.
pub(super) fn is_address(word: &str) -> bool {
    word.contains("://") || word.contains('/') || word.starts_with('@')
}

/// Something to poll.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    /// A source of the configuration or the pack.
    Entry(Box<SourceEntry>),
    /// An address that no source has; it is a source of its own from its first answer on.
    Address(String),
}

impl Target {
    pub(super) fn of(entry: SourceEntry) -> Self {
        Self::Entry(Box::new(entry))
    }

    /// The address that is asked first.
    pub(super) fn url(&self) -> &str {
        match self {
            Self::Entry(entry) => &entry.url,
            Self::Address(url) => url,
        }
    }

    /// Under which id its state is kept.
    pub(super) fn id(&self) -> Slug {
        match self {
            Self::Entry(entry) => entry.id.clone(),
            Self::Address(url) => id_of(url),
        }
    }
}

/// Whether a source has older pages to walk back into.
fn has_archive(entry: &SourceEntry) -> bool {
    matches!(entry.kind.as_str(), "feed" | "wordpress" | "telegram")
}

/// What is wanted; without names every source that is switched on and has what is wanted of it.
pub(super) fn targets(wanted: &Wanted, sources: &[SourceEntry]) -> anyhow::Result<Vec<Target>> {
    if wanted.sources.is_empty() {
        let fits = |it: &&SourceEntry| it.enabled && (wanted.since.is_none() || has_archive(it));
        return Ok(sources.iter().filter(fits).cloned().map(Target::of).collect());
    }
    let mut found: Vec<Target> = Vec::new();
    for word in &wanted.sources {
        let entry = sources.iter().find(|it| it.id == word.as_str() || it.url == *word);
        let target = match entry {
            Some(entry) => Target::of(entry.clone()),
            None if is_address(word) => Target::Address(word.clone()),
            None => anyhow::bail!("no source `{word}`: `vigie sources` lists them"),
        };
        if !found.contains(&target) {
            found.push(target);
        }
    }
    Ok(found)
}

impl<F: Fetch + 'static> Poller<F> {
    /// The entry of a target with its state; an unknown address is looked at, and its answer is
    /// given as well where it is already the source's own.
    pub(super) async fn entry_of(&self, target: &Target) -> Result<Known, StoreError> {
        let state = self.clerk.state(&target.id()).await?;
        let url = match target {
            Target::Entry(entry) => {
                return Ok(Known { entry: (**entry).clone(), state, first: None });
            }
            Target::Address(url) => url,
        };
        if let Some((url, kind)) = state.url.clone().zip(state.kind.clone()) {
            return Ok(Known { entry: plain_entry(target.id(), &url, kind), state, first: None });
        }
        match look::look(&self.looker.fetch, url).await {
            Ok(proposal) => {
                let entry = SourceEntry { id: target.id(), ..proposal.entry };
                let (url, kind) = (Some(entry.url.clone()), Some(entry.kind.clone()));
                let state = SourceState { url, kind, ..state };
                let first = (entry.kind == "feed").then_some(Ok(proposal.answer));
                Ok(Known { entry, state, first })
            }
            Err(why) => {
                let entry = plain_entry(target.id(), url, "feed".into());
                let state = SourceState { url: Some(url.clone()), ..state };
                Ok(Known { entry, state, first: Some(Err(why)) })
            }
        }
    }
}

/// A source with its state.
pub(super) struct Known {
    pub(super) entry: SourceEntry,
    pub(super) state: SourceState,
    /// What it has answered already.
    pub(super) first: Option<Result<Answer, FetchError>>,
}

/// The id of an address that no configuration names: its host and a hash, so that it stays the same.
fn id_of(url: &str) -> Slug {
    let host = url::Url::parse(url).ok().and_then(|it| it.host_str().map(str::to_owned));
    let hash = xxhash_rust::xxh3::xxh3_64(url.as_bytes()) >> 40;
    format!("{}-{hash:06x}", host.unwrap_or_default().replace(['.', ':', '[', ']'], "-")).into()
}

fn plain_entry(id: Slug, url: &str, kind: Slug) -> SourceEntry {
    SourceEntry {
        name: url.to_owned(),
        publisher: crate::feed::address::registrable_host(url),
        url: url.to_owned(),
        links: (kind == "page").then(|| "*".to_owned()),
        kind,
        id,
        language: None,
        reliability: 'F',
        stance: None,
        every_s: None,
        full_text: false,
        headers: std::collections::BTreeMap::default(),
        auth: None,
        proxy: None,
        allow_private: false,
        enabled: true,
        note: None,
    }
}
