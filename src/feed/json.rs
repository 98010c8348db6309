//! Reports in JSON: JSON Feed, posts of WordPress, JSON-LD articles, and plain objects.
//!
//! Formats are not told apart by a declaration but by their keys: whatever calls itself title,
//! content, date and address is read as such, wherever the list of articles stands.

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::model::Fault;

use super::{FeedMeta, address::resolve, entry::Entry};

type Object = Map<String, Value>;

/// Keys of a title, the surest first.
const TITLES: &[&str] = &["title", "headline", "name", "subject"];
/// Keys of the whole text.
#[rustfmt::skip]
const CONTENTS: &[&str] = &[
    "content_html", "content", "articleBody", "article_body", "body", "text", "content_text",
    "full_text", "fulltext", "contentHtml", "html", "article", "story", "raw_content", "message",
];
/// Keys of a summary.
const SUMMARIES: &[&str] =
    &["summary", "excerpt", "description", "abstract", "snippet", "lead", "standfirst"];
/// Keys of a publication date.
#[rustfmt::skip]
const DATES: &[&str] = &[
    "date_gmt", "date_published", "datePublished", "published", "published_at", "publishedAt",
    "pubDate", "pub_date", "pubdate", "publication_date", "publicationDate", "publish_date", "date",
    "created_at", "createdAt", "created", "timestamp", "time", "issued", "dateCreated",
    "modified_gmt", "date_modified", "dateModified", "updated", "updated_at", "modified",
];
/// Keys of an address.
#[rustfmt::skip]
const LINKS: &[&str] = &[
    "link", "url", "canonical_url", "permalink", "webUrl", "web_url", "href", "source_url",
    "external_url", "mainEntityOfPage", "@id",
];
const GUIDS: &[&str] = &["guid", "id", "_id", "uuid", "@id"];
const LANGUAGES: &[&str] = &["language", "lang", "inLanguage"];
/// Keys under which the value of an object is its text.
const INNER: &[&str] = &["rendered", "raw", "html", "value", "@value", "#text", "$t", "@id", "_"];

/// How deep a list of articles is looked for.
const DEEPEST: usize = 4;

/// The entries of a JSON text and what its feed says of itself. Objects that are no articles are
/// faults, unless articles stand in them.
pub(super) fn read(
    json: &str,
    base: Option<&str>,
) -> Result<(Vec<Entry>, FeedMeta, Vec<Fault>), Fault> {
    let json = json.trim_start_matches('\u{feff}').trim();
    let value = match serde_json::from_str(json) {
        Ok(value) => value,
        Err(_) if is_lines(json) => return Ok(lines(json, base)),
        Err(err) => match serde_json::from_str(&with_controls_escaped(json)) {
            Ok(value) => value,
            Err(_) => return Err(broken(&err)),
        },
    };
    let mut entries = Vec::new();
    collect(&value, base, DEEPEST, &mut entries);
    let meta = value.as_object().map(|it| meta_of(it, base)).unwrap_or_default();
    if entries.is_empty() && !is_empty_list(&value) {
        return Err(Fault::new("json", "no object with a title or text"));
    }
    Ok((entries, meta, Vec::new()))
}

fn broken(err: &serde_json::Error) -> Fault {
    let what = if err.is_eof() { "it ends too early" } else { "it is broken" };
    Fault::new("json", format!("{what}: line {} column {}", err.line(), err.column()))
}

/// The same JSON with line ends and other controls within its strings escaped, as they must be.
fn with_controls_escaped(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 16);
    let (mut quoted, mut escaped) = (false, false);
    for c in json.chars() {
        match c {
            '\n' if quoted => out.push_str("\\n"),
            _ if quoted && c.is_control() => out.push(' '),
            _ => out.push(c),
        }
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
    }
    out
}

/// Whether it is one JSON value a line.
fn is_lines(json: &str) -> bool {
    let first = json.lines().next().unwrap_or("");
    serde_json::from_str::<Value>(first).is_ok_and(|it| it.is_object())
}

fn lines(json: &str, base: Option<&str>) -> (Vec<Entry>, FeedMeta, Vec<Fault>) {
    let (mut entries, mut faults) = (Vec::new(), Vec::new());
    for (number, line) in (1..).zip(json.lines()).filter(|it| !it.1.trim().is_empty()) {
        let before = entries.len();
        let fault = match serde_json::from_str::<Value>(line) {
            Ok(value) => {
                collect(&value, base, DEEPEST, &mut entries);
                (entries.len() == before).then(|| Fault::new("json", "no title or text"))
            }
            Err(err) => Some(Fault::new("json", format!("broken: column {}", err.column()))),
        };
        faults.extend(fault.map(|it| it.at("line", number)));
    }
    (entries, FeedMeta::default(), faults)
}

/// A feed that has no news today.
fn is_empty_list(value: &Value) -> bool {
    let empty = |it: &Value| it.as_array().is_some_and(Vec::is_empty);
    empty(value) || value.as_object().is_some_and(|it| it.values().any(empty))
}

/// Appends the articles of a value: its own, or those in its lists.
fn collect(value: &Value, base: Option<&str>, depth: usize, entries: &mut Vec<Entry>) {
    if depth == 0 {
        return;
    }
    match value {
        Value::Array(list) => {
            for item in list {
                collect(item, base, depth - 1, entries);
            }
        }
        Value::Object(object) => {
            if let Some(source) = object.get("_source") {
                collect(source, base, depth, entries);
            } else if is_article(object) {
                entries.extend(entry(object, base));
            } else {
                for inner in object.values().filter(|it| holds_objects(it)) {
                    collect(inner, base, depth - 1, entries);
                }
            }
        }
        _ => {}
    }
}

fn holds_objects(value: &Value) -> bool {
    match value {
        Value::Array(list) => list.first().is_some_and(Value::is_object),
        Value::Object(object) => object.values().any(|it| it.is_array() || it.is_object()),
        _ => false,
    }
}

/// An object with a text of its own, or a title with a date or address; a feed around a list of
/// such objects is none.
fn is_article(object: &Object) -> bool {
    let has = |keys: &[&str]| keys.iter().any(|it| object.get(*it).and_then(words).is_some());
    let list = |it: &Value| it.as_array().is_some_and(|it| it.first().is_some_and(is_titled));
    if object.values().any(list) || object.contains_key("items") {
        return false;
    }
    has(CONTENTS) || has(SUMMARIES) && has(TITLES) || has(TITLES) && (has(DATES) || has(LINKS))
}

fn is_titled(value: &Value) -> bool {
    let has = |object: &Object, keys: &[&str]| keys.iter().any(|it| object.contains_key(*it));
    value.as_object().is_some_and(|it| {
        has(it, TITLES) && (has(it, CONTENTS) || has(it, DATES))
            || has(it, CONTENTS) && has(it, DATES)
    })
}

/// The entry of an object; drafts and what else WordPress does not publish are none.
fn entry(object: &Object, base: Option<&str>) -> Option<Entry> {
    let status = object.get("status").and_then(Value::as_str).unwrap_or("publish");
    if matches!(status, "draft" | "pending" | "private" | "trash" | "auto-draft" | "future") {
        return None;
    }
    let first = |keys: &[&str]| keys.iter().find_map(|it| object.get(*it).and_then(words));
    let dates = DATES.iter().filter_map(|key| Some((key, object.get(*key).and_then(words)?)));
    let content = CONTENTS
        .iter()
        .filter_map(|it| object.get(*it).and_then(words))
        .reduce(|best, it| if it.len() > best.len() { it } else { best });
    let link = LINKS.iter().find_map(|it| resolve(base, &object.get(*it).and_then(words)?));
    Some(Entry {
        guid: first(GUIDS),
        link,
        title: first(TITLES).unwrap_or_default(),
        summary: first(SUMMARIES).unwrap_or_default(),
        content: content.unwrap_or_default(),
        dates: dates.map(|(key, date)| dated(key, date)).collect(),
        language: first(LANGUAGES),
        captions: Vec::new(),
        faults: Vec::new(),
    })
}

/// A date with what its key says: `…_gmt` is in UTC; bare numbers count seconds or milliseconds.
fn dated(key: &str, date: String) -> String {
    if key.ends_with("_gmt") && !date.ends_with('Z') {
        return format!("{date}Z");
    }
    let instant = match (date.len(), date.parse::<f64>()) {
        (9..=10, Ok(_)) => date.parse().ok().and_then(|it| Timestamp::from_second(it).ok()),
        (12..=13, Ok(_)) => date.parse().ok().and_then(|it| Timestamp::from_millisecond(it).ok()),
        (11.., Ok(seconds)) => Timestamp::from_millisecond(milliseconds(seconds)).ok(),
        _ => None,
    };
    instant.map_or(date, |it| it.to_string())
}

fn milliseconds(seconds: f64) -> i64 {
    serde_json::Number::from_f64((seconds * 1000.0).round())
        .and_then(|it| it.to_string().split('.').next().and_then(|it| it.parse().ok()))
        .unwrap_or(0)
}

/// The words of a value: a string, a number, WordPress's `{"rendered": …}`, a list of paragraphs.
fn words(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => {
            let parts: Option<Vec<_>> = list.iter().map(Value::as_str).collect();
            parts?.join("\n\n")
        }
        Value::Object(object) => {
            INNER.iter().find_map(|it| object.get(*it).and_then(Value::as_str))?.to_owned()
        }
        Value::Null | Value::Bool(_) => return None,
    };
    Some(words).filter(|it| !it.trim().is_empty())
}

fn meta_of(object: &Object, base: Option<&str>) -> FeedMeta {
    let text = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned);
    let link = |key: &str| text(key).and_then(|it| resolve(base, &it));
    let hub = object.get("hubs").and_then(|it| it.get(0)?.get("url")?.as_str().map(str::to_owned));
    FeedMeta {
        title: text("title").map(|it| crate::text::html_line(&it)),
        link: link("home_page_url"),
        itself: link("feed_url"),
        language: text("language"),
        next: link("next_url"),
        hub,
        ..FeedMeta::default()
    }
}

/// The articles that a JSON-LD script of a page describes.
pub(super) fn linked_data(script: &str, base: Option<&str>) -> Vec<Entry> {
    let Ok(value) = serde_json::from_str::<Value>(script.trim()) else { return Vec::new() };
    let mut found = Vec::new();
    articles(&value, DEEPEST, &mut found);
    found.into_iter().filter_map(|it| entry(it, base)).collect()
}

fn articles<'a>(value: &'a Value, depth: usize, found: &mut Vec<&'a Object>) {
    match value {
        Value::Array(list) if depth > 0 => {
            for it in list {
                articles(it, depth - 1, found);
            }
        }
        Value::Object(object) => {
            let kind = object.get("@type").map(ToString::to_string).unwrap_or_default();
            if ["Article", "Posting", "Report"].iter().any(|it| kind.contains(it)) {
                found.push(object);
            } else if let Some(graph) = object.get("@graph").filter(|_| depth > 0) {
                articles(graph, depth - 1, found);
            }
        }
        _ => {}
    }
}
