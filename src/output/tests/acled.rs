use super::incident;
use crate::{
    model::{Attribution, Incident, Party, Role, Scope, TollKind, TollRow},
    output::acled::{COLUMNS, Fatalities, rows},
    theatre::Names,
};

fn cells(it: &Incident, fatalities: Fatalities, column: &str) -> Vec<String> {
    let at = COLUMNS.iter().position(|it| *it == column).expect("a column");
    let rows =
        rows(Names::embedded("sahel"), it, &["RFI".into(), "Studio Tamani".into()], fatalities);
    rows.0.into_iter().map(|row| row[at].clone()).collect()
}

fn check(column: &str, expected: &str) {
    assert_eq!(cells(&incident(), Fatalities::Best, column), [expected], "{column}");
}

#[test]
fn columns_hold_what_acled_writes() {
    check("event_id_cnty", "k3f9");
    check("event_date", "2026-04-25");
    check("year", "2026");
    check("disorder_type", "Political violence");
    check("event_type", "Battles");
    check("sub_event_type", "Armed clash");
    check("actor1", "JNIM: Group for Support of Islam and Muslims");
    check("assoc_actor_1", "FLA: Azawad Liberation Front");
    check("inter1", "2");
    check("actor2", "Military Forces of Mali (2021-)");
    check("inter2", "1");
    check("interaction", "12");
    check("civilian_targeting", "");
    check("iso", "466");
    check("region", "Western Africa");
    check("country", "Mali");
    check("admin1", "Koulikoro");
    check("location", "Kati");
    check("latitude", "12.7440");
    check("geo_precision", "1");
    check("source", "RFI; Studio Tamani");
    check("fatalities", "4");
    check("tags", "bomb.svbied; clash.other");
}

#[test]
fn names_follow_the_date() {
    let mut it = incident();
    it.when.as_mut().expect("dated").date = "2019-03-01".parse().expect("a day");
    assert_eq!(cells(&it, Fatalities::Best, "actor2"), ["Military Forces of Mali (2013-2020)"]);
}

#[test]
fn civilians_alone_are_the_first_actor_of_their_country() {
    let mut it = incident();
    let attribution = Attribution::Stated;
    it.parties = vec![Party { id: "civilians".into(), role: Role::Target, attribution }];
    assert_eq!(cells(&it, Fatalities::Best, "actor1"), ["Civilians (Mali)"]);
    assert_eq!(cells(&it, Fatalities::Best, "interaction"), ["70"]);
}

#[test]
fn conventions_count_words_and_split_days() {
    let mut it = incident();
    it.deaths.low = Some(7);
    it.when.as_mut().expect("dated").end = Some("2026-04-27".parse().expect("a day"));
    assert_eq!(cells(&it, Fatalities::Acled, "fatalities"), ["3", "2", "2"]);
    assert_eq!(cells(&it, Fatalities::Acled, "event_id_cnty"), ["k3f9", "k3f9-2", "k3f9-3"]);
    it.when.as_mut().expect("dated").end = None;
    it.deaths.low = None;
    let said = |words: &str| {
        let mut it = it.clone();
        it.tolls = vec![TollRow {
            by: None,
            side: None,
            kind: TollKind::Dead,
            low: None,
            high: None,
            scope: Scope::Event,
            provisional: false,
            report: "r".into(),
            words: words.into(),
        }];
        cells(&it, Fatalities::Acled, "fatalities").remove(0)
    };
    assert_eq!(said("dozens of soldiers"), "12");
    assert_eq!(said("plusieurs civils"), "3");
    assert_eq!(said("مقتل العشرات"), "12");
    assert_eq!(said("casualties"), "0");
}

#[test]
fn what_acled_cannot_hold_is_left_out_with_the_reason() {
    let left_out = |it: &Incident| {
        let (rows, why) = rows(Names::embedded("sahel"), it, &[], Fatalities::Best);
        assert!(rows.iter().all(|row| row.len() == COLUMNS.len()));
        why
    };
    assert_eq!(left_out(&incident()), None);
    let undated = Incident { when: None, ..incident() };
    assert_eq!(left_out(&undated), Some("undated"));
    let uncoded = Incident { acled_type: None, ..incident() };
    assert_eq!(left_out(&uncoded), Some("ACLED does not code this kind of event"));
}
