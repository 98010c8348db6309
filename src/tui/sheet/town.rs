//! A town's sheet: what happened there, who did it, and the ledger of who said who holds it.

use jiff::civil::Date;

use super::{
    super::{
        data::{Row, TownSheet},
        labels,
        page::{Builder, Page},
        theme::{Role, Theme},
    },
    actor::bars,
};
use crate::config::Bidi;
use crate::theatre::Names;

/// The sheet.
pub fn page(names: &Names, sheet: &TownSheet, width: usize, bidi: Bidi, today: Date) -> Page {
    let mut out = Builder::new(width, bidi);
    let line = &sheet.line;
    out.paragraph(&line.name, Role::Unread);
    out.gap();
    let region = format!("{}, {}", line.region, labels::country(names, &line.country));
    out.field("region", &region, Role::Town);
    if let Some((latitude, longitude)) = line.point {
        out.field("lies at", &format!("{latitude:.3}, {longitude:.3}"), Role::Muted);
    }
    let incidents = format!(
        "{} in 7 days, {} in 30, {} in the 30 before; {} near it",
        line.last_7d, line.last_30d, line.before, line.near
    );
    out.field("incidents", &incidents, Role::Text);
    let last = line.last.map_or_else(|| "none".to_owned(), |it| labels::day_long(it, today));
    out.field("last", &last, Role::Text);
    if let Some(days) = line.quiet_days {
        out.field("quiet", &labels::number_of(days, "day"), Role::Text);
    }
    out.field("by week", &bars(&sheet.weeks), Role::Event);
    let actors: Vec<String> = sheet
        .actors
        .iter()
        .map(|(id, n)| format!("{} {n}", labels::actor_short(names, id)))
        .collect();
    out.field("actors", &actors.join(", "), Role::Actor);
    dead(&mut out, names, sheet);
    months(&mut out, sheet);
    out.page
}

/// The dead by side, which are never added to each other.
fn dead(out: &mut Builder, names: &Names, sheet: &TownSheet) {
    if sheet.sides.is_empty() {
        return;
    }
    out.heading("Dead by side");
    out.row(&[("", 28, Role::Muted), ("30 days", 8, Role::Muted), ("all", 0, Role::Muted)]);
    for it in &sheet.sides {
        let side = it.side.as_deref().map_or("side not said", |id| labels::actor_name(names, id));
        out.row(&[
            (side, 28, Role::Target),
            (&labels::count(it.days_30), 8, Role::Number),
            (&labels::count(it.all), 0, Role::Number),
        ]);
    }
}

/// What happened there last, and who said who holds it.
pub fn more(names: &Names, sheet: &TownSheet, width: usize, bidi: Bidi) -> Page {
    let mut out = Builder::new(width, bidi);
    latest(&mut out, names, &sheet.latest);
    ledger(&mut out, names, sheet);
    out.page
}

fn months(out: &mut Builder, sheet: &TownSheet) {
    if sheet.months.is_empty() {
        return;
    }
    out.heading("By month");
    let most = sheet.months.iter().map(|it| it.1).max().unwrap_or(0).max(1);
    for (month, incidents, deaths) in &sheet.months {
        let bar = "█".repeat((incidents * 24).div_ceil(most) as usize);
        out.row(&[
            (&month.strftime("%b %Y").to_string(), 9, Role::Muted),
            (&labels::number_of(*incidents, "incident"), 14, Role::Text),
            (&format!("{deaths} dead"), 9, Role::Number),
            (&bar, 0, Role::Event),
        ]);
    }
}

fn ledger(out: &mut Builder, names: &Names, sheet: &TownSheet) {
    out.heading("Who said who holds or blocks it");
    if sheet.ledger.is_empty() {
        out.paragraph("nobody said so", Role::Muted);
    }
    for it in &sheet.ledger {
        let holder = it.holder.as_deref().map(|id| labels::actor_short(names, id));
        let what = format!("{} {}", holder.unwrap_or_default(), it.what);
        out.hanging(&[
            (&it.day.strftime("%e %b %Y").to_string(), 11, Role::Muted),
            (what.trim(), 26, Role::Target),
            (&format!("said by {}", it.by.join(", ")), 0, Role::Actor),
        ]);
    }
}

/// The latest incidents, one line each.
pub fn latest(out: &mut Builder, names: &Names, rows: &[Row]) {
    if rows.is_empty() {
        return;
    }
    out.heading("Latest incidents");
    for row in rows {
        let it = &row.incident;
        out.row(&[
            (&labels::when_short(it.when.as_ref()), 8, Role::Muted),
            (&it.severity.to_string(), 1, Theme::severity(it.severity)),
            (&labels::place(names, &it.place), 16, Role::Town),
            (&labels::count(it.deaths), 5, Role::Number),
            (&it.headline, 0, Role::Text),
        ]);
    }
}
