//! Pages that list articles: their links, and the web view of a Telegram channel. Pure.
//!
//! A look at tags and attributes, not a parse: markup is never nested deeper than it is read here,
//! so that no page can be hostile.

use std::collections::HashSet;

use serde_json::json;
use url::Url;

use super::Answer;

/// A start tag.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Tag<'a> {
    name: &'a str,
    attributes: &'a str,
    /// Byte offsets of `<` and past `>`.
    start: usize,
    end: usize,
}

impl Tag<'_> {
    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute, unescaped.
    fn get(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes.trim_start();
        while !rest.is_empty() {
            let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
            let (key, after) = rest.split_at(end);
            let after = after.trim_start();
            let (value, next) = match after.strip_prefix('=') {
                Some(after) => value(after.trim_start()),
                None => ("", after),
            };
            if key.eq_ignore_ascii_case(name) {
                return Some(unescape(value));
            }
            // A lone sign would stand still.
            rest = if next.len() < rest.len() { next.trim_start() } else { "" };
        }
        None
    }

    fn has_class(&self, class: &str) -> bool {
        self.get("class").is_some_and(|it| it.split_whitespace().any(|it| it == class))
    }
}

/// An attribute's value and what follows it.
fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(rest) = text.strip_prefix(quote) {
            return rest.split_once(quote).unwrap_or((rest, ""));
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    text.split_at(end)
}

fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&#38;", "&").replace("&#038;", "&").replace("&quot;", "\"").replace("&amp;", "&")
}

/// The start tags of a page, comments and scripts left out.
fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let (mut at, mut torn) = (0, false);
    std::iter::from_fn(move || {
        loop {
            let start = at + html.get(at..)?.find('<')?;
            let rest = html.get(start + 1..)?;
            if let Some(comment) = rest.strip_prefix("!--") {
                at = start + 4 + comment.find("-->").map_or(comment.len(), |it| it + 3);
                continue;
            }
            let inner = tag_end(rest, &mut torn);
            at = start + 1 + inner + 1;
            let text = rest.get(..inner).unwrap_or_default();
            let name_end = text.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(text.len());
            let (name, attributes) = text.split_at(name_end);
            if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            if name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style") {
                at += skip_raw(html.get(at..).unwrap_or_default(), name);
            }
            let end = (start + 1 + inner + 1).min(html.len());
            return Some(Tag { name, attributes: attributes.trim_end_matches('/'), start, end });
        }
    })
}

/// Where a tag ends: at `>` outside quotes. Once a quote was left open, quotes are not looked at any
/// more (`torn`), so that no page is read to its end for each of its tags.
fn tag_end(rest: &str, torn: &mut bool) -> usize {
    let mut quote = None;
    for (at, c) in rest.char_indices().take_while(|_| !*torn) {
        match (quote, c) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    *torn = true;
    rest.find('>').unwrap_or(rest.len())
}

/// Bytes up to the end tag of a script or style.
fn skip_raw(rest: &str, name: &str) -> usize {
    let closes = |at: usize| {
        let end = at + 2 + name.len();
        rest.get(at + 2..end).is_some_and(|it| it.eq_ignore_ascii_case(name))
    };
    rest.match_indices("</").map(|it| it.0).find(|&it| closes(it)).unwrap_or(rest.len())
}

/// No page that lists articles has more links to them.
const MOST_LINKS: usize = 2000;

/// An address that is longer is none of an article.
const LONGEST_LINK: usize = 4096;

/// The links of a page that match a pattern, absolute, each once, in order, the first
/// [`MOST_LINKS`] of them. `*` stands for any run of characters; without a pattern, links below the
/// page's own address count.
pub fn links(html: &str, base: &str, pattern: Option<&str>) -> Vec<String> {
    let Ok(page) = Url::parse(base) else { return Vec::new() };
    let root = tags(html)
        .find(|it| it.is("base"))
        .and_then(|it| page.join(&it.get("href")?).ok())
        .filter(|it| it.as_str().len() <= LONGEST_LINK)
        .unwrap_or_else(|| page.clone());
    let below = format!("{}*", page.as_str().trim_end_matches('/'));
    let pattern = pattern.unwrap_or(&below);
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    for tag in tags(html).filter(|it| it.is("a")) {
        let link = tag.get("href").filter(|it| it.len() <= LONGEST_LINK);
        let Some(mut url) = link.and_then(|it| root.join(it.trim()).ok()) else { continue };
        url.set_fragment(None);
        let fits = matches!(url.scheme(), "http" | "https")
            && url != page
            && (fits(pattern, url.as_str()) || fits(pattern, url.path()));
        if fits && seen.insert(url.to_string()) {
            found.push(url.into());
        }
        if found.len() == MOST_LINKS {
            break;
        }
    }
    found
}

/// Whether a text fits a pattern with `*`; a pattern may begin and end anywhere if it has none.
fn fits(pattern: &str, text: &str) -> bool {
    if !pattern.contains('*') {
        return text.contains(pattern);
    }
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = text.strip_prefix(first) else { return false };
    let mut last = "";
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
        last = part;
    }
    last.is_empty() || text.ends_with(last)
}

/// What a page links to besides articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Its title.
    pub title: Option<String>,
    /// Its language tag.
    pub language: Option<String>,
    /// The feeds that it names, absolute, comment feeds last.
    pub feeds: Vec<String>,
    /// The WordPress API that it names.
    pub api: Option<String>,
}

/// Reads the head of a page.
pub fn head(html: &str, base: &str) -> Head {
    let mut head = Head::default();
    let page = Url::parse(base).ok();
    let absolute =
        |link: &str| page.as_ref().and_then(|it| it.join(link.trim()).ok()).map(String::from);
    for tag in tags(html) {
        if tag.is("html") {
            head.language = tag.get("lang");
        } else if tag.is("title") && head.title.is_none() {
            let text = html.get(tag.end..).and_then(|it| it.split('<').next()).unwrap_or_default();
            head.title = Some(unescape(text.trim())).filter(|it| !it.is_empty());
        } else if tag.is("link") {
            let relations = tag.get("rel").unwrap_or_default().to_ascii_lowercase();
            let Some(link) = tag.get("href").and_then(|it| absolute(&it)) else { continue };
            let is = |relation: &str| relations.split_whitespace().any(|it| it == relation);
            if is(super::wordpress::RELATION) {
                head.api = Some(link);
            } else if is("alternate") && is_feed_type(&tag.get("type").unwrap_or_default()) {
                head.feeds.push(link);
            }
        } else if tag.is("body") {
            break;
        }
    }
    head.feeds.sort_by_key(|it| it.contains("comment"));
    head
}

fn is_feed_type(media: &str) -> bool {
    let media = media.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    matches!(
        media.as_str(),
        "application/rss+xml"
            | "application/atom+xml"
            | "application/rdf+xml"
            | "application/feed+json"
            | "text/xml"
    )
}

/// The address of a Telegram channel's public web view.
pub fn telegram_address(address: &str) -> Option<String> {
    let name = address
        .trim_start_matches("https://")
        .trim_start_matches("http://")
        .trim_start_matches("t.me/")
        .trim_start_matches("telegram.me/")
        .trim_start_matches("s/")
        .trim_start_matches('@');
    let name = name.split(['/', '?', '#']).next().filter(|it| !it.is_empty())?;
    let valid = name.chars().all(|it| it.is_ascii_alphanumeric() || it == '_');
    valid.then(|| format!("https://t.me/s/{name}"))
}

/// A page of a channel's web view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Channel {
    /// Its posts as a JSON Feed.
    pub feed: Vec<u8>,
    /// How many posts it has.
    pub posts: usize,
    /// The address of the page before, while there is one.
    pub before: Option<String>,
}

impl Channel {
    /// The answer that a feed would have given.
    pub fn answer(self, page: Answer) -> Answer {
        let mut answer = Answer { body: self.feed, ..page };
        answer.headers.retain(|it| it.0 != "content-type");
        answer.headers.push(("content-type", "application/feed+json; charset=utf-8".to_owned()));
        answer
    }
}

/// Reads a page of a channel's web view (`t.me/s/NAME`).
pub fn telegram(html: &str, base: &str) -> Channel {
    let starts: Vec<(usize, String)> = tags(html)
        .filter_map(|it| Some((it.start, it.get("data-post")?)))
        .filter(|(_, post)| post.contains('/'))
        .collect();
    let ends = starts.iter().skip(1).map(|it| it.0).chain([html.len()]);
    let items: Vec<_> = starts
        .iter()
        .zip(ends)
        .filter_map(|((start, post), end)| item(html.get(*start..end)?, post))
        .collect();
    let first = starts.iter().filter_map(|it| it.1.rsplit('/').next()?.parse::<u64>().ok()).min();
    let before = first.filter(|it| *it > 1).and_then(|first| {
        let mut url = Url::parse(base).ok()?;
        url.set_query(Some(&format!("before={first}")));
        Some(url.to_string())
    });
    let posts = items.len();
    let title = tags(html)
        .find(|it| it.is("meta") && it.get("property").as_deref() == Some("og:title"))
        .and_then(|it| it.get("content"));
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": title.unwrap_or_default(),
        "home_page_url": base,
        "items": items,
    });
    Channel { feed: feed.to_string().into_bytes(), posts, before }
}

/// One post as an item of a JSON Feed; `None` without text.
fn item(block: &str, post: &str) -> Option<serde_json::Value> {
    let text = tags(block).find(|it| it.has_class("tgme_widget_message_text"))?;
    let body = element(block.get(text.end..)?);
    let published = tags(block).filter(|it| it.is("time")).find_map(|it| it.get("datetime"));
    let url = format!("https://t.me/{post}");
    let mut item = json!({ "id": url, "url": url, "content_html": body });
    if let (Some(published), Some(fields)) = (published, item.as_object_mut()) {
        fields.insert("date_published".to_owned(), published.into());
    }
    Some(item)
}

/// The content of a `div` whose start tag ends where the text begins.
fn element(text: &str) -> &str {
    let lower = text.to_ascii_lowercase();
    let (mut depth, mut at) = (1_usize, 0);
    while let Some(found) = lower.get(at..).and_then(|it| it.find('<')) {
        let here = at + found;
        let rest = lower.get(here..).unwrap_or_default();
        if rest.starts_with("<div") {
            depth += 1;
        } else if rest.starts_with("</div") {
            depth -= 1;
            if depth == 0 {
                return text.get(..here).unwrap_or_default();
            }
        }
        at = here + 1;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(html: &str, pattern: Option<&str>, expected: &[&str]) {
        assert_eq!(links(html, "https://a.example/news/", pattern), expected, "{html}");
    }

    #[test]
    fn links_that_fit() {
        let html = r##"<a href="/news/1.html">1</a><A class=x HREF='2.html#c'>2</A><a href=3.html>3
            <a href="https://b.example/news/4.html">4</a><a href="mailto:x@a.example">5</a>
            <!-- <a href="/news/6.html"> --><script>"<a href='/news/7.html'>"</script>
            <a href="/news/1.html">again</a><a href="#top">8</a><a title=">" href="/about">9</a>"##;
        let news = ["1", "2", "3"].map(|it| format!("https://a.example/news/{it}.html"));
        check(html, None, &news.each_ref().map(String::as_str));
        check(
            html,
            Some("/news/*.html"),
            &[
                news[0].as_str(),
                news[1].as_str(),
                news[2].as_str(),
                "https://b.example/news/4.html",
            ],
        );
        check(html, Some("https://b.example/*"), &["https://b.example/news/4.html"]);
        check(html, Some("/about"), &["https://a.example/about"]);
        check("<base href='/x/'><a href='y'>", Some("/x/*"), &["https://a.example/x/y"]);
        check("<a", None, &[]);
        check("<a href", None, &[]);
        check("<a href=\"/news/é?a=1&amp;b=2\">", None, &["https://a.example/news/%C3%A9?a=1&b=2"]);
    }

    /// Every page is read in one pass, whatever it repeats.
    #[test]
    fn hostile_pages_are_read_at_once() {
        let start = std::time::Instant::now();
        let open = "<a b=\"\"\"c>";
        for (unit, most) in [
            ("<script></script>", 0),
            ("<style></STYLE >", 0),
            ("<script></", 0),
            (open, 0),
            ("<a href=x'y>", 3),
        ] {
            let html = unit.repeat((4 << 20) / unit.len());
            assert!(links(&html, "https://a.example/", None).len() <= most, "{unit}");
        }
        let many: Vec<_> = (0..100_000).map(|n| format!("<a href=/{n}>")).collect();
        assert_eq!(links(&many.concat(), "https://a.example/", None).len(), MOST_LINKS);
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }

    #[test]
    fn the_head_names_feeds_and_api() {
        let html = r#"<!doctype html><html lang="fr-FR"><head><title> L&amp;E </title>
            <link rel="alternate" type="application/rss+xml" href="/comments/feed/">
            <link rel="alternate" type="application/rss+xml" href="/feed/">
            <link rel="alternate" hreflang="en" href="/en/">
            <link rel="https://api.w.org/" href="/wp-json/"></head><body>"#;
        let found = head(html, "https://a.example/");
        assert_eq!(found.title.as_deref(), Some("L&E"));
        assert_eq!(found.language.as_deref(), Some("fr-FR"));
        assert_eq!(found.feeds, ["https://a.example/feed/", "https://a.example/comments/feed/"]);
        assert_eq!(found.api.as_deref(), Some("https://a.example/wp-json/"));
    }

    #[test]
    fn a_channel_becomes_a_feed() {
        let post = |n: u32, text: &str| {
            format!(
                r#"<div class="tgme_widget_message js-widget_message" data-post="gao_news/{n}">
                <div class="tgme_widget_message_text js-message_text" dir="auto">{text}<div>in</div></div>
                <a href="https://t.me/gao_news/{n}"><time datetime="2026-04-25T06:0{n}:00+00:00"></time></a></div>"#
            )
        };
        let html = format!("{}{}", post(7, "One<br>two"), post(8, "Three"));
        let found = telegram(&html, "https://t.me/s/gao_news");
        assert_eq!(
            (found.posts, found.before.as_deref()),
            (2, Some("https://t.me/s/gao_news?before=7"))
        );
        let feed: serde_json::Value = serde_json::from_slice(&found.feed).unwrap();
        assert_eq!(feed["items"][0]["content_html"], "One<br>two<div>in</div>");
        assert_eq!(feed["items"][1]["url"], "https://t.me/gao_news/8");
        assert_eq!(feed["items"][0]["date_published"], "2026-04-25T06:07:00+00:00");
        assert_eq!(telegram("<html>", "https://t.me/s/x").posts, 0);
    }

    #[test]
    fn channel_addresses() {
        for it in
            ["https://t.me/s/gao_news", "https://t.me/gao_news?x", "@gao_news", "t.me/gao_news/12"]
        {
            assert_eq!(telegram_address(it).as_deref(), Some("https://t.me/s/gao_news"), "{it}");
        }
        assert_eq!(telegram_address("https://a.example/x"), None);
    }

    proptest! {
        #[test]
        fn nothing_panics(html in "[<>a-z\"'=/ !é-]{0,60}") {
            let _ = links(&html, "https://a.example/", Some("*"));
            let _ = head(&html, "https://a.example/");
            let _ = telegram(&html, "https://t.me/s/x");
        }
    }
}
