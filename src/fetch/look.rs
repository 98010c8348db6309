//! A look at an unknown address: what it is, and the entry that follows it.

use std::collections::HashMap;

use url::Url;

use super::{
    Answer, Ask, Fetch, FetchError, Purpose, fields,
    pages::{self, Head},
    wordpress::{self, Api, Window},
};
use crate::{feed::address::registrable_host, model::Lang, theatre::SourceEntry};

/// What a body is at first sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// RSS, Atom, RDF or JSON Feed.
    Feed,
    /// Posts of WordPress, or its API's root.
    WordPress,
    /// A page.
    Page,
    /// Nothing that is known.
    Unknown,
}

/// Tells a body by its first bytes.
pub fn sniff(answer: &Answer) -> Body {
    let head = answer.body.get(..answer.body.len().min(4096)).unwrap_or_default();
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = head.trim_start_matches('\u{feff}').trim_start();
    if text.starts_with('{') || text.starts_with('[') {
        return sniff_json(text);
    }
    let has = |tag: &str| text.contains(tag);
    if has("<rss") || has("<rdf:rdf") || has("<feed") || has("<channel") && !has("<html") {
        return Body::Feed;
    }
    let html = fields::media_type(answer).contains("html");
    if html || has("<html") || has("<!doctype html") || has("<head") || has("<body") {
        return Body::Page;
    }
    Body::Unknown
}

fn sniff_json(text: &str) -> Body {
    if text.contains("jsonfeed.org/version") {
        Body::Feed
    } else if text.contains("\"wp/v2\"") || text.contains("\"date_gmt\"") || text.contains("\"wp:")
    {
        Body::WordPress
    } else {
        Body::Unknown
    }
}

/// A source as an address suggests it, with the answer that it was told from.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// The entry for the configuration.
    pub entry: SourceEntry,
    /// The answer of the address that the entry has.
    pub answer: Answer,
    /// How it was told, for the person who asked.
    pub why: String,
}

/// Looks at an address: what its first body is; a page leads to the WordPress API that answers, else
/// to the feed that it links.
pub async fn look<F: Fetch>(fetch: &F, url: &str) -> Result<Proposal, FetchError> {
    if let Some(channel) = telegram(url) {
        let answer = fetch.get(&Ask::for_url(&channel)).await?;
        let head = pages::head(&String::from_utf8_lossy(&answer.body), &channel);
        let entry = entry(&channel, "telegram", &head);
        return Ok(Proposal { entry, answer, why: "a Telegram channel's web view".into() });
    }
    let ask = Ask::for_url(url);
    let answer = fetch.get(&ask).await?;
    let address = answer.moved_to.clone().unwrap_or_else(|| url.to_owned());
    match sniff(&answer) {
        Body::Feed => {
            let entry = entry(&address, "feed", &Head::default());
            Ok(Proposal { entry, answer, why: "it is a feed".into() })
        }
        Body::WordPress => {
            let entry = entry(&address, "wordpress", &Head::default());
            Ok(Proposal { entry, answer, why: "it is a WordPress archive".into() })
        }
        Body::Page | Body::Unknown => page(fetch, &ask, &address, answer).await,
    }
}

fn telegram(url: &str) -> Option<String> {
    let host = Url::parse(url).ok()?.host_str()?.to_owned();
    matches!(host.as_str(), "t.me" | "telegram.me").then(|| pages::telegram_address(url)).flatten()
}

async fn page<F: Fetch>(
    fetch: &F,
    ask: &Ask,
    address: &str,
    answer: Answer,
) -> Result<Proposal, FetchError> {
    let head = pages::head(&String::from_utf8_lossy(&answer.body), &answer.url);
    let named = head.api.as_deref().and_then(Api::of_link).or_else(|| wordpress::api_of(&answer));
    if let Some((url, found)) = try_api(fetch, ask, named, address).await {
        let entry = entry(&url, "wordpress", &head);
        return Ok(Proposal { entry, answer: found, why: "its WordPress API answers".into() });
    }
    for feed in head.feeds.iter().take(2) {
        if let Ok(found) = fetch.get(&ask.beside(feed, Purpose::Page)).await
            && sniff(&found) == Body::Feed
        {
            let url = found.moved_to.clone().unwrap_or_else(|| feed.clone());
            let entry = entry(&url, "feed", &head);
            return Ok(Proposal {
                entry,
                answer: found,
                why: "the page links to this feed".into(),
            });
        }
    }
    let entry = entry(address, "page", &head);
    let why = "a page without feed or API: set `links` to the pattern of its article links".into();
    Ok(Proposal { entry, answer, why })
}

/// The API that a page names, else where sites have it; tried with one small question.
async fn try_api<F: Fetch>(
    fetch: &F,
    ask: &Ask,
    named: Option<Api>,
    address: &str,
) -> Option<(String, Answer)> {
    let apis = match named {
        Some(api) => vec![api],
        None => Api::candidates(address).into_iter().take(1).collect(),
    };
    for api in apis {
        let url = api.page(&Window::Changed { since: None }, 1)?;
        if let Ok(found) = fetch.get(&ask.beside(url, Purpose::Page)).await
            && sniff(&found) == Body::WordPress
        {
            let root = match api {
                Api::Path(root) => root,
                Api::Query(root) => format!("{root}?rest_route=/"),
            };
            return Some((root, found));
        }
    }
    None
}

/// An entry with what the address and the page's head say.
fn entry(url: &str, kind: &str, head: &Head) -> SourceEntry {
    let host = Url::parse(url).ok().and_then(|it| it.host_str().map(str::to_owned));
    let host = host.unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let publisher = registrable_host(url).unwrap_or_else(|| host.to_owned());
    let title = head.title.as_deref();
    SourceEntry {
        id: id_of(host).as_str().into(),
        name: title.unwrap_or(host).to_owned(),
        url: url.to_owned(),
        kind: kind.into(),
        language: head.language.as_deref().and_then(Lang::from_tag),
        publisher: Some(publisher),
        reliability: 'F',
        stance: None,
        every_s: None,
        full_text: false,
        headers: std::collections::BTreeMap::default(),
        auth: None,
        proxy: None,
        links: (kind == "page").then(|| "*".to_owned()),
        allow_private: false,
        enabled: true,
        note: None,
    }
}

/// A host as an id: letters, digits and hyphens.
fn id_of(host: &str) -> String {
    let name = host.rsplit_once('.').map_or(host, |(name, _)| name);
    let id: String = name
        .to_ascii_lowercase()
        .chars()
        .map(|it| if it.is_ascii_alphanumeric() { it } else { '-' })
        .collect();
    if id.trim_matches('-').is_empty() { "source".to_owned() } else { id }
}

/// The ids that sources have, with the last number given behind each.
#[derive(Clone, Debug, Default)]
pub struct Ids(HashMap<String, u32>);

impl Ids {
    /// Those of some sources.
    pub fn of(sources: &[SourceEntry]) -> Self {
        Self(sources.iter().map(|it| (it.id.to_string(), 1)).collect())
    }

    /// An id that no source has: the one that is wished for, else with a number behind it.
    pub fn free(&mut self, wished: &str) -> String {
        let wished = if wished.is_empty() { "source" } else { wished };
        let mut number = self.0.get(wished).map_or(1, |it| it + 1);
        let id = |number: u32| match number {
            1 => wished.to_owned(),
            _ => format!("{wished}-{number}"),
        };
        while self.0.contains_key(&id(number)) {
            number += 1;
        }
        self.0.insert(wished.to_owned(), number);
        self.0.entry(id(number)).or_insert(1);
        id(number)
    }
}

/// The entry as a person writes it into the configuration.
pub fn to_toml(entry: &SourceEntry) -> String {
    let mut table = toml::Table::new();
    let mut put = |key: &str, value: toml::Value| table.insert(key.to_owned(), value);
    put("id", entry.id.as_str().into());
    put("name", entry.name.as_str().into());
    put("url", entry.url.as_str().into());
    put("kind", entry.kind.as_str().into());
    if let Some(language) = entry.language {
        put("language", language.code().into());
    }
    if let Some(publisher) = &entry.publisher {
        put("publisher", publisher.as_str().into());
    }
    if let Some(links) = &entry.links {
        put("links", links.as_str().into());
    }
    format!("[[sources]]\n{table}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_id_is_given_twice() {
        let mut ids = Ids::default();
        let given = ["a", "a", "a-2", "a", "a-2", ""].map(|it| ids.free(it));
        assert_eq!(given, ["a", "a-2", "a-2-2", "a-3", "a-2-3", "source"]);
    }
}
