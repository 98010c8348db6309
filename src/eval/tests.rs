use super::*;
use crate::model::{Lang, Party, Place, Realis, Role, Scope, Toll, TollKind, When};

const GOLD: &str = r#"{"id":"a","lang":"fr","published":"2024-05-02","text":"…","actors":["mli_fama","unidentified"],"incidents":[
 {"cluster":"x","date":"2024-05-01","country":"ML","admin1":"Mopti","town":"Bandiagara","event":"clash.base","event_alt":["clash.overrun"],
  "actor1":"unidentified","actor2":"mli_fama","realis":"occurred","deaths_low":5,"deaths_high":5,"wounded":null},
 {"cluster":"y","date":"2024-03","country":"ML","admin1":"Mopti","town":null,"event":"civ.massacre","realis":"claimed","secondary":true}],"trap":null}"#;

fn excerpt() -> Excerpt {
    let (excerpts, faults) = read("set", &GOLD.replace('\n', ""));
    assert_eq!(faults, []);
    excerpts.into_iter().next().expect("one")
}

fn mention(code: &str, town: &str, day: &str) -> EventMention {
    let party = |id: &str, role| Party {
        id: id.into(),
        role,
        attribution: crate::model::Attribution::Stated,
    };
    EventMention {
        report: "a".into(),
        event: code.into(),
        also: vec![],
        realis: Realis::Occurred,
        when: Some(When {
            date: day.parse().expect("a day"),
            end: None,
            precision: 1,
            time_of_day: None,
        }),
        place: Place {
            town: Some(town.into()),
            admin1: Some("Mopti".into()),
            precision: Some(1),
            ..Place::default()
        },
        parties: vec![party("unidentified", Role::Attacker), party("mli_fama", Role::Target)],
        people: vec![],
        offices: vec![],
        target: None,
        weapon: None,
        outcome: None,
        civilian_targeting: false,
        tolls: vec![dead(None, "mli_fama", Some(5), Some(5))],
        claims: vec![],
        sums_up: false,
        evidence: Span::new(0, 1),
        why: vec![],
    }
}

fn dead(by: Option<&str>, side: &str, low: Option<u32>, high: Option<u32>) -> Toll {
    Toll {
        by: by.map(Into::into),
        side: Some(side.into()),
        kind: TollKind::Dead,
        low,
        high,
        scope: Scope::Event,
        provisional: false,
        evidence: Span::new(0, 1),
    }
}

fn scores(mentions: Vec<EventMention>) -> Scores {
    let excerpt = excerpt();
    let report = excerpt.report();
    let coding = Coding { events: mentions, ..Coding::default() };
    score(Names::embedded("sahel"), &[Sample { excerpt, report, coding }], &[])
}

fn missed(mentions: Vec<EventMention>) -> Vec<&'static str> {
    let kinds = scores(mentions).misses.into_iter().map(|it| it.kind.word());
    kinds.filter(|it| !it.starts_with("actors")).collect()
}

#[test]
fn what_is_right_is_no_miss() {
    assert_eq!(missed(vec![mention("clash.base", "bandiagara", "2024-05-01")]), [""; 0]);
    assert_eq!(missed(vec![mention("clash.overrun", "Bandiagara", "2024-05-01")]), [""; 0]);
}

#[test]
fn each_kind_is_missed_alone() {
    let right = mention("clash.base", "Bandiagara", "2024-05-01");
    let check = |change: fn(&mut EventMention), kinds: &[&str]| {
        let mut wrong = right.clone();
        change(&mut wrong);
        assert_eq!(missed(vec![wrong]), kinds);
    };
    check(|it| it.event = "clash.ambush".into(), &["code"]);
    check(|it| it.place.town = Some("Mopti".into()), &["town"]);
    check(|it| it.place.town = None, &["town"]);
    check(|it| it.place.admin1 = None, &["admin1"]);
    check(|it| it.when = None, &["date"]);
    check(|it| it.realis = Realis::Claimed, &["realis"]);
    check(|it| it.tolls.push(dead(None, "civilians", Some(1), None)), &["dead"]);
    check(|it| it.parties.truncate(1), &["actor2"]);
}

#[test]
fn background_is_no_reading() {
    let mut told = mention("clash.base", "Bandiagara", "2024-05-01");
    told.realis = Realis::Background;
    assert_eq!(missed(vec![told])[0], "family");
}

#[test]
fn rival_claimants_span_a_range_and_sides_add_up() {
    let mut told = mention("clash.base", "Bandiagara", "2024-05-01");
    told.tolls = vec![
        dead(Some("mli_fama"), "mli_fama", Some(2), Some(2)),
        dead(Some("mli_fama"), "jnim", Some(10), None),
        dead(Some("jnim"), "mli_fama", Some(30), Some(30)),
    ];
    let sum = told.total(TollKind::Dead);
    assert_eq!((sum.low, sum.high), (Some(12), Some(30)));
}

#[test]
fn a_secondary_incident_takes_its_mention_and_is_not_counted() {
    let mut earlier = mention("civ.attack", "Mopti", "2024-03-01");
    earlier.place.town = None;
    let both = vec![mention("clash.base", "Bandiagara", "2024-05-01"), earlier];
    assert_eq!(missed(both), [""; 0]);
}

#[test]
fn a_line_that_is_no_json_is_a_fault_with_its_line() {
    let (excerpts, faults) = read("set", "{\"id\":\"a\",\"text\":\"…\"}\n\n{\"id\":");
    assert_eq!(excerpts.len(), 1);
    assert_eq!(faults[0].at, Some(("set".to_owned(), 3)));
}

#[test]
fn counts_run_by_language() {
    let sheet = scores(vec![mention("clash.base", "Bandiagara", "2024-05-01")]);
    assert_eq!(sheet.cell(Kind::Town, Some(Lang::Fr)), Cell { right: 1, of: 1 });
    assert_eq!(sheet.cell(Kind::Town, Some(Lang::Ar)), Cell { right: 0, of: 0 });
    assert_eq!(sheet.cell(Kind::ActorsRecall, None), Cell { right: 0, of: 2 });
}
