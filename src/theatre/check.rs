//! Tables held against each other: what a pack refers to must exist, what names a thing must be
//! one thing's name, and what has a span of days must not end before it begins.

use crate::model::Fault;

use super::{
    load::{Draft, Files},
    outlines::Outlines,
    towns::Towns,
};

/// Every fault of a pack, in the order of files and lines; empty when the pack can be used.
pub fn check(files: &Files) -> Vec<Fault> {
    let mut draft = Draft::read(files);
    let mut faults = std::mem::take(&mut draft.faults);
    let text = |name: &str| files.get(name).map_or("", |it| it.as_ref());
    let (_towns, found) = Towns::parse(text("towns.tsv"));
    faults.extend(found);
    faults.extend(Outlines::parse(text("regions.geojson")).err());
    faults.sort_by(|a, b| a.at.cmp(&b.at));
    faults
}
