//! A store in memory: twelve incidents with their reports, and the answers to every question.

use std::sync::Arc;

use jiff::{Timestamp, ToSpan, civil::Date};

use crate::{
    model::{
        ActorTag, Attribution, Coding, Count, EventMention, Incident, Lang, Member, Party, Passage,
        PassageKind, Place, Published, Realis, Report, Role, Slug, Span, Text, TownTag,
        Verification, When,
    },
    query::{IncidentView, Query, ReportView},
    theatre::Names,
    tui::data::{
        ActorLine, ActorSheet, Answer, Ask, Day, IncidentSheet, PAGE, Part, Row, Rows, Select,
        Sort, SourceLine, Told, TownLine, TownSheet,
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

/// One incident in few words.
pub(super) struct Sketch {
    pub(super) id: &'static str,
    pub(super) headline: &'static str,
    pub(super) event: &'static str,
    pub(super) town: &'static str,
    pub(super) by: &'static str,
    pub(super) to: &'static str,
    pub(super) dead: Option<u32>,
    pub(super) severity: u8,
    pub(super) day: Option<&'static str>,
    pub(super) changed: &'static str,
    pub(super) verification: Verification,
}

const fn sketch(id: &'static str, headline: &'static str, event: &'static str) -> Sketch {
    Sketch {
        id,
        headline,
        event,
        town: "Gao",
        by: "jnim",
        to: "mli_fama",
        dead: None,
        severity: 3,
        day: Some("2026-04-25"),
        changed: "2026-04-26T08:00:00Z",
        verification: Verification::Unconfirmed,
    }
}

fn sketches() -> Vec<Sketch> {
    use Verification as V;
    vec![
        Sketch {
            town: "Kati",
            to: "mli_gov",
            dead: Some(4),
            severity: 5,
            changed: "2026-04-26T12:40:00Z",
            verification: V::Corroborated,
            ..sketch("a1", "Car bomb at the minister's house in the garrison town", "bomb.svbied")
        },
        Sketch {
            town: "Kidal",
            by: "fla",
            dead: None,
            severity: 4,
            changed: "2026-04-26T11:10:00Z",
            verification: V::Disputed,
            ..sketch("a2", "Rebels say they hold the town; the army denies it", "terr.capture")
        },
        Sketch {
            town: "Gao",
            dead: Some(12),
            severity: 4,
            changed: "2026-04-26T09:30:00Z",
            verification: V::Confirmed,
            ..sketch("a3", "Base attacked at dawn", "clash.base")
        },
        Sketch {
            town: "Ménaka",
            by: "issp",
            to: "civilians",
            dead: Some(7),
            changed: "2026-04-26T08:15:00Z",
            ..sketch("a4", "Des hommes armés attaquent un marché près de la ville", "civ.attack")
        },
        Sketch {
            town: "Tessit",
            by: "issp",
            dead: Some(2),
            changed: "2026-04-25T21:05:00Z",
            ..sketch("a5", "هجوم على نقطة تفتيش للجيش المالي", "clash.base")
        },
        Sketch {
            town: "Bamako",
            by: "jnim",
            to: "civilians",
            severity: 4,
            day: None,
            changed: "2026-04-25T18:00:00Z",
            ..sketch("a6", "Fuel convoys kept from the capital", "terr.blockade")
        },
        Sketch {
            town: "Mopti",
            to: "civilians",
            dead: Some(1),
            changed: "2026-04-25T10:00:00Z",
            ..sketch("a7", "Mine under a bus on the road to the north", "bomb.ied")
        },
        Sketch {
            town: "Kidal",
            by: "mli_fama",
            to: "fla",
            changed: "2026-04-24T16:00:00Z",
            day: Some("2026-04-23"),
            ..sketch("a8", "Drone strikes a column of pick-ups", "air.drone_state")
        },
        Sketch {
            town: "Diapaga",
            to: "bfa_army",
            dead: Some(9),
            changed: "2026-04-24T07:00:00Z",
            day: Some("2026-04-14"),
            ..sketch("a9", "Post overrun on the border", "clash.overrun")
        },
        Sketch {
            town: "Nioro du Sahel",
            changed: "2026-04-22T09:00:00Z",
            day: Some("2026-04-21"),
            severity: 2,
            ..sketch("b1", "Antenna burned outside the town", "econ.attack_infra")
        },
        Sketch {
            town: "Tillabéri",
            by: "issp",
            to: "ner_army",
            dead: Some(3),
            changed: "2026-04-20T09:00:00Z",
            day: Some("2026-04-19"),
            ..sketch("b2", "Patrol ambushed", "clash.ambush")
        },
        Sketch {
            town: "Djibo",
            to: "bfa_vdp",
            dead: Some(5),
            changed: "2026-04-18T09:00:00Z",
            day: Some("2026-04-17"),
            ..sketch("b3", "Volunteers killed at a roadblock", "clash.other")
        },
    ]
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
        let most = match part {
            Part::First(n) => (*n).min(self.page.max(n.saturating_sub(PAGE) + self.page)),
            Part::Holding(id, n) => {
                let at = rows.iter().position(|it| it.incident.id == *id);
                at.map_or(*n, |at| (at + 1).max(*n))
            }
            Part::All => total,
        };
        let rows = rows.into_iter().take(most).collect();
        Rows { rows, total, commit: self.commit }
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
        (0..30)
            .rev()
            .map(|back| {
                let day = today.checked_sub((back as i64).days()).expect("a day");
                let on = rows.iter().filter(|it| it.incident.day() == Some(day));
                Day {
                    day,
                    incidents: on.clone().count() as u32,
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

fn sources() -> Vec<SourceLine> {
    let sound = SourceLine {
        id: "tamani".into(),
        name: "Studio Tamani".into(),
        url: "https://tamani.example/feed".into(),
        reliability: 'C',
        enabled: true,
        last_success: Some("2026-04-26T13:55:00Z".parse().expect("an instant")),
        next_try: Some("2026-04-26T14:25:00Z".parse().expect("an instant")),
        reports: 1204,
        usual_gap_s: Some(3600),
        silent_s: Some(600),
        ..Default::default()
    };
    vec![
        SourceLine {
            id: "gone".into(),
            name: "Journal du Mali".into(),
            fault: Some("HTTP 403: forbidden".into()),
            ..sound.clone()
        },
        SourceLine {
            id: "quiet".into(),
            name: "Air Info".into(),
            silent_s: Some(86_400),
            reports: 17,
            ..sound.clone()
        },
        sound,
    ]
}

fn report(it: &Sketch) -> Told {
    let body = format!(
        "{} was hit on Saturday, residents said.\nThe attack on {} began before sunrise. A second paragraph says what is not yet known.",
        it.town, it.town
    );
    let text = format!("{}\n{body}", it.headline);
    let title = Span::new(0, it.headline.len());
    let mut passages = vec![Passage { kind: PassageKind::Title, span: title }];
    let mut at = it.headline.len() + 1;
    for line in body.lines() {
        passages
            .push(Passage { kind: PassageKind::Paragraph, span: Span::new(at, at + line.len()) });
        at += line.len() + 1;
    }
    let all = |word: &str| -> Vec<Span> {
        text.match_indices(word).map(|(at, _)| Span::new(at, at + word.len())).collect()
    };
    let town = names().find_town(it.town).expect("a town of the gazetteer");
    let coding = Coding {
        actors: vec![ActorTag {
            id: it.by.into(),
            evidence: all("residents"),
            why: "named".into(),
        }],
        towns: vec![TownTag {
            name: town.name.clone(),
            country: town.country.clone(),
            admin1: town.admin1.clone(),
            id: town.id,
            latitude: town.latitude,
            longitude: town.longitude,
            evidence: all(it.town),
            why: "a town that is news by its name".into(),
        }],
        events: vec![mention(it, all("attack on").first().copied().unwrap_or(title))],
        ..Default::default()
    };
    let arabic = it.headline.chars().any(|it| it > '\u{600}');
    let report = Report {
        id: format!("r-{}", it.id).into(),
        source: "tamani".into(),
        publisher: "studiotamani.org".into(),
        path: None,
        url: Some(format!("https://tamani.example/{}", it.id)),
        guid: None,
        lang: Some(if arabic { Lang::Ar } else { Lang::En }),
        published: Some(Published::At(it.changed.parse().expect("an instant"))),
        first_seen: it.changed.parse().expect("an instant"),
        text: Text { text, passages },
        faults: Vec::new(),
    };
    Told { report, coding }
}

fn place(it: &Sketch) -> Place {
    let town = names().find_town(it.town).expect("a town of the gazetteer");
    Place {
        country: Some(town.country.clone()),
        admin1: Some(town.admin1.clone()),
        town: Some(town.name.clone()),
        town_id: Some(town.id),
        latitude: Some(town.latitude),
        longitude: Some(town.longitude),
        precision: Some(1),
        ..Default::default()
    }
}

fn parties(it: &Sketch) -> Vec<Party> {
    let party = |id: &str, role| Party { id: id.into(), role, attribution: Attribution::Stated };
    vec![party(it.by, Role::Attacker), party(it.to, Role::Target)]
}

fn when(it: &Sketch) -> Option<When> {
    let date = it.day?.parse().expect("a day");
    Some(When { date, end: None, precision: 1, time_of_day: None })
}

fn mention(it: &Sketch, evidence: Span) -> EventMention {
    EventMention {
        report: format!("r-{}", it.id).into(),
        event: it.event.into(),
        also: Vec::new(),
        realis: Realis::Occurred,
        when: when(it),
        place: place(it),
        parties: parties(it),
        people: Vec::new(),
        offices: Vec::new(),
        target: None,
        weapon: None,
        outcome: None,
        civilian_targeting: false,
        tolls: Vec::new(),
        claims: Vec::new(),
        sums_up: false,
        evidence,
        why: vec!["attack + place".into()],
        ..blank()
    }
}

/// Fields of a mention that these tests do not set.
fn blank() -> EventMention {
    serde_json::from_value(serde_json::json!({
        "report": "", "event": "", "also": [], "realis": "occurred", "when": null,
        "place": serde_json::to_value(Place::default()).expect("writes"),
        "parties": [], "people": [], "offices": [], "target": null, "weapon": null,
        "outcome": null, "civilian_targeting": false, "tolls": [], "claims": [],
        "sums_up": false, "evidence": [0, 0], "why": [],
        "deaths": Count::default(), "wounded": Count::default(),
    }))
    .expect("a mention")
}

fn incident(it: &Sketch, report: &Report) -> Incident {
    let changed = it.changed.parse().expect("an instant");
    let count = Count { low: it.dead, best: it.dead, high: it.dead };
    Incident {
        id: it.id.into(),
        statement: false,
        headline: it.headline.into(),
        event: it.event.into(),
        also: Vec::new(),
        acled_type: Some("Battles".into()),
        acled_sub_type: Some("Armed clash".into()),
        realis: Realis::Occurred,
        verification: it.verification,
        severity: it.severity,
        when: when(it),
        place: place(it),
        parties: parties(it),
        people: Vec::new(),
        target: None,
        weapon: None,
        civilian_targeting: it.to == "civilians",
        outcome: None,
        deaths: count,
        wounded: Count::default(),
        deaths_by_side: Vec::new(),
        tolls: Vec::new(),
        claims: Vec::new(),
        members: vec![Member {
            report: report.id.clone(),
            evidence: Span::new(0, 4),
            event: it.event.into(),
            town: place(it).town_id,
            date: when(it).map(|it| it.date),
            why: "the same town, day and family of events".into(),
        }],
        sources: 2,
        independent: 1,
        first_reported: changed,
        last_reported: changed,
        changed,
        edited_by: None,
        otherwise: None,
        about: None,
    }
}
