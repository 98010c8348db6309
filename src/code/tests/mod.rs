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
mod carry;
mod places;
mod words;
mod tolls;

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

fn line(event: &EventMention) -> String {
    let place = &event.place;
    let near = if place.precision == Some(2) { "near " } else { "" };
    let town = place.town.as_deref().or(place.admin1.as_deref()).unwrap_or("-");
    let day = event.when.as_ref().map_or_else(|| "-".to_owned(), |it| it.date.to_string());
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
    let sides = format!("{} > {}", side(Role::Attacker), side(Role::Target));
    format!("{} {near}{town} {day} {sides}", event.event)
}

fn check(published: Option<&str>, text: &str, expected: &[&str]) {
    assert_eq!(told(published, text), expected, "{text}");
}
