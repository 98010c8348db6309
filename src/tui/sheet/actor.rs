//! An actor's sheet: who it is, by the pack, and what it does, by the store.

use jiff::civil::Date;

use super::super::{
    data::ActorSheet,
    labels,
    page::{Builder, Line, Page},
    sheet::town,
    theme::{Role, Theme},
};
use crate::config::Bidi;
use crate::model::Slug;
use crate::theatre::{Actor, Names, Relation};

/// The sheet.
pub fn page(names: &Names, sheet: &ActorSheet, width: usize, bidi: Bidi, today: Date) -> Page {
    let mut out = Builder::new(width, bidi);
    out.paragraph(labels::actor_name(names, &sheet.line.id), Role::Unread);
    out.gap();
    if let Some(actor) = names.actor(&sheet.line.id) {
        entry(&mut out, names, actor, today);
    }
    out.heading("What it does");
    let line = &sheet.line;
    let attacks = format!(
        "{} in 7 days, {} in 30, {} in the 30 before",
        line.attacks_7d, line.attacks_30d, line.attacks_before
    );
    out.field("attacks", &attacks, Role::Text);
    out.field("attacked", &format!("{} in 30 days", line.targeted_30d), Role::Text);
    out.field("caused", &with(&labels::count(line.caused), "dead"), Role::Number);
    out.field("suffered", &with(&labels::count(line.suffered), "dead"), Role::Number);
    let last = line.last.map_or_else(|| "never".to_owned(), |it| labels::day_long(it, today));
    out.field("last seen", &last, Role::Text);
    let said = sheet.last_statement.map(labels::instant).unwrap_or_default();
    out.field("last said", &said, Role::Text);
    let claimed = format!("{} of its attacks by itself, {} alleged", line.claimed, line.alleged);
    out.field("claimed", &claimed, Role::Text);
    out.field("by week", &bars(&sheet.weeks), Role::Event);
    let towns: Vec<String> = sheet.towns.iter().map(|(name, n)| format!("{name} {n}")).collect();
    out.field("towns", &towns.join(", "), Role::Town);
    out.field("new towns", &sheet.new_towns.join(", "), Role::Accent);
    out.page
}

/// What it did, and by which names it is known.
pub fn more(names: &Names, sheet: &ActorSheet, width: usize, bidi: Bidi) -> Page {
    let mut out = Builder::new(width, bidi);
    town::latest(&mut out, names, &sheet.latest);
    kinds(&mut out, names, &sheet.kinds);
    if let Some(actor) = names.actor(&sheet.line.id) {
        spellings(&mut out, actor);
    }
    out.page
}

/// What its attacks are, the most frequent first.
fn kinds(out: &mut Builder, names: &Names, kinds: &[(Slug, u32)]) {
    if kinds.is_empty() {
        return;
    }
    out.heading("Its attacks by kind");
    for (code, n) in kinds {
        out.row(&[
            (&n.to_string(), 4, Role::Number),
            (code, 18, Role::Muted),
            (labels::event_words(names, code), 0, Role::Text),
        ]);
    }
}

fn entry(out: &mut Builder, names: &Names, actor: &Actor, today: Date) {
    out.field("id", &actor.id, Role::Muted);
    out.field("class", &actor.class, Role::Text);
    out.field("dates", &dates(actor), Role::Text);
    let of = |id: &str| labels::actor_name(names, id).to_owned();
    out.field("part of", &actor.parent.as_deref().map(of).unwrap_or_default(), Role::Actor);
    out.field("became", &actor.successor.as_deref().map(of).unwrap_or_default(), Role::Actor);
    let children: Vec<String> = names.children(&actor.id).map(|it| it.name.clone()).collect();
    out.field("parts", &children.join(", "), Role::Actor);
    out.field("allies", &related(names, &actor.allies, today), Role::Text);
    out.field("enemies", &related(names, &actor.enemies, today), Role::Text);
    out.field("note", actor.note.as_deref().unwrap_or(""), Role::Muted);
}

/// Under which names the texts know it.
fn spellings(out: &mut Builder, actor: &Actor) {
    out.heading("Names");
    for (label, list) in [
        ("also", &actor.names.any),
        ("english", &actor.names.en),
        ("french", &actor.names.fr),
        ("arabic", &actor.names.ar),
    ] {
        out.field(label, &list.join(", "), Role::Muted);
    }
}

fn dates(actor: &Actor) -> String {
    match (actor.from, actor.to) {
        (None, None) => String::new(),
        (Some(from), None) => format!("since {from}"),
        (None, Some(to)) => format!("until {to}"),
        (Some(from), Some(to)) => format!("{from} to {to}"),
    }
}

/// Relations that hold today.
fn related(names: &Names, relations: &[Relation], today: Date) -> String {
    let holds = |it: &&Relation| {
        it.from.is_none_or(|from| from <= today) && it.to.is_none_or(|to| today <= to)
    };
    let list: Vec<String> =
        relations.iter().filter(holds).map(|it| labels::actor_short(names, &it.with)).collect();
    list.join(", ")
}

fn with(count: &str, unit: &str) -> String {
    if count.is_empty() { String::new() } else { format!("{count} {unit}") }
}

/// Numbers as a row of bars.
pub fn bars(values: &[u32]) -> String {
    let most = values.iter().copied().max().unwrap_or(0);
    let theme = Theme { colours: super::super::theme::Colours::None, ascii: false };
    let bars: String = values.iter().map(|it| theme.bar(*it, most)).collect();
    if most == 0 { String::new() } else { format!("{bars} (most {most})") }
}

/// A line of the rule that parts two blocks.
pub fn rule(width: usize) -> Line {
    Line::of("─".repeat(width), Role::Muted)
}
