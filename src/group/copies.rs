//! Near-copies of one text: the first is read, the others follow it.

use std::collections::HashMap;

use super::item::{Item, Part, Site};

/// For each mention the one of the first copy of its text that it follows, if it is a copy's.
///
/// A mention follows the one of the same kind, place and part that comes at the same turn in the
/// first copy, or the last there is; what the first copy does not tell stands for itself.
pub(super) fn leads(items: &[Item<'_>]) -> Vec<Option<usize>> {
    let mut first: HashMap<u64, &str> = HashMap::new();
    for item in items {
        first.entry(item.told.origin.copy).or_insert(&item.told.origin.report);
    }
    let mut turns: HashMap<(&str, Told<'_>), usize> = HashMap::new();
    let mut told: HashMap<(u64, Told<'_>), Vec<usize>> = HashMap::new();
    let mut leads = vec![None; items.len()];
    // Items of the first copy come before those of the others: items are sorted by report.
    for (at, item) in items.iter().enumerate() {
        let (copy, report) = (item.told.origin.copy, item.told.origin.report.as_str());
        let what = (item.told.mention.event.as_str(), item.site, item.part as u8);
        let turn = turns.entry((report, what)).or_default();
        if first[&copy] == report {
            told.entry((copy, what)).or_default().push(at);
        } else if let Some(mentions) = told.get(&(copy, what)) {
            leads[at] = mentions.get(*turn).or(mentions.last()).copied();
        }
        *turn += 1;
    }
    leads.iter_mut().zip(items).for_each(|(lead, item)| {
        *lead = lead.filter(|_| item.part != Part::Nothing);
    });
    leads
}

/// Kind, place and part of a mention.
type Told<'a> = (&'a str, Site<'a>, u8);
