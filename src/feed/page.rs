//! Web pages: which part is the article, and what the page says of it in its head.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::{Config, Readability};

use crate::{
    model::Fault,
    text::{
        self, Block,
        markup::{self, Dialect, Piece, Tag},
    },
};

use super::{address::resolve, entry::Entry, json};

/// Elements nest no deeper in pages that people read; parsers take time quadratic in it.
const DEEPEST: usize = 512;

/// A page of more elements is read whole: looking for the article in it takes too long.
const MOST_ELEMENTS: usize = 100_000;

/// An article's blocks below this many bytes are taken for a failure to find it.
const TOO_SHORT: usize = 200;

/// What a page says of itself and its article, outside the article's text.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// Titles, the best first.
    pub titles: Vec<String>,
    /// Dates as written, the best first.
    pub dates: Vec<String>,
    /// Addresses, the best first, absolute.
    pub links: Vec<String>,
    /// The language tag.
    pub language: Option<String>,
    /// The site's name.
    pub site: Option<String>,
    /// The text that JSON-LD gives.
    pub told: String,
    /// Feeds that the page links to.
    pub feeds: Vec<FeedLink>,
}

/// A feed that a page links to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedLink {
    /// Its address, absolute.
    pub url: String,
    /// Its title, empty when it has none.
    pub title: String,
    /// `application/rss+xml`, `application/atom+xml`, `application/feed+json` or the like.
    pub media_type: String,
}

/// The feeds that a page links to by `<link rel="alternate">`, comments' feeds last.
pub fn feed_links(html: &str, base: Option<&str>) -> Vec<FeedLink> {
    head(html, base).feeds
}

/// The article of a page: its blocks and what is known of it. The title may stand in the blocks.
pub(super) fn read(html: &str, base: Option<&str>) -> Result<(Entry, Vec<Block>), Fault> {
    let depth = markup::depth(html);
    if depth > DEEPEST {
        return Err(Fault::new("html", format!("elements nest {depth} deep, more than {DEEPEST}")));
    }
    let head = head(html, base);
    let blocks = article(html, &head.told);
    let entry = Entry {
        link: head.links.first().cloned(),
        title: title(&head),
        dates: head.dates,
        language: head.language,
        ..Entry::default()
    };
    Ok((entry, blocks))
}

/// The best of three readings: the part that looks like the article, what JSON-LD tells, all.
fn article(html: &str, told: &str) -> Vec<Block> {
    let words = |blocks: &[Block]| blocks.iter().map(|it| it.text.len()).sum::<usize>();
    let found = extracted(html).map(|it| text::html_blocks(&it)).unwrap_or_default();
    let told = super::entry::blocks(told);
    if words(&told) > words(&found) * 2 {
        return told;
    }
    if words(&found) >= TOO_SHORT {
        return found;
    }
    let all = text::html_blocks(html);
    if words(&all) > words(&found) * 2 { all } else { found }
}

/// The HTML of the part that looks like the article.
fn extracted(html: &str) -> Option<String> {
    if !is_whole_page(html) {
        return None;
    }
    let config = Config {
        keep_classes: true,
        disable_json_ld: true,
        max_elements_to_parse: MOST_ELEMENTS,
        ..Config::default()
    };
    let read = || Readability::new(html, None, Some(config)).ok()?.parse().ok();
    let article = catch_unwind(AssertUnwindSafe(read)).ok()??;
    Some(article.content.to_string())
}

/// Whether it is more than a fragment.
fn is_whole_page(html: &str) -> bool {
    let names = |it: Piece<'_>| match it {
        Piece::Open(tag) => {
            ["html", "body", "main", "article"].iter().any(|it| it.eq_ignore_ascii_case(tag.name))
        }
        _ => false,
    };
    markup::pieces(html, Dialect::Html).any(names)
}

/// The first title, without the site's name at its end.
fn title(head: &Head) -> String {
    let Some(title) = head.titles.first() else { return String::new() };
    for separator in [" | ", " - ", " – ", " — ", " :: ", " » ", " · "] {
        if let Some((before, site)) = title.rsplit_once(separator) {
            let again = head.titles.iter().any(|it| it == before);
            let site_named =
                head.site.as_ref().is_some_and(|it| text::fold(it) == text::fold(site.trim()));
            if again || site_named {
                return before.trim().to_owned();
            }
        }
    }
    title.clone()
}

/// What the page says of itself.
pub(super) fn head(html: &str, base: Option<&str>) -> Head {
    let mut gather = Gather { base: base.map(str::to_owned), ..Gather::default() };
    for piece in markup::pieces(html, Dialect::Html) {
        match piece {
            Piece::Open(tag) => gather.open(tag),
            Piece::Text(text) => gather.text(text),
            Piece::Close(name) => gather.close(name),
            Piece::Literal(_) => {}
        }
    }
    gather.head()
}

/// Values found on the way, each with its rank: the lowest is believed.
#[derive(Default)]
struct Gather {
    base: Option<String>,
    titles: Vec<(u8, String)>,
    dates: Vec<(u8, String)>,
    links: Vec<(u8, String)>,
    head: Head,
    inside: Option<Inside>,
    words: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Inside {
    Title,
    Heading,
    LinkedData,
}

impl Gather {
    fn head(mut self) -> Head {
        for list in [&mut self.titles, &mut self.dates, &mut self.links] {
            list.sort_by_key(|it| it.0);
        }
        let values = |list: Vec<(u8, String)>| list.into_iter().map(|it| it.1).collect();
        let mut head = self.head;
        head.feeds.sort_by_key(|it| it.url.contains("comment"));
        Head {
            titles: values(self.titles),
            dates: values(self.dates),
            links: values(self.links),
            ..head
        }
    }

    fn open(&mut self, tag: Tag<'_>) {
        match &*tag.name.to_ascii_lowercase() {
            "html" => {
                let language = tag.value("lang").or_else(|| tag.value("xml:lang"));
                self.head.language = language.map(std::borrow::Cow::into_owned);
            }
            "base" => {
                if let Some(base) = tag.value("href") {
                    self.base = resolve(self.base.as_deref(), &base).or(self.base.take());
                }
            }
            "meta" => self.meta(tag),
            "link" => self.link(tag),
            "time" => self.time(tag),
            "title" => self.begin(Inside::Title),
            "h1" => self.begin(Inside::Heading),
            "script" if tag.value("type").is_some_and(|it| it.contains("ld+json")) => {
                self.begin(Inside::LinkedData);
            }
            _ => {}
        }
    }

    fn begin(&mut self, inside: Inside) {
        self.inside = Some(inside);
        self.words.clear();
    }

    fn text(&mut self, text: &str) {
        match self.inside {
            Some(Inside::LinkedData) => self.words.push_str(text),
            Some(_) => self.words.push_str(&markup::unescape(text)),
            None => {}
        }
    }

    fn close(&mut self, name: &str) {
        let ends = match self.inside {
            Some(Inside::Title) => "title",
            Some(Inside::Heading) => "h1",
            Some(Inside::LinkedData) => "script",
            None => return,
        };
        if !name.eq_ignore_ascii_case(ends) {
            return;
        }
        let words = std::mem::take(&mut self.words);
        match self.inside.take() {
            Some(Inside::Title) => self.title(4, &words),
            Some(Inside::Heading) => self.title(3, &words),
            Some(Inside::LinkedData) => self.linked_data(&words),
            None => {}
        }
    }

    fn title(&mut self, rank: u8, words: &str) {
        let words = text::one_line(words);
        if !words.is_empty() {
            self.titles.push((rank, words));
        }
    }

    fn date(&mut self, rank: u8, words: &str) {
        if !words.trim().is_empty() {
            self.dates.push((rank, words.to_owned()));
        }
    }

    fn linked_data(&mut self, script: &str) {
        for entry in json::linked_data(script, self.base.as_deref()).into_iter().take(1) {
            self.title(1, &text::html_line(&entry.title));
            for date in entry.dates.iter().take(1) {
                self.date(1, date);
            }
            self.links.extend(entry.link.map(|it| (3, it)));
            if entry.content.len() > self.head.told.len() {
                self.head.told = entry.content;
            }
            if self.head.language.is_none() {
                self.head.language = entry.language;
            }
        }
    }

    fn meta(&mut self, tag: Tag<'_>) {
        let key = ["property", "name", "itemprop"].iter().find_map(|it| tag.value(it));
        let Some(content) = tag.value("content").filter(|it| !it.trim().is_empty()) else { return };
        match &*key.unwrap_or_default().to_ascii_lowercase() {
            "og:title" => self.title(0, &content),
            "twitter:title" | "dc.title" | "headline" => self.title(2, &content),
            "og:site_name" => self.head.site = Some(text::one_line(&content)),
            "og:url" => {
                self.links.extend(resolve(self.base.as_deref(), &content).map(|it| (1, it)));
            }
            "article:published_time" | "og:published_time" | "og:article:published_time" => {
                self.date(0, &content);
            }
            "datepublished"
            | "article.published"
            | "parsely-pub-date"
            | "publishdate"
            | "publish-date"
            | "publish_date"
            | "publication_date"
            | "pubdate"
            | "sailthru.date"
            | "dcterms.date"
            | "dcterms.created"
            | "dc.date"
            | "dc.date.issued"
            | "dc.date.created"
            | "article:published"
            | "cxenseparse:recs:publishtime" => self.date(2, &content),
            "date" | "datecreated" => self.date(3, &content),
            "article:modified_time" | "og:updated_time" | "last-modified" => self.date(9, &content),
            "og:locale" | "content-language" if self.head.language.is_none() => {
                self.head.language = Some(content.into_owned());
            }
            _ => {}
        }
    }

    fn link(&mut self, tag: Tag<'_>) {
        let rel = tag.value("rel").unwrap_or_default().to_ascii_lowercase();
        let Some(url) = tag.value("href").and_then(|it| resolve(self.base.as_deref(), &it)) else {
            return;
        };
        let rel = |word: &str| rel.split_whitespace().any(|it| it == word);
        if rel("canonical") {
            // Some sites call their front page the canonical form of everything.
            let front = url
                .split_once("://")
                .is_some_and(|it| it.1.trim_end_matches('/').find('/').is_none());
            self.links.push((if front { 5 } else { 0 }, url));
        } else if rel("alternate") {
            let media_type = tag.value("type").unwrap_or_default().to_ascii_lowercase();
            let kinds = ["rss", "atom", "feed+json", "rdf+xml"];
            if kinds.iter().any(|it| media_type.contains(it)) {
                let title = text::one_line(&tag.value("title").unwrap_or_default());
                self.head.feeds.push(FeedLink { url, title, media_type });
            }
        }
    }

    /// The first `<time>` that is called the publication's, else the first of all.
    fn time(&mut self, tag: Tag<'_>) {
        let Some(date) = tag.value("datetime") else { return };
        let said = |name: &str| tag.value(name).unwrap_or_default().to_ascii_lowercase();
        let (class, property) = (said("class"), said("itemprop"));
        let rank = match () {
            () if property.contains("modified")
                || class.contains("updated") && !class.contains("published") =>
            {
                8
            }
            () if property.contains("published") || class.contains("published") => 4,
            () if tag.attributes().any(|it| it.0 == "pubdate") => 4,
            () => 6,
        };
        self.date(rank, &date);
    }
}
