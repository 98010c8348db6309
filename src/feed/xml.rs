//! Feeds in XML of any kind and state: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, CDF.
//!
//! Reads tags as they come, without a tree and whatever their case and prefix. A missing end tag
//! ends with what cannot stand inside; an undeclared prefix means what everybody means by it; an
//! entry that the input cuts within a value is left out, the entries before it stay. Entities that
//! a document declares are never expanded.

use std::{borrow::Cow, collections::BTreeMap};

use xxhash_rust::xxh3::xxh3_64;

use crate::text::markup::{self, Dialect, Piece, Pieces, Tag};

use super::{
    FeedMeta,
    address::resolve,
    base64,
    entry::Entry,
    vocabulary::{
        Field, Space, field_of, is_aside, is_base64, is_entry, is_root, period_seconds,
        space_of_name, space_of_prefix,
    },
};

/// What was found in a feed.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// Whether there was a root or an entry of a feed at all.
    pub is_feed: bool,
    /// Whether the input ends within an entry.
    pub cut: bool,
    /// The entries, in order.
    pub entries: Vec<Entry>,
    /// What the feed says of itself.
    pub meta: FeedMeta,
}

/// Reads a feed; `base` is the address that it came from.
pub(super) fn read(xml: &str, base: Option<&str>) -> Found {
    let mut reader = Reader::new(xml, base);
    let mut pieces = markup::pieces(xml, Dialect::Xml);
    loop {
        let start = pieces.offset();
        let Some(piece) = pieces.next() else { break };
        reader.see(piece, start, &pieces);
    }
    reader.end()
}

/// A value that is being read.
#[derive(Debug)]
struct Value<'a> {
    field: Field,
    name: &'a str,
    tag: Tag<'a>,
    depth: usize,
    start: usize,
    text: String,
    markup: bool,
}

struct Reader<'a> {
    xml: &'a str,
    base: Option<String>,
    entry_base: Option<String>,
    spaces: BTreeMap<&'a str, Space>,
    value: Option<Value<'a>>,
    /// An element whose content says nothing of the entry or feed itself, and how deep we are.
    aside: Option<(&'a str, usize)>,
    entry: Option<Partial>,
    seconds: (u32, u32),
    /// The byte at which the present piece starts.
    at: usize,
    found: Found,
}

/// An entry that is being read, with dates and links by rank.
#[derive(Debug, Default)]
struct Partial {
    entry: Entry,
    dates: Vec<(u8, String)>,
    links: Vec<(u8, String)>,
    titled: bool,
    /// Stands in for a title that is missing.
    media_title: Option<String>,
    start: usize,
    filled: bool,
}

impl<'a> Reader<'a> {
    fn new(xml: &'a str, base: Option<&str>) -> Self {
        Self {
            xml,
            base: base.map(str::to_owned),
            entry_base: None,
            spaces: BTreeMap::new(),
            value: None,
            aside: None,
            entry: None,
            seconds: (0, 1),
            at: 0,
            found: Found::default(),
        }
    }

    fn see(&mut self, piece: Piece<'a>, start: usize, pieces: &Pieces<'a>) {
        self.at = start;
        match piece {
            Piece::Text(text) => {
                if let Some(value) = &mut self.value {
                    value.text.push_str(&markup::unescape(text));
                }
            }
            Piece::Literal(text) => {
                if let Some(value) = &mut self.value {
                    value.text.push_str(text);
                }
            }
            Piece::Open(tag) => self.open(tag, start, pieces.offset()),
            Piece::Close(name) => self.close(name, start),
        }
    }

    /// What the input's end leaves: an entry that it cuts within a value goes, unless it is all.
    fn end(mut self) -> Found {
        if self.value.is_some() || !self.xml.trim_end().ends_with('>') {
            self.found.cut = self.entry.is_some();
            if self.found.entries.is_empty() {
                self.finish_value(self.xml.len());
            } else {
                self.entry = None;
            }
        }
        self.finish_entry();
        self.found
    }

    /// The vocabulary and the lower-case local name of a tag.
    fn name_of(&self, name: &'a str) -> (Space, Cow<'a, str>) {
        let (prefix, local) = name.rsplit_once(':').unwrap_or(("", name));
        let space = match self.spaces.get(prefix) {
            Some(space) => *space,
            None => space_of_prefix(&prefix.to_ascii_lowercase()),
        };
        (space, lower(local))
    }

    fn declare(&mut self, tag: Tag<'a>) {
        for (name, value) in tag.attributes() {
            if let Some(prefix) = name.strip_prefix("xmlns:") {
                let space = space_of_name(value);
                // Known prefixes keep their meaning under mistaken names.
                let known = space_of_prefix(&prefix.to_ascii_lowercase());
                let space = if space == Space::Foreign { known } else { space };
                self.spaces.insert(prefix, space);
            }
        }
    }

    fn open(&mut self, tag: Tag<'a>, start: usize, after: usize) {
        if self.value.is_some() && self.open_in_value(tag, start) {
            return;
        }
        if let Some((name, depth)) = &mut self.aside {
            *depth += usize::from(!tag.empty && tag.name.eq_ignore_ascii_case(name));
            if !matches!(self.name_of(tag.name), (Space::Feed, name) if is_entry(&name)) {
                return;
            }
            self.aside = None;
        }
        self.declare(tag);
        if let Some(entry) = &mut self.entry {
            entry.filled = true;
        }
        let (space, name) = self.name_of(tag.name);
        if space == Space::Feed && is_root(&name) {
            self.found.is_feed = true;
            self.rebase(tag);
            return;
        }
        if space == Space::Feed && is_entry(&name) {
            self.open_entry(tag);
            return;
        }
        if space == Space::Feed && name == "link" && tag.value("href").is_some() {
            self.atom_link(tag);
            return;
        }
        if is_aside(space, &name) {
            self.aside = (!tag.empty).then_some((tag.name, 1));
            return;
        }
        if let Some(field) = field_of(space, &name)
            && !tag.empty
        {
            let depth = 1;
            let text = String::new();
            self.value = Some(Value {
                field,
                name: tag.name,
                tag,
                depth,
                start: after,
                text,
                markup: false,
            });
        }
    }

    /// A start tag within a value: markup that belongs to it, or the sign that its end is missing.
    fn open_in_value(&mut self, tag: Tag<'a>, start: usize) -> bool {
        let (space, name) = self.name_of(tag.name);
        let field = field_of(space, &name);
        let Some(value) = &mut self.value else { return false };
        let entry = space == Space::Feed && is_entry(&name) && value.field != Field::Content;
        let sibling = !value.field.holds_markup() && (field.is_some() || is_aside(space, &name));
        let after_title = value.field == Field::Title
            && space == Space::Feed
            && matches!(
                &*name,
                "link" | "guid" | "pubdate" | "description" | "item" | "summary" | "id"
            );
        if entry || sibling || after_title {
            self.finish_value(start);
            return false;
        }
        value.markup = true;
        value.depth += usize::from(!tag.empty && tag.name == value.name);
        true
    }

    fn close(&mut self, name: &'a str, start: usize) {
        let (space, local) = self.name_of(name);
        let ends_entry = space == Space::Feed && (is_entry(&local) || is_root(&local));
        if let Some(value) = &mut self.value {
            let same = name.eq_ignore_ascii_case(value.name);
            value.depth -= usize::from(same && value.depth > 0);
            if !(same && value.depth == 0 || ends_entry) {
                value.markup |= value.field.holds_markup();
                return;
            }
            self.finish_value(start);
            if !ends_entry {
                return;
            }
        }
        if let Some((aside, depth)) = &mut self.aside {
            *depth -= usize::from(name.eq_ignore_ascii_case(aside));
            if *depth == 0 {
                self.aside = None;
            }
            if !ends_entry {
                return;
            }
            self.aside = None;
        }
        if ends_entry {
            self.finish_entry();
        }
    }

    fn rebase(&mut self, tag: Tag<'a>) {
        if let Some(base) = tag.value("xml:base") {
            self.base = resolve(self.base.as_deref(), &base).or(self.base.take());
        }
        if let Some(language) = tag.value("xml:lang").filter(|it| !it.is_empty()) {
            self.found.meta.language.get_or_insert(language.into_owned());
        }
        // CDF names the channel's page so.
        if let Some(link) = tag.value("href").and_then(|it| self.absolute(&it)) {
            self.found.meta.link.get_or_insert(link);
        }
    }

    fn absolute(&self, link: &str) -> Option<String> {
        let base = self.entry_base.as_deref().or(self.base.as_deref());
        resolve(base, link).or_else(|| resolve(self.found.meta.link.as_deref(), link))
    }

    fn open_entry(&mut self, tag: Tag<'a>) {
        self.finish_entry();
        self.found.is_feed = true;
        let base = tag.value("xml:base").and_then(|it| resolve(self.base.as_deref(), &it));
        self.entry_base = base;
        let mut partial = Partial { start: self.at, ..Partial::default() };
        partial.entry.language = tag.value("xml:lang").map(Cow::into_owned);
        let about = tag.value("rdf:about").or_else(|| tag.value("about"));
        if let Some(about) = about {
            partial.entry.guid = Some(about.trim().to_owned());
            partial.links.extend(self.absolute(&about).map(|it| (6, it)));
        }
        partial.links.extend(tag.value("href").and_then(|it| self.absolute(&it)).map(|it| (3, it)));
        partial.dates.extend(tag.value("lastmod").map(|it| (7, it.into_owned())));
        self.entry = Some(partial);
        if tag.empty {
            self.finish_entry();
        }
    }

    fn finish_entry(&mut self) {
        let Some(partial) = self.entry.take() else { return };
        self.entry_base = None;
        let Partial { mut entry, mut dates, mut links, media_title, start, filled, .. } = partial;
        if entry.title.is_empty() {
            entry.title = media_title.unwrap_or_default();
        }
        dates.sort_by_key(|it| it.0);
        entry.dates = dates.into_iter().map(|it| it.1).collect();
        links.sort_by_key(|it| it.0);
        entry.link = links.into_iter().next().map(|it| it.1);
        if entry.is_empty() && (filled || !entry.dates.is_empty()) {
            // An author, a category or a date are an entry too; it is known by its bytes.
            let raw = self.xml.get(start..self.at).unwrap_or("");
            entry.guid = Some(format!("xxh3:{:016x}", xxh3_64(raw.as_bytes())));
        }
        if !entry.is_empty() {
            self.found.entries.push(entry);
        }
    }

    /// `<link rel href>`: the article's page has no `rel`, or `alternate`.
    fn atom_link(&mut self, tag: Tag<'a>) {
        let rel = tag.value("rel").unwrap_or_default().to_ascii_lowercase();
        let kind = tag.value("type").unwrap_or_default();
        let Some(link) = tag.value("href").and_then(|it| self.absolute(&it)) else { return };
        let page = matches!(&*rel, "" | "alternate");
        let rank = if kind.is_empty() || kind.contains("html") { 1 } else { 4 };
        if let Some(entry) = &mut self.entry {
            let rank = if page { Some(rank) } else { (rel == "via" || rel == "self").then_some(9) };
            entry.links.extend(rank.map(|it| (it, link)));
            return;
        }
        let meta = &mut self.found.meta;
        let slot = match &*rel {
            _ if page => &mut meta.link,
            "self" => &mut meta.itself,
            "next" => &mut meta.next,
            "prev-archive" => &mut meta.prev_archive,
            "hub" => &mut meta.hub,
            _ => return,
        };
        slot.get_or_insert(link);
    }

    fn finish_value(&mut self, end: usize) {
        let Some(value) = self.value.take() else { return };
        let raw = self.xml.get(value.start..end).filter(|_| value.markup);
        let mut text = match raw {
            Some(raw) => raw.replace("<![CDATA[", "").replace("]]>", ""),
            None => value.text,
        };
        let kind = value.tag.value("type").unwrap_or_default();
        if value.tag.value("mode").is_some_and(|it| it == "base64") || is_base64(&kind) {
            text = base64::decode(&text).unwrap_or(text);
        }
        if kind == "text" && !value.markup && text.contains(['<', '&']) {
            // Words that look like markup but are none.
            text = text.replace('&', "&amp;").replace('<', "&lt;");
        }
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if self.entry.is_some() {
            self.entry_value(value.field, value.tag, text);
        } else {
            self.feed_value(value.field, text);
        }
    }

    fn entry_value(&mut self, field: Field, tag: Tag<'a>, text: &str) {
        let link = match field {
            Field::Link | Field::OriginalLink | Field::Guid => self.absolute(text),
            _ => None,
        };
        let absolute = text.starts_with("http");
        let Some(partial) = &mut self.entry else { return };
        let entry = &mut partial.entry;
        match field {
            Field::Title if !partial.titled => {
                partial.titled = !tag.name.starts_with("dc:");
                text.clone_into(&mut entry.title);
            }
            Field::Link => partial.links.extend(link.map(|it| (2, it))),
            Field::OriginalLink => partial.links.extend(link.map(|it| (0, it))),
            Field::Guid => {
                let permanent =
                    tag.value("isPermaLink").is_none_or(|it| !it.eq_ignore_ascii_case("false"));
                partial.links.extend(link.filter(|_| absolute && permanent).map(|it| (5, it)));
                entry.guid = Some(text.to_owned());
            }
            Field::Summary => longer(&mut entry.summary, text),
            Field::Content => longer(&mut entry.content, text),
            Field::Date(rank) => partial.dates.push((rank, text.to_owned())),
            Field::Language => entry.language = Some(text.to_owned()),
            Field::Caption => entry.captions.push(text.to_owned()),
            Field::MediaTitle => {
                entry.captions.push(text.to_owned());
                partial.media_title.get_or_insert_with(|| text.to_owned());
            }
            Field::Title | Field::Ttl | Field::Period | Field::Frequency => {}
        }
    }

    fn feed_value(&mut self, field: Field, text: &str) {
        let link = (field == Field::Link).then(|| self.absolute(text)).flatten();
        let meta = &mut self.found.meta;
        match field {
            Field::Title => {
                meta.title.get_or_insert_with(|| crate::text::html_line(text));
            }
            Field::Link => meta.link = meta.link.take().or(link),
            Field::Language => {
                meta.language.get_or_insert(text.to_owned());
            }
            Field::Ttl => meta.ttl_s = text.parse::<u32>().ok().and_then(|it| it.checked_mul(60)),
            Field::Period => {
                self.seconds.0 = period_seconds(text);
                meta.period_s = Some(self.seconds.0 / self.seconds.1).filter(|it| *it > 0);
            }
            Field::Frequency => {
                self.seconds.1 = text.parse().unwrap_or(1).max(1);
                meta.period_s = Some(self.seconds.0 / self.seconds.1).filter(|it| *it > 0);
            }
            _ => {}
        }
    }
}

fn lower(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|it| it.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}

fn longer(slot: &mut String, text: &str) {
    if text.len() > slot.len() {
        text.clone_into(slot);
    }
}
