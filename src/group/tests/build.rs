//! Mentions for tests, said in a few words.

use std::collections::HashMap;

use jiff::Timestamp;

use super::*;

/// One mention of one report, in the making.
#[derive(Clone, Debug)]
pub(super) struct Say {
    pub report: String,
    pub mention: EventMention,
    pub published: Option<Date>,
    pub publisher: Option<String>,
    pub copy: Option<u64>,
    pub reliability: char,
    pub stance: Option<Slug>,
}

/// Towns of the tests: id, region, country, latitude, longitude.
const TOWNS: [(&str, i64, &str, &str, f64, f64); 14] = [
    ("Bamako", 2_460_596, "Bamako", "ML", 12.65, -8.0),
    ("Kati", 2_455_517, "Koulikoro", "ML", 12.744, -8.073),
    ("Kidal", 2_455_290, "Kidal", "ML", 18.44, 1.41),
    ("Kayes", 2_455_518, "Kayes", "ML", 14.45, -11.44),
    ("Niono", 2_453_000, "Ségou", "ML", 14.25, -5.99),
    ("Diboli", -1, "Kayes", "ML", 14.46, -12.2),
    ("Sandaré", -2, "Kayes", "ML", 14.7, -10.3),
    ("Gogui", -3, "Kayes", "ML", 15.66, -9.3),
    ("Nioro", -4, "Kayes", "ML", 15.23, -9.59),
    ("Molodo", -5, "Ségou", "ML", 14.26, -6.03),
    ("Djibo", -6, "Sahel", "BF", 14.1, -1.63),
    ("Sévaré", -8, "Mopti", "ML", 14.53, -4.09),
    ("Kéniéroba", -9, "Koulikoro", "ML", 12.11, -8.33),
    ("Boni", -7, "Mopti", "ML", 15.07, -2.22),
];

impl Say {
    /// Told as fact, of nowhere and no day.
    pub(super) fn new(report: &str, event: &str) -> Self {
        Self {
            report: report.to_owned(),
            mention: EventMention {
                report: report.into(),
                event: event.into(),
                also: Vec::new(),
                realis: Realis::Occurred,
                when: None,
                place: Place::default(),
                parties: Vec::new(),
                people: Vec::new(),
                offices: Vec::new(),
                target: None,
                weapon: None,
                outcome: None,
                civilian_targeting: false,
                tolls: Vec::new(),
                claims: Vec::new(),
                sums_up: false,
                evidence: Span::new(0, 0),
                why: Vec::new(),
            },
            published: None,
            publisher: None,
            copy: None,
            reliability: 'F',
            stance: None,
        }
    }

    pub(super) fn town(mut self, name: &str) -> Self {
        self.mention.place = place(name, 1);
        self
    }

    pub(super) fn near(mut self, name: &str) -> Self {
        self.mention.place = place(name, 2);
        self
    }

    pub(super) fn region(mut self, country: &str, region: &str) -> Self {
        self.mention.place = Place {
            country: Some(country.into()),
            admin1: (!region.is_empty()).then(|| region.to_owned()),
            precision: Some(3),
            ..Place::default()
        };
        self
    }

    pub(super) fn day(self, date: &str) -> Self {
        self.time(date, 1)
    }

    pub(super) fn time(mut self, date: &str, precision: u8) -> Self {
        let date = date.parse().unwrap();
        self.mention.when = Some(When { date, end: None, precision, time_of_day: None });
        self
    }

    pub(super) fn also(mut self, code: &str) -> Self {
        self.mention.also.push(code.into());
        self
    }

    pub(super) fn realis(mut self, realis: Realis) -> Self {
        self.mention.realis = realis;
        self
    }

    pub(super) fn sums_up(mut self) -> Self {
        self.mention.sums_up = true;
        self
    }

    /// `"jnim>mli_fama"`: attackers, then targets, each a list with blanks.
    pub(super) fn who(self, sides: &str) -> Self {
        let (attackers, targets) = sides.split_once('>').unwrap();
        let said = attackers.split_whitespace().fold(self, |it, id| it.party(id, Role::Attacker));
        targets.split_whitespace().fold(said, |it, id| it.party(id, Role::Target))
    }

    pub(super) fn party(mut self, id: &str, role: Role) -> Self {
        let attribution = Attribution::Stated;
        self.mention.parties.push(Party { id: id.into(), role, attribution });
        self
    }

    pub(super) fn alleged(mut self, id: &str) -> Self {
        let (role, attribution) = (Role::Attacker, Attribution::Alleged);
        self.mention.parties.push(Party { id: id.into(), role, attribution });
        self
    }

    pub(super) fn victim(mut self, name: &str) -> Self {
        self.mention.people.push(Figure { name: name.to_owned(), role: PersonRole::Victim });
        self
    }

    pub(super) fn office(mut self, id: &str) -> Self {
        self.mention.offices.push(id.into());
        self
    }

    pub(super) fn target(mut self, word: &str) -> Self {
        self.mention.target = Some(word.into());
        self
    }

    pub(super) fn dead(self, by: &str, side: &str, low: u32, high: u32) -> Self {
        self.toll(TollKind::Dead, by, side, Some(low), Some(high))
    }

    pub(super) fn toll(
        mut self,
        kind: TollKind,
        by: &str,
        side: &str,
        low: Option<u32>,
        high: Option<u32>,
    ) -> Self {
        let named = |it: &str| (!it.is_empty()).then(|| it.into());
        self.mention.tolls.push(Toll {
            by: named(by),
            side: named(side),
            kind,
            low,
            high,
            scope: Scope::Event,
            provisional: false,
            evidence: Span::new(0, 0),
        });
        self
    }

    pub(super) fn claim(mut self, by: &str, stance: Stance, about: About) -> Self {
        let by = (!by.is_empty()).then(|| by.into());
        let evidence = Span::new(0, 0);
        self.mention.claims.push(Claim { by, stance, about, control: None, evidence });
        self
    }

    pub(super) fn published(mut self, date: &str) -> Self {
        self.published = Some(date.parse().unwrap());
        self
    }

    pub(super) fn publisher(mut self, name: &str) -> Self {
        self.publisher = Some(name.to_owned());
        self
    }

    pub(super) fn copy(mut self, fingerprint: u64) -> Self {
        self.copy = Some(fingerprint);
        self
    }

    pub(super) fn reliability(mut self, letter: char) -> Self {
        self.reliability = letter;
        self
    }
}

fn place(name: &str, precision: u8) -> Place {
    let row = TOWNS.iter().find(|it| it.0 == name).unwrap();
    let (town, id, admin1, country, latitude, longitude) = *row;
    Place {
        country: Some(country.into()),
        admin1: Some(admin1.to_owned()),
        town: Some(town.to_owned()),
        town_id: Some(id),
        latitude: Some(latitude),
        longitude: Some(longitude),
        precision: Some(precision),
        ..Place::default()
    }
}

/// The mentions with their reports: each report first seen an hour after the one before it by
/// name, the mentions of one at ten bytes from each other.
pub(super) fn told(says: &[Say]) -> Vec<Told> {
    let mut reports: Vec<&str> = says.iter().map(|it| it.report.as_str()).collect();
    reports.sort_unstable();
    reports.dedup();
    let seen = |report: &str| {
        let turn = reports.iter().position(|it| *it == report).unwrap();
        let start: Timestamp = "2026-08-01T00:00:00Z".parse().unwrap();
        start + i64::try_from(turn).unwrap().hours()
    };
    let mut turns: HashMap<&str, usize> = HashMap::new();
    says.iter()
        .map(|say| {
            let turn = turns.entry(&say.report).or_default();
            let mut mention = say.mention.clone();
            mention.evidence = Span::new(*turn * 10, *turn * 10 + 9);
            *turn += 1;
            let copy = reports.iter().position(|it| *it == say.report).unwrap() as u64;
            Told {
                toll_words: vec!["toll".into(); mention.tolls.len()],
                claim_words: vec!["claim".into(); mention.claims.len()],
                mention,
                origin: Origin {
                    report: say.report.as_str().into(),
                    source: say.report.as_str().into(),
                    publisher: say.publisher.clone().unwrap_or_else(|| say.report.clone()),
                    published: say.published.map(Published::Day),
                    first_seen: seen(&say.report),
                    copy: say.copy.unwrap_or(1000 + copy),
                    reliability: say.reliability,
                    stance: say.stance.clone(),
                },
                words: "words".into(),
                title: "title".into(),
            }
        })
        .collect()
}
