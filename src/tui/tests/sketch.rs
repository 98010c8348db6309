//! What is in the store of the tests: incidents in few words, and what is made of them.

use crate::{
    model::{
        ActorTag, Attribution, Coding, Count, EventMention, Incident, Lang, Member, Party, Passage,
        PassageKind, Place, Published, Realis, Report, Role, Span, Text, TownTag, Verification,
        When,
    },
    tui::data::{SourceLine, Told},
};

use super::memory::names;

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

pub(super) const fn sketch(
    id: &'static str,
    headline: &'static str,
    event: &'static str,
) -> Sketch {
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

pub(super) fn sketches() -> Vec<Sketch> {
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

pub(super) fn sources() -> Vec<SourceLine> {
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

pub(super) fn report(it: &Sketch) -> Told {
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
    }
}

pub(super) fn incident(it: &Sketch, report: &Report) -> Incident {
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
