use serde_json::{Value, json};

use super::incident;
use crate::output::{
    csv::{Sheet, guarded},
    flat::Fields,
    geojson::Collection,
    json,
    markdown::{escape, link},
};

#[test]
fn no_cell_is_a_formula_and_numbers_stay_numbers() {
    let check = |cell: &str, expected: &str| assert_eq!(guarded(cell), expected);
    check("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0");
    check("+1 soldier", "'+1 soldier");
    check("@army", "'@army");
    check(" =1", "' =1");
    check("- a dash", "'- a dash");
    check("-8.073", "-8.073");
    check("attack", "attack");
}

#[test]
fn a_sheet_quotes_what_it_must() {
    let mut out = Vec::new();
    let mut sheet = Sheet::new(&["a", "b"], &mut out).expect("memory takes it");
    sheet.row(["x, \"y\"\n".into(), "=1".into()]).expect("memory takes it");
    sheet.finish().expect("memory takes it");
    assert_eq!(String::from_utf8(out).expect("text"), "a,b\n\"x, \"\"y\"\" \",'=1\n");
}

#[test]
fn a_collection_is_valid_and_flat() {
    let mut nowhere = incident();
    nowhere.place = crate::model::Place::default();
    let mut out = Vec::new();
    let mut all = Collection::new(&mut out).expect("memory takes it");
    for it in [&incident(), &nowhere] {
        all.feature(&Fields::of(&json::incident(it, &[])).expect("an object")).expect("memory");
    }
    all.finish().expect("memory takes it");
    let read: Value = serde_json::from_slice(&out).expect("JSON");
    assert_eq!(read["type"], "FeatureCollection");
    let first = &read["features"][0];
    assert_eq!(first["id"], "k3f9");
    assert_eq!(first["geometry"], json!({"type": "Point", "coordinates": [-8.073, 12.744]}));
    assert_eq!(read["features"][1]["geometry"], Value::Null);
    let properties = first["properties"].as_object().expect("an object");
    assert!(properties.values().all(|it| !it.is_object() && !it.is_array()), "{properties:?}");
    assert_eq!(properties["deaths_best"], 4);
    assert!(properties.contains_key("radius_km"));
}

#[test]
fn an_empty_collection_is_valid() {
    let mut out = Vec::new();
    Collection::new(&mut out).and_then(Collection::finish).expect("memory takes it");
    let read: Value = serde_json::from_slice(&out).expect("JSON");
    assert_eq!(read["features"], json!([]));
}

#[test]
fn markdown_takes_text_literally() {
    assert_eq!(escape("*[a]* <b>|"), "\\*\\[a\\]\\* \\<b\\>\\|");
    assert_eq!(link("a", Some("https://x.example/(b) c")), "[a](https://x.example/%28b%29%20c)");
    assert_eq!(link("a", Some("javascript:alert(1)")), "a");
    assert_eq!(link("a", None), "a");
}
