use super::table::{Look, Side, Table, cut};
use crate::model::{Attribution, Count, Incident, Party, Place, Realis, Role, Verification, When};

mod acled;
mod formats;
mod json;
mod ledger;
mod sitrep;

/// A car bomb with a firefight after it.
fn incident() -> Incident {
    let party = |id: &str, role| Party { id: id.into(), role, attribution: Attribution::Claimed };
    let at = "2026-04-26T10:00:00Z".parse().expect("an instant");
    Incident {
        id: "k3f9".into(),
        statement: false,
        headline: "Car bomb at the gate of the garrison".into(),
        event: "bomb.svbied".into(),
        also: vec!["clash.other".into()],
        acled_type: Some("Battles".into()),
        acled_sub_type: Some("Armed clash".into()),
        realis: Realis::Occurred,
        verification: Verification::Corroborated,
        severity: 4,
        when: Some(When {
            date: "2026-04-25".parse().expect("a day"),
            end: None,
            precision: 1,
            time_of_day: None,
        }),
        place: Place {
            country: Some("ML".into()),
            admin1: Some("Koulikoro".into()),
            admin2: Some("Kati".into()),
            town: Some("Kati".into()),
            latitude: Some(12.744),
            longitude: Some(-8.073),
            precision: Some(1),
            ..Place::default()
        },
        parties: vec![
            party("jnim", Role::Attacker),
            party("fla", Role::Ally),
            party("mli_fama", Role::Target),
        ],
        people: vec![],
        target: Some("base".into()),
        weapon: Some("car bomb".into()),
        civilian_targeting: false,
        outcome: None,
        deaths: Count { low: Some(3), best: Some(4), high: Some(9) },
        wounded: Count::default(),
        deaths_by_side: vec![],
        tolls: vec![],
        claims: vec![],
        members: vec![],
        sources: 2,
        independent: 2,
        first_reported: at,
        last_reported: at,
        changed: at,
        edited_by: None,
        otherwise: None,
        about: None,
    }
}

fn drawn(table: &Table, width: Option<usize>) -> String {
    let mut out = Vec::new();
    table.write(Look { width, color: false }, &mut out).expect("memory takes it");
    String::from_utf8(out).expect("text")
}

#[test]
fn columns_are_as_wide_as_their_cells() {
    let mut table =
        Table::new(&[("town", Side::Left), ("dead", Side::Right), ("what", Side::Left)]);
    table.row(["Ménaka".into(), "3".into(), "attack on a base".into()]);
    table.row(["كيدال".into(), "120".into(), "car bomb".into()]);
    insta::assert_snapshot!(drawn(&table, None), @r"
    town    dead  what
    Ménaka     3  attack on a base
    كيدال    120  car bomb
    ");
    insta::assert_snapshot!(drawn(&table, Some(24)), @r"
    town    dead  what
    Ménaka     3  attack on…
    كيدال    120  car bomb
    ");
}

#[test]
fn a_cell_carries_no_control_byte() {
    let mut table = Table::new(&[("title", Side::Left)]);
    table.row(["a\u{1b}]0;owned\u{7}\nb\u{9b}31m".into()]);
    let text = drawn(&table, None);
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
    assert_eq!(text.lines().count(), 2);
}

#[test]
fn cutting_keeps_letters_whole() {
    assert_eq!(cut("e\u{301}te\u{301}", 3), "e\u{301}te\u{301}");
    assert_eq!(cut("e\u{301}te\u{301}s", 3), "e\u{301}t…");
    assert_eq!(cut("界界界", 5), "界界…");
}

#[test]
fn silence_is_told_against_the_habit() {
    const HOUR: u64 = 3600;
    let silent = |hours: u64, usual: u64| {
        crate::output::summary::is_silence(Some(hours * HOUR), Some(usual))
    };
    assert!(silent(9 * 24, 3 * HOUR));
    assert!(!silent(20, HOUR / 6), "less than a day is nothing");
    assert!(silent(30, HOUR / 3));
    assert!(!silent(9 * 24, 7 * 24 * HOUR), "a weekly");
    assert!(!crate::output::summary::is_silence(None, Some(HOUR)));
}
