use jiff::civil::Date;

use super::*;
use crate::model::*;

mod build;

use build::{Say, told};

fn names() -> &'static Names {
    Names::embedded("sahel")
}

/// The incidents of these mentions, one line each: town, date, codes, reports.
fn check(says: &[Say], expect: &[&str]) {
    let told = told(says);
    let found = incidents(names(), &told, &[]);
    let lines: Vec<String> = found.iter().map(line).collect();
    assert_eq!(lines, expect, "{:#?}", found.iter().map(|it| &it.members).collect::<Vec<_>>());
}

fn line(incident: &Incident) -> String {
    let mut also: Vec<&str> = incident.also.iter().map(Slug::as_str).collect();
    also.insert(0, &incident.event);
    let place = &incident.place;
    let town = place.town.clone().or(place.admin1.clone());
    let town = town.or(place.country.as_ref().map(ToString::to_string));
    let date = incident.when.as_ref().map(|it| format!("{}/{}", it.date, it.precision));
    let reports: Vec<String> = incident.reports().iter().map(ToString::to_string).collect();
    format!(
        "{}{} {} {}: {}",
        if incident.statement { "said " } else { "" },
        town.unwrap_or_else(|| "-".into()),
        date.unwrap_or_else(|| "undated".into()),
        also.join("+"),
        reports.join(" ")
    )
}

#[test]
fn one_town_and_day_is_one_incident() {
    check(
        &[
            Say::new("r1", "clash.base").town("Kayes").day("2025-07-01"),
            Say::new("r2", "clash.base").town("Kayes").day("2025-07-01"),
            Say::new("r2", "clash.base").town("Niono").day("2025-07-01"),
        ],
        &["Kayes 2025-07-01/1 clash.base: r1 r2", "Niono 2025-07-01/1 clash.base: r2"],
    );
}
