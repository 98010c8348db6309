//! Generated reports and incidents in a store without grouping.

use std::{
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use jiff::{Timestamp, ToSpan, civil::Date};
use proptest::{prelude::*, sample::select};

use crate::{
    model::{
        Attribution, Count, Figure, Incident, Lang, Member, Party, Passage, PassageKind,
        PersonRole, Place, Published, Realis, Report, Role, SideCount, Slug, Span, Text, TimeOfDay,
        Verification, When,
    },
    query::{IncidentView, ReportView, words::search_form},
    store::{Reader, Writer, incidents, reports, tally::Tallies},
    theatre::Names,
};

/// Towns of the generated incidents.
pub(super) const TOWNS: [(&str, &str, &str, i64); 3] = [
    ("Kidal", "ML", "Kidal", 1),
    ("Nioro du Sahel", "ML", "Kayes", 2),
    ("Djibo", "BF", "Sahel", 3),
];
pub(super) const ACTORS: [&str; 4] = ["jnim", "katiba_macina", "mli_fama", "civilians"];
pub(super) const CODES: [&str; 4] = ["bomb.ied", "clash.base", "civ.attack", "say.statement"];
pub(super) const TEXTS: [&str; 6] = [
    "L'armée a repoussé l'attaque à Kidal",
    "Fuel convoy ambushed near Nioro",
    "هاجم مسلحون الجيش المالي",
    "Somalia: convoys of FUEL",
    "Ménaka — été",
    "بالجيش والبلدة",
];

pub(super) fn now() -> Timestamp {
    "2026-05-02T10:00:00.000000500Z".parse().unwrap()
}

pub(super) fn today() -> Date {
    "2026-05-02".parse().unwrap()
}

/// A report of one paragraph without a title, a day or a language.
pub(super) fn paragraph(id: &str, text: &str) -> Report {
    let span = Span::new(0, text.len());
    Report {
        id: id.into(),
        source: "wire".into(),
        publisher: id.to_owned(),
        path: None,
        url: None,
        guid: None,
        lang: None,
        published: None,
        first_seen: now(),
        text: Text {
            text: text.to_owned(),
            passages: vec![Passage { kind: PassageKind::Paragraph, span }],
        },
        faults: Vec::new(),
    }
}

/// A store of some reports and incidents.
#[derive(Debug)]
pub(super) struct World {
    pub(super) reports: Vec<Report>,
    pub(super) incidents: Vec<Incident>,
}

prop_compose! {
    fn report()(
        source in select(vec!["rfi", "rfi_ha", "tamani"]),
        publisher in select(vec!["rfi.fr", "RFI", "tamani.org", "été"]),
        lang in select(vec![None, Some(Lang::En), Some(Lang::Fr), Some(Lang::Ar)]),
        hours in 0_i64..300,
        published in select(vec![0, 1, 2]),
        text in select(TEXTS.to_vec()),
    ) -> Report {
        let at = "2026-05-02T10:00:00Z".parse::<Timestamp>().unwrap() - hours.hours();
        Report {
            id: "".into(),
            source: source.into(),
            publisher: publisher.to_owned(),
            path: None,
            url: None,
            guid: None,
            lang,
            published: match published {
                0 => None,
                1 => Some(Published::At(at)),
                _ => Some(Published::Day(Published::At(at).day())),
            },
            first_seen: at + 1.minutes(),
            text: Text { text: text.to_owned(), passages: Vec::new() },
            faults: Vec::new(),
        }
    }
}

prop_compose! {
    fn when()(
        days in 0_i64..80, length in 0_i64..3, precision in 1_u8..4,
    ) -> When {
        let date = today() - days.days();
        let date = if precision == 3 { date.first_of_month() } else { date };
        let end = (length > 0 && precision < 3).then(|| date + length.days());
        When { date, end, precision, time_of_day: None::<TimeOfDay> }
    }
}

prop_compose! {
    fn party()(
        id in select(ACTORS.to_vec()),
        role in select(vec![Role::Attacker, Role::Target, Role::Claimant]),
        attribution in select(vec![Attribution::Claimed, Attribution::Alleged, Attribution::Stated]),
    ) -> Party {
        Party { id: id.into(), role, attribution }
    }
}

fn place() -> impl Strategy<Value = Place> {
    (select(TOWNS.to_vec()), 0_u8..4).prop_map(|((town, country, admin1, id), precision)| Place {
        country: (precision > 0).then(|| country.into()),
        admin1: (precision > 0).then(|| admin1.to_owned()),
        town: (1..3).contains(&precision).then(|| town.to_owned()),
        town_id: (1..3).contains(&precision).then_some(id),
        precision: (precision > 0).then_some(precision),
        ..Place::default()
    })
}

fn count() -> impl Strategy<Value = Count> {
    proptest::option::of(0_u32..9).prop_map(|best| Count {
        low: best,
        best,
        high: best.map(|it| it + 1),
    })
}

prop_compose! {
    fn incident()(
        statement in proptest::bool::weighted(0.2),
        codes in (select(CODES.to_vec()), select(CODES.to_vec())),
        realis in select(Realis::ALL.to_vec()),
        verification in select(Verification::ALL.to_vec()),
        severity in 1_u8..6,
        when in proptest::option::of(when()),
        place in place(),
        parties in proptest::collection::vec(party(), 0..3),
        person in select(vec![None, Some("Sadio Camara"), Some("إياد أغ غالي")]),
        target in select(vec![None, Some("convoy")]),
        deaths in count(),
        wounded in count(),
    ) -> Incident {
        Incident {
            id: "".into(),
            statement,
            headline: String::new(),
            event: codes.0.into(),
            also: vec![codes.1.into()],
            acled_type: None,
            acled_sub_type: None,
            realis,
            verification,
            severity,
            when,
            place,
            deaths_by_side: parties
                .first()
                .map(|it: &Party| SideCount { side: Some(it.id.clone()), count: deaths })
                .into_iter()
                .collect(),
            parties,
            people: person
                .map(|it| Figure { name: it.to_owned(), role: PersonRole::Victim })
                .into_iter()
                .collect(),
            target: target.map(Slug::from),
            weapon: None,
            civilian_targeting: false,
            outcome: None,
            deaths,
            wounded,
            tolls: Vec::new(),
            claims: Vec::new(),
            members: Vec::new(),
            sources: 1,
            independent: 1,
            first_reported: Timestamp::UNIX_EPOCH,
            last_reported: Timestamp::UNIX_EPOCH,
            changed: Timestamp::UNIX_EPOCH,
            edited_by: None,
            otherwise: None,
            about: None,
        }
    }
}

/// Up to six reports and five incidents, each told by one or two of the reports; one report tells
/// of nothing.
pub(super) fn world() -> impl Strategy<Value = World> {
    let reports = proptest::collection::vec(report(), 2..6);
    let incidents = proptest::collection::vec((incident(), 0_usize..5, 0_usize..5), 0..5);
    (reports, incidents).prop_map(|(mut reports, incidents)| {
        for (at, report) in reports.iter_mut().enumerate() {
            report.id = format!("r{at}").into();
        }
        let told = reports.len() - 1;
        let complete = |(at, (mut incident, a, b)): (usize, (Incident, usize, usize))| {
            let mut tellers = vec![&reports[a % told], &reports[b % told]];
            tellers.sort_by_key(|it| it.reported());
            tellers.dedup_by_key(|it| it.id.clone());
            incident.id = format!("i{at}").into();
            incident.members = tellers.iter().map(|it| member(it)).collect();
            incident.first_reported = tellers[0].reported();
            incident.last_reported = tellers[tellers.len() - 1].reported();
            incident.changed = incident.last_reported;
            incident
        };
        let incidents = incidents.into_iter().enumerate().map(complete).collect();
        World { reports, incidents }
    })
}

fn member(report: &Report) -> Member {
    Member {
        report: report.id.clone(),
        evidence: Span::new(0, 1),
        event: "clash.base".into(),
        town: None,
        date: None,
        why: String::new(),
    }
}

/// A folder of its own for a store.
pub(super) fn folder() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    std::env::temp_dir().join(format!("vigie-world-{}-{number}", std::process::id()))
}

impl World {
    /// Puts it into a store of its own and runs `work` on that.
    pub(super) fn stored<T>(&self, work: impl FnOnce(&Writer<'_>, &Reader) -> T) -> T {
        let dir = folder();
        let writer = Writer::open(&dir, Names::embedded("sahel"), 1).unwrap();
        let mut tallies = Tallies::default();
        writer.db.execute_batch("BEGIN").unwrap();
        for report in &self.reports {
            reports::add(&writer.db, report, &reports::origin(report), (None, 0), 1).unwrap();
        }
        for incident in &self.incidents {
            incidents::insert(&writer.db, 0, 1, incident, &mut tallies).unwrap();
        }
        tallies.save(&writer.db, 0).unwrap();
        writer.db.execute_batch("COMMIT").unwrap();
        let reader = Reader::open(&dir).unwrap();
        let result = work(&writer, &reader);
        drop((writer, reader));
        let _ = std::fs::remove_dir_all(dir);
        result
    }

    /// Shows an incident, or a report alone, to `look` as a query sees it.
    pub(super) fn view<T>(
        &self,
        incident: Option<&Incident>,
        ids: &[Slug],
        look: impl FnOnce(&IncidentView<'_>) -> T,
    ) -> T {
        let reports = self.reports.iter().filter(|it| ids.contains(&it.id));
        let reports: Vec<_> = reports.map(|it| (it, search_form(&it.text.text))).collect();
        let views = reports.iter().map(|(it, words)| ReportView {
            source: &it.source,
            publisher: &it.publisher,
            lang: it.lang,
            published: it.published,
            reported: it.reported(),
            words,
        });
        look(&IncidentView { incident, reports: views.collect() })
    }
}
