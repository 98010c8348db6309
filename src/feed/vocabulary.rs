//! The words of feed formats: which element of which vocabulary holds what.
//!
//! Tables alone; names come in lower case without their prefix.

/// The vocabularies that are told apart by prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    Feed,
    Dublin,
    Content,
    Media,
    Itunes,
    Syndication,
    Burner,
    Foreign,
}

/// The vocabulary of a namespace's name, by the part that its versions share.
pub(super) fn space_of_name(name: &str) -> Space {
    const NAMES: [(&str, Space); 16] = [
        ("purl.org/dc/", Space::Dublin),
        ("purl.org/rss/1.0/modules/content", Space::Content),
        ("purl.org/rss/1.0/modules/syndication", Space::Syndication),
        ("purl.org/rss/1.0/modules/", Space::Foreign),
        ("search.yahoo.com/mrss", Space::Media),
        ("itunes.com/dtds/podcast", Space::Itunes),
        ("rssnamespace.org/feedburner", Space::Burner),
        ("w3.org/2005/atom", Space::Feed),
        ("purl.org/atom/ns", Space::Feed),
        ("purl.org/rss/1.0", Space::Feed),
        ("my.netscape.com/rdf", Space::Feed),
        ("channel.netscape.com/rdf", Space::Feed),
        ("backend.userland.com/rss", Space::Feed),
        ("blogs.law.harvard.edu/tech/rss", Space::Feed),
        ("w3.org/1999/02/22-rdf", Space::Feed),
        ("w3.org/1999/xhtml", Space::Content),
    ];
    let name = name.to_ascii_lowercase();
    NAMES.iter().find(|it| name.contains(it.0)).map_or(Space::Foreign, |it| it.1)
}

/// What a prefix means when nobody declared it.
pub(super) fn space_of_prefix(prefix: &str) -> Space {
    match prefix {
        "" | "rss" | "atom" | "atom10" | "atom03" | "a10" | "a" | "rdf" | "feed" => Space::Feed,
        "dc" | "dcterms" | "dct" => Space::Dublin,
        "content" | "xhtml" => Space::Content,
        "media" => Space::Media,
        "itunes" => Space::Itunes,
        "sy" => Space::Syndication,
        "feedburner" => Space::Burner,
        _ => Space::Foreign,
    }
}

/// What a value is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Link,
    Guid,
    Summary,
    Content,
    Date(u8),
    Language,
    Caption,
    MediaTitle,
    Ttl,
    Period,
    Frequency,
    OriginalLink,
}

impl Field {
    /// Whether markup may stand in it as it is.
    pub(super) fn holds_markup(self) -> bool {
        matches!(
            self,
            Self::Summary | Self::Content | Self::Title | Self::Caption | Self::MediaTitle
        )
    }
}

pub(super) fn is_entry(name: &str) -> bool {
    matches!(name, "item" | "entry")
}

pub(super) fn is_root(name: &str) -> bool {
    matches!(name, "rss" | "rdf" | "feed" | "channel")
}

/// Elements that have titles, links and dates of their own.
pub(super) fn is_aside(space: Space, name: &str) -> bool {
    let feed = matches!(
        name,
        "image" | "textinput" | "source" | "cloud" | "skiphours" | "skipdays" | "schedule" | "logo"
    );
    let media = matches!(name, "credit" | "comments" | "community" | "scenes" | "hash" | "text");
    space == Space::Feed && feed || space == Space::Media && media
}

pub(super) fn field_of(space: Space, name: &str) -> Option<Field> {
    Some(match (space, name) {
        (Space::Feed | Space::Dublin, "title") => Field::Title,
        (Space::Feed, "link") => Field::Link,
        (Space::Feed, "guid" | "id") | (Space::Dublin, "identifier") => Field::Guid,
        (Space::Feed, "description" | "summary" | "abstract" | "tagline" | "subtitle")
        | (Space::Dublin, "description" | "abstract")
        | (Space::Itunes, "summary") => Field::Summary,
        (Space::Feed, "content" | "fulltext") | (Space::Content, "encoded" | "body") => {
            Field::Content
        }
        (Space::Feed, "published" | "pubdate") => Field::Date(0),
        (Space::Feed, "issued") | (Space::Dublin, "issued" | "date" | "available") => {
            Field::Date(1)
        }
        (Space::Feed | Space::Dublin, "created" | "date") => Field::Date(2),
        (Space::Feed | Space::Dublin, "updated" | "modified" | "lastbuilddate") => Field::Date(3),
        (Space::Feed | Space::Dublin, "language") => Field::Language,
        (Space::Media, "title") => Field::MediaTitle,
        (Space::Media, "description") => Field::Caption,
        (Space::Feed, "ttl") => Field::Ttl,
        (Space::Syndication, "updateperiod") => Field::Period,
        (Space::Syndication, "updatefrequency") => Field::Frequency,
        (Space::Burner, "origlink") => Field::OriginalLink,
        _ => return None,
    })
}

pub(super) fn period_seconds(word: &str) -> u32 {
    const HOUR: u32 = 3600;
    match &*word.to_ascii_lowercase() {
        "hourly" => HOUR,
        "daily" => 24 * HOUR,
        "weekly" => 7 * 24 * HOUR,
        "monthly" => 30 * 24 * HOUR,
        "yearly" => 365 * 24 * HOUR,
        _ => 0,
    }
}

/// Atom content of any other type than text and XML is written in base64 (RFC 4287 §4.1.3.3).
pub(super) fn is_base64(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    kind.contains('/')
        && !kind.starts_with("text/")
        && !kind.ends_with("xml")
        && !kind.contains("html")
}
