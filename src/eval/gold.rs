//! The format of labelled sets: one JSON object a line.

use jiff::Timestamp;
use serde::Deserialize;

use crate::{
    model::{Fault, Lang, Published, Realis, Report, Slug},
    text,
};

/// One labelled text.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Excerpt {
    /// Its name in the set.
    pub id: String,
    /// Declared language.
    #[serde(default)]
    pub lang: Option<Lang>,
    /// `YYYY-MM-DD` or RFC 3339.
    #[serde(default)]
    pub published: Option<String>,
    /// Where it stood.
    #[serde(default)]
    pub url: Option<String>,
    /// May be empty.
    #[serde(default)]
    pub title: Option<String>,
    /// The text without its title.
    pub text: String,
    /// Every actor that it mentions, background included.
    #[serde(default)]
    pub actors: Vec<Slug>,
    /// The incidents that it tells of.
    #[serde(default)]
    pub incidents: Vec<Gold>,
    /// Why it tempts, for a text that must give no incident on the ground.
    #[serde(default)]
    pub trap: Option<String>,
}

/// One labelled incident.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Gold {
    /// The same name in several excerpts is the same event.
    #[serde(default)]
    pub cluster: Option<String>,
    /// `YYYY-MM-DD` or `YYYY-MM`.
    #[serde(default)]
    pub date: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[serde(default)]
    pub country: Option<Slug>,
    /// Region.
    #[serde(default)]
    pub admin1: Option<String>,
    /// Also right.
    #[serde(default)]
    pub admin1_alt: Vec<String>,
    /// Town.
    #[serde(default)]
    pub town: Option<String>,
    /// Also right.
    #[serde(default)]
    pub town_alt: Vec<String>,
    /// Code of the taxonomy.
    pub event: Slug,
    /// Also right.
    #[serde(default)]
    pub event_alt: Vec<Slug>,
    /// Who did it, or whose word it is.
    #[serde(default)]
    pub actor1: Option<Slug>,
    /// Who suffered it.
    #[serde(default)]
    pub actor2: Option<Slug>,
    /// How sure.
    #[serde(default = "occurred")]
    pub realis: Option<Realis>,
    /// Dead of all sides.
    #[serde(default)]
    pub deaths_low: Option<u32>,
    /// Dead of all sides.
    #[serde(default)]
    pub deaths_high: Option<u32>,
    /// Wounded of all sides.
    #[serde(default)]
    pub wounded: Option<u32>,
    /// An earlier event that the text retells: right to find, not wrong to miss.
    #[serde(default)]
    pub secondary: bool,
}

#[expect(clippy::unnecessary_wraps, reason = "the default of an optional field")]
fn occurred() -> Option<Realis> {
    Some(Realis::Occurred)
}

impl Gold {
    /// Every right code, the label first.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let massacre = self.all_codes().any(|it| it == "civ.massacre").then_some("civ.attack");
        self.all_codes().chain(massacre)
    }

    fn all_codes(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.event).chain(&self.event_alt).map(Slug::as_str)
    }
}

/// Reads a set; a line that cannot be read is a fault that names it, and the rest is kept.
pub fn read(name: &str, text: &str) -> (Vec<Excerpt>, Vec<Fault>) {
    let mut excerpts = Vec::new();
    let mut faults = Vec::new();
    for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
        match serde_json::from_str(line) {
            Ok(excerpt) => excerpts.push(excerpt),
            Err(error) => faults.push(Fault::new("excerpt", error.to_string()).at(name, number)),
        }
    }
    (excerpts, faults)
}

impl Excerpt {
    /// The excerpt as a report. Its id is its name in the set.
    pub fn report(&self) -> Report {
        let text = text::assemble(
            self.title.as_deref().unwrap_or_default(),
            &text::plain_blocks(&self.text),
        );
        let published = self.published.as_deref().and_then(Published::parse);
        Report {
            id: self.id.as_str().into(),
            source: "excerpt".into(),
            publisher: self.id.clone(),
            path: None,
            url: self.url.clone(),
            guid: None,
            lang: self.lang.or_else(|| text::language(&text::body(&text))),
            published,
            first_seen: published.map_or(Timestamp::UNIX_EPOCH, Published::instant),
            text,
            faults: Vec::new(),
        }
    }
}
