//! The demo archive: documents with a manifest that says whose each is.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Deserialize;

use crate::{
    code::Coder,
    feed::{self, Document},
    model::{Fault, Lang, Published, Report, Slug},
    store::{Batch, StoreError, Writer},
    theatre::SourceEntry,
};

use super::{Pace, take_in};

/// `manifest.toml` of an archive.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    now: Timestamp,
    first_seen: FirstSeen,
    source: Vec<Source>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum FirstSeen {
    /// When it was published.
    Published,
    /// At the archive's now.
    Now,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    id: Slug,
    name: String,
    url: String,
    kind: Slug,
    #[serde(default)]
    language: Option<Lang>,
    #[serde(default)]
    publisher: Option<String>,
    #[serde(default)]
    reliability: Option<char>,
    #[serde(default)]
    stance: Option<Slug>,
    files: Vec<String>,
    #[serde(default)]
    published: BTreeMap<String, String>,
}

/// Why an archive could not be read.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Its manifest is missing or faulty.
    #[error("the archive's manifest.toml: {0}")]
    Manifest(String),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An archive: names and contents of its files.
#[derive(Debug)]
pub struct Demo<'a> {
    files: &'a [(&'a str, &'a [u8])],
    manifest: Manifest,
}

impl<'a> Demo<'a> {
    /// Reads what an archive says of itself.
    pub fn open(files: &'a [(&'a str, &'a [u8])]) -> Result<Self, DemoError> {
        let file = files.iter().find(|it| it.0 == "manifest.toml");
        let bytes = file.ok_or_else(|| DemoError::Manifest("it is missing".to_owned()))?.1;
        let text =
            std::str::from_utf8(bytes).map_err(|err| DemoError::Manifest(err.to_string()))?;
        let manifest = toml::from_str(text).map_err(|err| DemoError::Manifest(err.to_string()))?;
        Ok(Self { files, manifest })
    }

    /// The instant at which it ends.
    pub fn now(&self) -> Timestamp {
        self.manifest.now
    }

    /// Its sources.
    pub fn sources(&self) -> Vec<SourceEntry> {
        self.manifest.source.iter().map(Source::entry).collect()
    }

    /// Reads it into a store; what could not be read.
    pub fn fill(
        &self,
        writer: &mut Writer<'_>,
        coder: &Coder<'_>,
    ) -> Result<Vec<Fault>, DemoError> {
        let manifest = &self.manifest;
        let (mut reports, mut faults) = (Vec::new(), Vec::new());
        for source in &manifest.source {
            for name in &source.files {
                let Some((_, bytes)) = self.files.iter().find(|it| it.0 == name) else {
                    faults.push(Fault::new(name, "is named by the manifest but missing"));
                    continue;
                };
                let parsed = read(source, name, bytes, manifest.now);
                faults.extend(parsed.faults);
                reports.extend(parsed.reports);
            }
        }
        if manifest.first_seen == FirstSeen::Published {
            reports.iter_mut().for_each(seen_when_published);
        }
        writer.know_sources(&self.sources());
        let pace = &mut Pace::default();
        take_in(writer, coder, reports, Batch::default(), pace, manifest.now)?;
        Ok(faults)
    }
}

fn read(source: &Source, name: &str, bytes: &[u8], now: Timestamp) -> feed::Parsed {
    let published = source.published.get(name).and_then(|it| Published::parse(it));
    feed::document(
        &Document {
            bytes,
            path: Some(name),
            published,
            source: &source.id,
            publisher: source.publisher.as_deref(),
            ..Document::default()
        },
        now,
    )
}

fn seen_when_published(report: &mut Report) {
    if let Some(published) = report.published {
        report.first_seen = published.instant();
    }
}

impl Source {
    fn entry(&self) -> SourceEntry {
        SourceEntry {
            id: self.id.clone(),
            name: self.name.clone(),
            url: self.url.clone(),
            kind: self.kind.clone(),
            language: self.language,
            publisher: self.publisher.clone(),
            reliability: self.reliability.unwrap_or('F'),
            stance: self.stance.clone(),
            every_s: None,
            full_text: false,
            headers: BTreeMap::new(),
            auth: None,
            proxy: None,
            links: None,
            allow_private: false,
            enabled: false,
            note: None,
        }
    }
}
