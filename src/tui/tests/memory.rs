//! A store in memory: twelve incidents with their reports, and the answers to every question.

use std::sync::Arc;

use jiff::{Timestamp, ToSpan, civil::Date};

use super::sketch::{Sketch, incident, report, sketch, sketches, sources};
use crate::{
    model::{Count, Incident, Role, Slug},
    query::{IncidentView, Query, ReportView},
    theatre::Names,
    tui::data::{
        ActorLine, ActorSheet, Answer, Ask, Day, IncidentSheet, Part, Row, Rows, Select, Sort,
        Told, TownLine, TownSheet,
    },
};

/// The present of the tests: a Sunday.
pub(super) fn now() -> Timestamp {
    "2026-04-26T14:05:00Z".parse().expect("an instant")
}

/// The theatre of the tests.
pub(super) fn names() -> &'static Names {
    Names::embedded("sahel")
}

/// The store.
#[derive(Clone, Debug, Default)]
pub(super) struct Memory {
    pub(super) rows: Vec<Row>,
    pub(super) reports: Vec<Told>,
    pub(super) commit: u64,
    /// Rows in a page; small, so that paging is tested.
    pub(super) page: usize,
}

impl Memory {
    /// The usual contents.
    pub(super) fn usual() -> Self {
        let mut memory = Self { page: 400, ..Self::default() };
        for it in sketches().iter().rev() {
            memory.add(it);
        }
        memory
    }

    /// Nothing at all.
    pub(super) fn empty() -> Self {
        Self { page: 400, ..Self::default() }
    }

    /// Adds one more, as another program would: newest of all.
    pub(super) fn news(&mut self, id: &'static str, headline: &'static str) {
        self.add(&Sketch { changed: "2026-04-26T14:00:00Z", ..sketch(id, headline, "clash.base") });
    }

    fn add(&mut self, it: &Sketch) {
        self.commit += 1;
        let report = report(it);
        let incident = incident(it, &report.report);
        self.rows.push(Row { incident: Arc::new(incident), commit: self.commit });
        self.rows.sort_by_key(|it| std::cmp::Reverse(it.incident.changed));
        self.reports.push(report);
    }

    /// The answer to a question.
    pub(super) fn answer(&self, ask: &Ask) -> Answer {
        match ask {
            Ask::Rows(select, part) => Answer::Rows(self.page(select, part)),
            Ask::News(select, since) => {
                let rows = self.selected(select);
                Answer::News(rows.iter().filter(|it| it.commit > *since).count() as u64)
            }
            Ask::Watch(rules, since) => {
                let fresh = || self.rows.iter().filter(|it| it.commit > *since);
                let of = |query: &Query| {
                    let fits = fresh().filter(|it| query.matches(&self.view(&it.incident)));
                    fits.map(|it| it.incident.clone()).collect()
                };
                let found = rules.iter().map(|(name, query)| (name.clone(), of(query)));
                Answer::Watch(found.collect(), self.commit)
            }
            Ask::Actors(select) => Answer::Actors(self.actors(select)),
            Ask::Towns(select) => Answer::Towns(self.towns(select)),
            Ask::Days(select) => Answer::Days(self.days(select)),
            Ask::Sources => Answer::Sources(sources()),
            Ask::Incident(id) => self.incident(id),
            Ask::Actor(id) => Answer::Actor(Box::new(self.actor(id))),
            Ask::Town(id) => Answer::Town(Box::new(self.town(*id))),
        }
    }

    fn selected(&self, select: &Select) -> Vec<Row> {
        let stars = select.marks.as_ref().map(|it| it.stars.clone()).unwrap_or_default();
        let query = select.query.clone().with_personal(&mut |_, _| stars.iter().cloned().collect());
        let mut rows: Vec<Row> = self
            .rows
            .iter()
            .filter(|row| row.incident.statement == select.statements)
            .filter(|row| select.since.is_none_or(|since| row.commit > since))
            .filter(|row| query.matches(&self.view(&row.incident)))
            .cloned()
            .collect();
        if select.sort == Sort::Day {
            rows.sort_by_key(|it| std::cmp::Reverse(it.incident.when.as_ref().map(|it| it.date)));
        }
        rows
    }

    fn view<'a>(&'a self, incident: &'a Incident) -> IncidentView<'a> {
        let of = |id: &Slug| self.reports.iter().find(|it| it.report.id == *id);
        let reports =
            incident.reports().into_iter().filter_map(|id| of(&id)).map(|it| ReportView {
                source: &it.report.source,
                publisher: &it.report.publisher,
                lang: it.report.lang,
                published: it.report.published,
                reported: it.report.reported(),
                words: &it.report.text.text,
            });
        IncidentView { incident: Some(incident), reports: reports.collect() }
    }

    fn page(&self, select: &Select, part: &Part) -> Rows {
        let rows = self.selected(select);
        let total = rows.len();
        let place = |id: &Slug| rows.iter().position(|it| it.incident.id == *id);
        let (from, most) = match part {
            Part::Head => (0, self.page),
            Part::Around(id) => place(id).map_or((0, self.page), |at| {
                let from = at.saturating_sub(self.page);
                (from, at - from + 1 + self.page)
            }),
            Part::Tail => (total.saturating_sub(self.page), self.page),
        };
        let rows = rows.into_iter().skip(from).take(most).collect();
        Rows { rows, before: from, total, commit: self.commit }
    }

    fn actors(&self, select: &Select) -> Vec<ActorLine> {
        let mut lines: Vec<ActorLine> = Vec::new();
        for row in self.selected(select) {
            for party in &row.incident.parties {
                let at = lines.iter().position(|it| it.id == *party.id).unwrap_or_else(|| {
                    let name = names().actor(&party.id).expect("an actor").name.clone();
                    lines.push(ActorLine { id: party.id.to_string(), name, ..Default::default() });
                    lines.len() - 1
                });
                let line = &mut lines[at];
                line.incidents += 1;
                line.attacks_30d += u32::from(party.role == Role::Attacker);
                line.targeted_30d += u32::from(party.role == Role::Target);
                line.last = line.last.max(row.incident.day());
            }
        }
        lines.sort_by_key(|it| std::cmp::Reverse(it.incidents));
        lines
    }

    fn towns(&self, select: &Select) -> Vec<TownLine> {
        let mut lines: Vec<TownLine> = Vec::new();
        for row in self.selected(select) {
            let place = &row.incident.place;
            let at = lines.iter().position(|it| it.id == place.town_id).unwrap_or_else(|| {
                lines.push(TownLine {
                    id: place.town_id,
                    name: place.town.clone().expect("a town"),
                    region: place.admin1.clone().expect("a region"),
                    country: place.country.clone().expect("a country").to_string(),
                    point: place.latitude.zip(place.longitude),
                    ..Default::default()
                });
                lines.len() - 1
            });
            let line = &mut lines[at];
            line.incidents += 1;
            line.last = line.last.max(row.incident.day());
            let best = row.incident.deaths.best.unwrap_or(0) + line.deaths.best.unwrap_or(0);
            line.deaths = Count { low: Some(best), best: Some(best), high: Some(best) };
        }
        lines.sort_by_key(|it| std::cmp::Reverse(it.incidents));
        lines
    }

    fn days(&self, select: &Select) -> Vec<Day> {
        let rows = self.selected(select);
        let today: Date = "2026-04-26".parse().expect("a day");
        (0..30_i32)
            .rev()
            .map(|back| {
                let day = today.checked_sub(i64::from(back).days()).expect("a day");
                let on = rows.iter().filter(|it| it.incident.day() == Some(day));
                Day {
                    day,
                    incidents: u32::try_from(on.clone().count()).expect("few"),
                    deaths: on.filter_map(|it| it.incident.deaths.best).sum(),
                }
            })
            .collect()
    }

    fn incident(&self, id: &Slug) -> Answer {
        let Some(row) = self.rows.iter().find(|it| it.incident.id == *id) else {
            return Answer::Failed("withdrawn".to_owned());
        };
        let of = |id: &Slug| self.reports.iter().find(|it| it.report.id == *id).cloned();
        let reports = row.incident.reports().iter().filter_map(of).collect();
        let incident = row.incident.clone();
        Answer::Incident(Box::new(IncidentSheet { incident, commit: row.commit, reports }))
    }

    fn actor(&self, id: &str) -> ActorSheet {
        let line = self.actors(&everything()).into_iter().find(|it| it.id == id);
        ActorSheet {
            weeks: vec![0, 1, 0, 2, 1, 0, 3, 1, 2, 4, 3, 5],
            last_statement: None,
            line: line.unwrap_or_default(),
            towns: vec![("Gao".to_owned(), 2)],
            new_towns: vec!["Kati".to_owned()],
            kinds: vec![("clash.base".into(), 2)],
            latest: self.rows.iter().take(3).cloned().collect(),
        }
    }

    fn town(&self, id: i64) -> TownSheet {
        let line = self.towns(&everything()).into_iter().find(|it| it.id == Some(id));
        TownSheet {
            line: line.unwrap_or_default(),
            months: vec![
                ("2026-03-01".parse().expect("a day"), 1, 0),
                ("2026-04-01".parse().expect("a day"), 2, 12),
            ],
            actors: vec![("jnim".into(), 2)],
            latest: self
                .rows
                .iter()
                .filter(|it| it.incident.place.town_id == Some(id))
                .cloned()
                .collect(),
            ..Default::default()
        }
    }
}

/// The selection of all.
fn everything() -> Select {
    Select {
        query: Query::all(now()),
        sort: Sort::Changed,
        statements: false,
        since: None,
        marks: None,
    }
}
