//! Whose a verb is, and whose the dead of a text without a day were.

use super::{check, coded, line, told};

#[test]
fn a_participle_after_a_deed_tells_of_the_deed() {
    for text in [
        "The attacks killed the mayor of Ansongo in a raid targeting his house on Monday.",
        "Le maire d'Ansongo a été tué lundi lors d'une attaque visant son domicile.",
    ] {
        let events = told(Some("2025-07-02"), text);
        assert!(events.iter().all(|it| it.contains("unidentified > ")), "{text}: {events:?}");
        assert!(!events.is_empty(), "{text}");
    }
}

#[test]
fn the_dead_held_their_last_office_where_no_day_is_told() {
    check(
        None,
        "This led to the killing of Defense Minister Sadio Camara in attacks targeting Kati.",
        &["civ.assassination Kati - unidentified > mli_gov"],
    );
}

#[test]
fn only_rules_are_adopted_and_extended() {
    for text in [
        "The FLA adopts a project for the north and extends its influence in Ber.",
        "Le FLA adopte un projet pour le nord et prolonge son avancée vers Ber.",
    ] {
        let events = told(Some("2025-07-02"), text);
        let ruled = |it: &String| it.starts_with("grp.rule") || it.starts_with("pol.decree");
        assert!(!events.iter().any(ruled), "{text}: {events:?}");
    }
    let text = "The government extended the state of emergency in Tillaberi on Monday.";
    let events = coded(Some("2025-07-02"), text).events;
    assert_eq!(
        events.iter().map(line).collect::<Vec<_>>(),
        ["pol.decree Tillabéri 2025-06-30 ner_gov > "]
    );
}
