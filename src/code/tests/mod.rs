//! Whole texts and the events that they tell: what carries over, what is history, what is a list.

use std::sync::LazyLock;

use jiff::Timestamp;

use super::{Coder, report};
use crate::{
    model::{Attribution, Coding, EventMention, Published, Realis, Report, Role},
    text,
    theatre::Names,
};

mod author;
mod blame;
mod carry;
mod frames;
mod days;
mod opposed;
mod places;
mod sides;
mod sources;
mod tolls;
mod words;

/// The events of a text that is published on a day, one a line: code, town, day, who against whom.
fn told(published: Option<&str>, text: &str) -> Vec<String> {
    let names = Names::embedded("sahel");
    let ground = |it: &&EventMention| {
        it.realis >= Realis::Claimed
            && !it.sums_up
            && names.event(&it.event).is_some_and(|it| !it.statement)
    };
    let mut lines: Vec<String> =
        coded(published, text).events.iter().filter(ground).map(line).collect();
    lines.sort();
    lines
}

/// What is read in a text that is published on a day; a title stands before an empty line.
fn coded(published: Option<&str>, text: &str) -> Coding {
    static CODER: LazyLock<Coder<'static>> = LazyLock::new(|| Coder::new(Names::embedded("sahel")));
    let (title, text) = text.split_once("\n\n").unwrap_or(("", text));
    let text = text::assemble(title, &text::plain_blocks(text));
    let published = published.and_then(Published::parse);
    let excerpt = Report {
        id: "told".into(),
        source: "told".into(),
        publisher: "told".to_owned(),
        path: None,
        url: None,
        guid: None,
        lang: text::language(&text::body(&text)),
        published,
        first_seen: published.map_or(Timestamp::UNIX_EPOCH, Published::instant),
        text,
        faults: Vec::new(),
    };
    report(&CODER, &excerpt)
}

/// How sure each event of a text is, and who against whom: `?` marks the accused, `!` who claims it.
fn standing(text: &str) -> Vec<String> {
    let line = |it: &EventMention| format!("{:?}: {}", it.realis, sides(it));
    coded(Some("2026-04-27"), text).events.iter().map(line).collect()
}

fn line(event: &EventMention) -> String {
    let place = &event.place;
    let near = if place.precision == Some(2) { "near " } else { "" };
    let town = place.town.as_deref().or(place.admin1.as_deref()).unwrap_or("-");
    let day = event.when.as_ref().map_or_else(|| "-".to_owned(), |it| it.date.to_string());
    format!("{} {near}{town} {day} {}", event.event, sides(event))
}

/// Who against whom.
fn sides(event: &EventMention) -> String {
    let side = |role| {
        let of = event.parties.iter().filter(|it| it.role == role).map(|it| {
            let mark = match it.attribution {
                Attribution::Alleged => "?",
                Attribution::Claimed => "!",
                _ => "",
            };
            format!("{}{mark}", it.id)
        });
        let mut list: Vec<String> = of.collect();
        list.sort();
        list.join("+")
    };
    format!("{} > {}", side(Role::Attacker), side(Role::Target))
}

fn check(published: Option<&str>, text: &str, expected: &[&str]) {
    assert_eq!(told(published, text), expected, "{text}");
}
