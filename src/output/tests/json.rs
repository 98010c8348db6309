use super::incident;
use crate::output::{
    flat::Fields,
    json::{self, statement},
};

fn keys(row: &impl serde::Serialize) -> String {
    let fields = Fields::of(row).expect("an object");
    fields.iter().map(|it| it.0).collect::<Vec<_>>().join(" ")
}

#[test]
fn an_incident_has_every_key_in_order() {
    insta::assert_snapshot!(keys(&json::incident(&incident(), &[])), @"id headline event also acled_type acled_sub_type realis verification severity date date_end time_precision time_of_day country admin1 admin2 town place latitude longitude geo_precision near_km bearing radius_km actors people target weapon civilian_targeting outcome deaths wounded deaths_by_side tolls claims reports sources independent first_reported last_reported changed edited_by aliases");
}

#[test]
fn a_statement_is_an_incident_without_place_and_toll() {
    insta::assert_snapshot!(keys(&statement(&incident(), &[])), @"id headline event also acled_type acled_sub_type realis verification severity date date_end time_precision time_of_day actors people target weapon civilian_targeting outcome claims reports sources independent first_reported last_reported changed edited_by aliases about");
}

#[test]
fn a_month_is_written_without_its_day() {
    let mut it = incident();
    it.when.as_mut().expect("dated").precision = 3;
    let fields = Fields::of(&json::incident(&it, &[])).expect("an object");
    assert_eq!(fields.get("date").expect("a key"), "2026-04");
}

#[test]
fn a_line_carries_no_control_byte() {
    let mut it = incident();
    it.headline = "a\u{1b}]0;x\u{7}\u{9b}31m\u{85}\u{2028}b\nc".into();
    let mut out = Vec::new();
    json::write(&json::incident(&it, &[]), &mut out).expect("memory takes it");
    let text = String::from_utf8(out).expect("text");
    assert_eq!(text.matches('\n').count(), 1);
    assert!(!text.trim_end().chars().any(char::is_control), "{text:?}");
}
