use jiff::{ToSpan, civil::Date};

use super::*;
use crate::model::*;

mod build;
mod history;
mod nearby;
mod order;
mod rules;
mod says;
mod speed;

use build::{Say, told};

fn names() -> &'static Names {
    Names::embedded("sahel")
}

/// The incidents of these mentions, one line each: town, date, codes, reports.
fn check(says: &[Say], expect: &[&str]) {
    let told = told(says);
    let found = incidents(names(), &told, &[]);
    let mut lines: Vec<String> = found.iter().map(line).collect();
    lines.sort_by(|a, b| (a.starts_with("said"), a).cmp(&(b.starts_with("said"), b)));
    assert_eq!(lines, expect, "{:#?}", found.iter().map(|it| &it.members).collect::<Vec<_>>());
}

fn line(incident: &Incident) -> String {
    let mut also: Vec<&str> = incident.also.iter().map(Slug::as_str).collect();
    also.insert(0, &incident.event);
    let place = &incident.place;
    let town = place.town.clone().or(place.admin1.clone());
    let town = town.or(place.country.as_ref().map(ToString::to_string));
    let date = incident.when.as_ref().map(|it| format!("{}/{}", it.date, it.precision));
    let mut reports: Vec<String> = incident.reports().iter().map(ToString::to_string).collect();
    reports.sort_unstable();
    format!(
        "{}{} {} {}: {}",
        if incident.statement { "said " } else { "" },
        town.unwrap_or_else(|| "-".into()),
        date.unwrap_or_else(|| "undated".into()),
        also.join("+"),
        reports.join(" ")
    )
}
