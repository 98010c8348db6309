//! What the store knows of one actor or one town, for its sheet.

use super::{
    ActorSummary, BTreeSet, Count, Incident, List, Names, Order, Page, Query, Result, Slug, Source,
    TownSummary, dead, labels, row,
};
use crate::{
    model::{About, ClaimRow, Role, Stance, Verification},
    tui::data::{ActorLine, ActorSheet, LedgerRow, Month, Row, SideToll, TownSheet},
};

/// Weeks and months of a sheet.
const WEEKS: usize = 12;

impl Source {
    pub(super) fn actor(&self, id: &Slug) -> Result<ActorSheet> {
        let query = self.read_query(&format!("actor:{id}"));
        let summary = self.reader.actors(&query)?.into_iter().find(|it| it.id == *id);
        let month = self.read_query(&format!("attacker:{id} on:30d"));
        let town = |id: &i64| self.names.towns().by_id(*id).map(|it| it.name.clone());
        let towns = self.reader.towns(&month)?;
        let (weeks, _) = self.weeks_and_months(&query)?;
        let name = labels::actor_name(self.names, id).to_owned();
        Ok(ActorSheet {
            line: summary.as_ref().map_or_else(
                || ActorLine { id: id.to_string(), name, ..ActorLine::default() },
                |it| self.actor_line(it),
            ),
            weeks,
            last_statement: summary.as_ref().and_then(|it| it.last_statement),
            towns: (towns.iter().filter(|it| it.total > 0))
                .filter_map(|it| Some((town(&it.id)?, it.total)))
                .collect(),
            new_towns: summary.iter().flat_map(|it| &it.new_towns_30d).filter_map(town).collect(),
            kinds: summary.map(|it| it.kinds).unwrap_or_default(),
            latest: self.latest(&query)?,
        })
    }

    pub(super) fn town(&self, id: i64) -> Result<TownSheet> {
        let query = self.read_query(&format!("near:{id}"));
        let summary = self.reader.towns(&query)?.into_iter().find(|it| it.id == id);
        let summary = summary.unwrap_or_else(|| TownSummary { id, ..TownSummary::default() });
        let exact = self.read_query(&format!("town:{id}"));
        let (weeks, months) = self.weeks_and_months(&exact)?;
        let actors = self.reader.actors(&exact)?;
        Ok(TownSheet {
            line: self.town_line(&summary),
            weeks,
            months,
            sides: sides(&summary, &actors),
            actors: actors.into_iter().take(8).map(|it| (it.id, it.incidents)).collect(),
            ledger: self.ledger(&exact)?,
            latest: self.latest(&query)?,
        })
    }

    /// A query of our own making, which can always be read.
    fn read_query(&self, text: &str) -> Query {
        let now = (self.now)();
        crate::query::parse(text, self.names, now).unwrap_or_else(|_| Query::all(now))
    }

    fn latest(&self, query: &Query) -> Result<Vec<Row>> {
        let page = Page { order: Order::Day, ..Page::first(List::Incidents, 8) };
        let rows = self.reader.load(query, &page)?.rows;
        Ok(rows.into_iter().map(|it| row(it.incident, it.seq)).collect())
    }

    /// The last twelve weeks' incidents, and the months with incidents and dead.
    fn weeks_and_months(&self, query: &Query) -> Result<(Vec<u32>, Vec<Month>)> {
        let today = labels::day_of((self.now)());
        let mut weeks = vec![0; WEEKS];
        let mut months: Vec<Month> = Vec::new();
        for it in self.reader.trend(query)? {
            let back = usize::try_from((today - it.day).get_days() / 7).unwrap_or(0);
            if let Some(week) = WEEKS.checked_sub(back + 1).and_then(|at| weeks.get_mut(at)) {
                *week += it.incidents;
            }
            let month = it.day.first_of_month();
            match months.last_mut().filter(|last| last.0 == month) {
                Some(last) => (last.1, last.2) = (last.1 + it.incidents, last.2 + it.deaths.best),
                None => months.push((month, it.incidents, it.deaths.best)),
            }
        }
        let last = months.len().saturating_sub(WEEKS);
        Ok((weeks, months.split_off(last)))
    }

    /// Who said who holds or blocks a place, newest first.
    fn ledger(&self, query: &Query) -> Result<Vec<LedgerRow>> {
        const SEEN: usize = 300;
        let page = Page { order: Order::Day, ..Page::first(List::Both, SEEN) };
        let mut ledger: Vec<LedgerRow> = Vec::new();
        for it in &self.reader.load(query, &page)?.rows {
            let it = &it.incident;
            let control = it.claims.iter().filter(|it| it.about == About::Control);
            ledger.extend(control.map(|it| claimed(self.names, it)));
            if let Some((holder, what)) = changed_hands(it) {
                let told = self.reader.reports_by_id(&it.reports())?.into_iter();
                let publishers: BTreeSet<String> = told.map(|it| it.report.publisher).collect();
                let denials = it.claims.iter().filter(|it| it.stance == Stance::Denies);
                ledger.extend(denials.filter(|it| it.about == About::Event).map(|it| LedgerRow {
                    holder: holder.clone(),
                    what: format!("{what}: denied"),
                    ..claimed(self.names, it)
                }));
                ledger.push(LedgerRow {
                    day: it.day().unwrap_or_else(|| labels::day_of(it.first_reported)),
                    by: publishers.into_iter().collect(),
                    holder,
                    what,
                });
            }
        }
        ledger.sort_by_key(|it| std::cmp::Reverse(it.day));
        Ok(ledger)
    }
}

/// What a party says of who holds a place.
fn claimed(names: &Names, it: &ClaimRow) -> LedgerRow {
    let what = match it.stance {
        Stance::Claims => "holds it",
        Stance::Confirms => "holds it, confirmed",
        Stance::Denies => "does not hold it",
        Stance::Accuses => "is accused of holding it",
    };
    let by = it
        .by
        .as_deref()
        .map_or_else(|| "the press".to_owned(), |by| labels::actor_short(names, by));
    LedgerRow {
        day: labels::day_of(it.at),
        by: vec![by],
        holder: it.control.clone(),
        what: what.to_owned(),
    }
}

/// Whom an incident gives a place to, or lets cut it off, and how.
fn changed_hands(it: &Incident) -> Option<(Option<Slug>, String)> {
    let is = |code: &str| it.event == *code || it.also.iter().any(|it| *it == *code);
    let (_, words) = [
        ("terr.capture", "takes it"),
        ("terr.retake", "takes it back"),
        ("terr.handover", "is handed it"),
        ("terr.withdraw", "leaves it"),
        ("terr.blockade", "cuts it off"),
        ("terr.unblock", "no longer cuts it off"),
    ]
    .into_iter()
    .find(|(code, _)| is(code))?;
    let holder = it.parties.iter().find(|it| it.role == Role::Attacker).map(|it| it.id.clone());
    let doubt = match it.verification {
        Verification::Disputed => ", disputed",
        Verification::Refuted => ", refuted",
        _ => "",
    };
    Some((holder, format!("{words}{doubt}")))
}

/// The dead by side: those of the last 30 days beside those of all days.
fn sides(summary: &TownSummary, actors: &[ActorSummary]) -> Vec<SideToll> {
    let lately = |side: &str| summary.deaths_30d.iter().find(|(it, _)| it == side).map(|it| it.1);
    let mut sides: Vec<SideToll> = actors
        .iter()
        .filter(|it| it.deaths_suffered.high > 0)
        .map(|it| SideToll {
            side: Some(it.id.clone()),
            days_30: lately(&it.id).map(dead).unwrap_or_default(),
            all: dead(it.deaths_suffered),
        })
        .collect();
    if let Some(sum) = lately("") {
        sides.push(SideToll { side: None, days_30: dead(sum), all: Count::default() });
    }
    sides
}
