//! A situation report in Markdown: what is confirmed, what is claimed and by whom, what is
//! disputed, what is not known. Every line of it ends with the links to its reports.

use std::{
    collections::BTreeMap,
    io::{self, Write},
};

use jiff::Timestamp;

use super::markdown::{escape, heads, link};
use crate::{
    model::{Incident, Realis, Role, Slug, Verification},
    theatre::Names,
};

mod grammar;
mod sentence;
mod words;

pub use words::Language;

/// A report as it is cited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cite {
    /// Whose text it is.
    pub publisher: String,
    /// Where it stands.
    pub url: Option<String>,
}

/// Which report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// All four parts.
    Sitrep,
    /// All four parts, for the start of a shift.
    Brief,
    /// What is open at the end of a shift: everything but what is confirmed.
    Handover,
}

/// What a situation report is written from.
pub struct Sitrep<'a> {
    /// The theatre.
    pub names: &'a Names,
    /// Its incidents, in the order in which they are to stand.
    pub incidents: &'a [Incident],
    /// The reports behind them.
    pub cites: &'a BTreeMap<Slug, Cite>,
    /// Begin of the period.
    pub from: Timestamp,
    /// End of the period.
    pub to: Timestamp,
    /// The filter in words, empty when there is none.
    pub filter: &'a str,
    /// Its language.
    pub language: Language,
    /// Which one.
    pub shape: Shape,
}

/// The four parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Confirmed,
    Claimed,
    Disputed,
    Unknown,
}

/// The one part that an incident belongs to.
fn part(it: &Incident) -> Part {
    match (it.verification, it.realis) {
        (Verification::Disputed | Verification::Refuted, _) | (_, Realis::Denied) => Part::Disputed,
        (Verification::Confirmed | Verification::Corroborated, Realis::Occurred) => Part::Confirmed,
        (_, Realis::Claimed | Realis::Alleged) => Part::Claimed,
        _ => Part::Unknown,
    }
}

/// Writes the report.
pub fn write(sitrep: &Sitrep<'_>, out: &mut dyn Write) -> io::Result<()> {
    let words = sitrep.language.words();
    let title = match sitrep.shape {
        Shape::Sitrep => words.title,
        Shape::Brief => words.brief,
        Shape::Handover => words.handover,
    };
    writeln!(out, "# {title} – {}\n", escape(&sitrep.names.name))?;
    let [from, to] = words.period;
    writeln!(out, "{from} {} {to} {}\n", minute(sitrep.from), minute(sitrep.to))?;
    if !sitrep.filter.is_empty() {
        writeln!(out, "{}{}`{}`\n", words.filter, words.colon, sitrep.filter.replace('`', "'"))?;
    }
    overview(sitrep, out)?;
    let parts = [
        (Part::Confirmed, words.confirmed),
        (Part::Claimed, words.claimed),
        (Part::Disputed, words.disputed),
        (Part::Unknown, words.unknown),
    ];
    let wanted = parts
        .into_iter()
        .filter(|(it, _)| sitrep.shape != Shape::Handover || *it != Part::Confirmed);
    for (which, [head, note]) in wanted {
        writeln!(out, "## {head}\n\n*{note}*\n")?;
        by_region(sitrep, which, out)?;
    }
    Ok(())
}

/// To the minute, UTC.
fn minute(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M UTC").to_string()
}

/// The incidents of one part under the heads of their regions.
fn by_region(sitrep: &Sitrep<'_>, which: Part, out: &mut dyn Write) -> io::Result<()> {
    let words = sitrep.language.words();
    let mut regions: BTreeMap<(bool, String), Vec<&Incident>> = BTreeMap::new();
    for it in sitrep.incidents.iter().filter(|it| part(it) == which) {
        regions.entry(region(sitrep, it)).or_default().push(it);
    }
    if regions.is_empty() {
        writeln!(out, "{}\n", words.nothing)?;
    }
    for ((_, region), incidents) in regions {
        writeln!(out, "### {}\n", escape(&region))?;
        for it in incidents {
            sentence::incident(sitrep, it, out)?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The region's name with its country; what has none sorts last.
fn region(sitrep: &Sitrep<'_>, it: &Incident) -> (bool, String) {
    let country = it.place.country.as_deref();
    let country = country.map(|id| sitrep.names.country(id).map_or(id, |it| it.name.as_str()));
    match (&it.place.admin1, country) {
        (Some(region), Some(country)) => (false, format!("{region}, {country}")),
        (Some(region), None) => (false, region.clone()),
        (None, Some(country)) => (true, country.to_owned()),
        (None, None) => (true, sitrep.language.words().no_region.to_owned()),
    }
}

/// Counts by region and by actor.
fn overview(sitrep: &Sitrep<'_>, out: &mut dyn Write) -> io::Result<()> {
    let words = sitrep.language.words();
    let mut regions: BTreeMap<(bool, String), [u32; 3]> = BTreeMap::new();
    let mut actors: BTreeMap<&Slug, [u32; 3]> = BTreeMap::new();
    for it in sitrep.incidents {
        let low = it.deaths.low.unwrap_or(0);
        let best = it.deaths.best.unwrap_or(low);
        add(regions.entry(region(sitrep, it)).or_default(), [1, low, best]);
        for party in &it.parties {
            let attacks = u32::from(party.role == Role::Attacker);
            let suffers = u32::from(party.role == Role::Target);
            add(actors.entry(&party.id).or_default(), [attacks, suffers, 0]);
        }
        for side in &it.deaths_by_side {
            if let Some(id) = &side.side {
                add(actors.entry(id).or_default(), [0, 0, side.count.low.unwrap_or(0)]);
            }
        }
    }
    writeln!(out, "## {}\n", words.overview)?;
    heads(&words.region_heads, out)?;
    for ((_, name), row) in &regions {
        numbers(name, *row, out)?;
    }
    writeln!(out)?;
    heads(&words.actor_heads, out)?;
    actors.retain(|_, row| *row != [0; 3]);
    let mut actors: Vec<_> = actors.into_iter().collect();
    actors.sort_by_key(|(id, [attacks, suffers, _])| (std::cmp::Reverse(attacks + suffers), *id));
    for (id, row) in actors {
        numbers(&capital(&sitrep.language.actor(sitrep.names, id)), row, out)?;
    }
    writeln!(out)
}

fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |it| it.to_uppercase().chain(chars).collect())
}

fn add(sum: &mut [u32; 3], more: [u32; 3]) {
    for (sum, more) in sum.iter_mut().zip(more) {
        *sum += more;
    }
}

fn numbers(name: &str, [a, b, c]: [u32; 3], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| {} | {a} | {b} | {c} |", escape(name))
}

/// The links to reports, each publisher named.
fn links(sitrep: &Sitrep<'_>, reports: &[Slug]) -> String {
    let links = reports.iter().map(|id| match sitrep.cites.get(id) {
        Some(cite) => link(&cite.publisher, cite.url.as_deref()),
        None => escape(id),
    });
    links.collect::<Vec<_>>().join(", ")
}
