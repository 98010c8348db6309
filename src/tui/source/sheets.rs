//! What the store knows of one actor or one town, for its sheet.

use super::{
    Incident, List, Names, Order, Page, Query, Result, Slug, Source, TownSummary, dead, labels, row,
};
use crate::{
    model::{About, Stance},
    tui::data::{ActorLine, ActorSheet, LedgerRow, Month, Row, TownSheet},
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
        let actors = self.reader.actors(&exact)?.into_iter();
        Ok(TownSheet {
            line: self.town_line(&summary),
            weeks,
            months,
            actors: actors.take(8).map(|it| (it.id, it.incidents)).collect(),
            sides: summary
                .deaths_30d
                .iter()
                .map(|(side, sum)| (Some(side.clone()).filter(|it| !it.is_empty()), dead(*sum)))
                .collect(),
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
        let rows = self.reader.load(query, &Page::first(List::Both, SEEN))?.rows;
        let mut ledger: Vec<LedgerRow> = Vec::new();
        for it in &rows {
            let control = it.incident.claims.iter().filter(|it| it.about == About::Control);
            ledger.extend(control.map(|it| LedgerRow {
                at: it.at,
                by: it.by.clone(),
                holder: it.control.clone(),
                what: match it.stance {
                    Stance::Claims => "holds it".to_owned(),
                    Stance::Confirms => "holds it, confirmed".to_owned(),
                    Stance::Denies => "does not hold it".to_owned(),
                    Stance::Accuses => "is accused of holding it".to_owned(),
                },
            }));
            ledger.extend(blockade(self.names, &it.incident));
        }
        ledger.sort_by_key(|it| std::cmp::Reverse(it.at));
        Ok(ledger)
    }
}

/// A blockade that an incident tells of, as an entry of the ledger.
fn blockade(names: &Names, incident: &Incident) -> Option<LedgerRow> {
    let codes = || std::iter::once(&incident.event).chain(&incident.also);
    let code = codes().find(|it| matches!(it.as_str(), "terr.blockade" | "terr.unblock"))?;
    let attacker = incident.parties.iter().find(|it| it.role == crate::model::Role::Attacker);
    Some(LedgerRow {
        at: incident.changed,
        by: None,
        holder: attacker.map(|it| it.id.clone()),
        what: labels::event_words(names, code).to_owned(),
    })
}
