use jiff::civil::{Date, date};

use super::*;

fn sahel() -> &'static Names {
    Names::embedded("sahel")
}

/// The first place of a name is this one.
fn town(name: &str, country: &str, region: &str) {
    let found = sahel().find_town(name).unwrap_or_else(|| panic!("no town `{name}`"));
    assert_eq!((found.country.as_str(), found.admin1.as_str()), (country, region), "{name}");
}

#[test]
fn towns_in_the_news_come_first_among_their_namesakes() {
    town("Kéniéroba", "ML", "Koulikoro");
    town("Ber", "ML", "Tombouctou");
    town("Boulkessi", "ML", "Mopti");
    town("Moura", "ML", "Mopti");
    town("Anéfis", "ML", "Kidal");
    town("Farabougou", "ML", "Ségou");
    town("Loulouni", "ML", "Sikasso");
    town("Léré", "ML", "Tombouctou");
    town("Koro", "ML", "Mopti");
    town("Kati", "ML", "Koulikoro");
    town("Bamba", "ML", "Gao");
    town("Ménaka", "ML", "Ménaka");
    town("Andéramboukane", "ML", "Ménaka");
    town("Taoudénit", "ML", "Tombouctou");
    town("Djibo", "BF", "Sahel");
    town("Arbinda", "BF", "Sahel");
    town("Kantchari", "BF", "Est");
    town("Tongo Tongo", "NE", "Tillabéri");
    town("Inates", "NE", "Tillabéri");
}

#[test]
fn spellings_of_the_press_lead_to_the_town() {
    let check = |spelling: &str, name: &str| {
        let found = sahel().find_town(spelling).unwrap_or_else(|| panic!("no town `{spelling}`"));
        assert_eq!(found.name, name, "{spelling}");
    };
    check("Timbuktu", "Tombouctou");
    check("TOMBOUCTOU", "Tombouctou");
    check("تمبكتو", "Tombouctou");
    check("Kinyoruba", "Kéniéroba");
    check("sevare", "Sévaré");
    check("سيفاري", "Sévaré");
    check("Gogoui", "Gogui");
    check("Sandere", "Sandaré");
    check("Nioro", "Nioro du Sahel");
    check("Tinzaouaten", "Tin Zaouatine");
    check("تين زاوتين", "Tin Zaouatine");
    check("غاو", "Gao");
    check("Aribinda", "Arbinda");
    check("Aguelhoc", "Aguelhok");
    check("Ké-Macina", "Macina");
    check("Fada Ngourma", "Fada N'Gourma");
    check("نيامي", "Niamey");
    check("Konni", "Birni N'Konni");
}

#[test]
fn a_site_lies_in_the_town_that_it_is_named_for() {
    let check = |site: &str, kind: TownKind, town: &str| {
        let found = sahel().find_town(site).unwrap_or_else(|| panic!("no site `{site}`"));
        let at = found.site_of.and_then(|it| sahel().towns().by_id(it));
        assert_eq!((found.kind, at.map(|it| it.name.as_str())), (kind, Some(town)), "{site}");
    };
    check("aéroport Modibo Keïta", TownKind::Airport, "Bamako");
    check("Diori Hamani airport", TownKind::Airport, "Niamey");
    check("Sévaré airport", TownKind::Airport, "Sévaré");
    check("prison de Koutoukalé", TownKind::Prison, "Koutoukalé");
    check("Kéniéroba prison", TownKind::Prison, "Kéniéroba");
    check("Kati camp", TownKind::Camp, "Kati");
    check("Amachach", TownKind::Camp, "Tessalit");
}

#[test]
fn regions_are_known_by_old_names_and_new() {
    let check = |name: &str, region: &str| {
        assert_eq!(sahel().region(name).map(|it| it.name.as_str()), Some(region), "{name}");
    };
    check("tombouctou", "Tombouctou");
    check("Taoudénit", "Tombouctou");
    check("Bankui", "Boucle du Mouhoun");
    check("Goulmou", "Est");
    check("كيدال", "Kidal");
    check("Tillabery", "Tillabéri");
    assert_eq!(sahel().regions.iter().filter(|it| it.country == "ML").count(), 10);
    assert_eq!(sahel().regions.iter().filter(|it| it.country == "BF").count(), 13);
    assert_eq!(sahel().regions.iter().filter(|it| it.country == "NE").count(), 8);
}

#[test]
fn countries_are_told_apart() {
    let check = |name: &str, id: &str| {
        assert_eq!(sahel().find_country(name).map(|it| it.id.as_str()), Some(id), "{name}");
    };
    check("Niger", "NE");
    check("Nigeria", "NG");
    check("Niger State", "NG");
    check("Guinée équatoriale", "GQ");
    check("République démocratique du Congo", "CD");
    check("Congo-Brazzaville", "CG");
    check("جنوب السودان", "SS");
    check("تشاد", "TD");
    assert!(sahel().find_area("fleuve Niger").is_some_and(|it| it.country.is_none()));
    assert!(sahel().is_core("BF") && !sahel().is_core("NG") && !sahel().is_core("XX"));
}

#[test]
fn no_word_for_finance_stands_for_mali() {
    let mali = sahel().country("ML").unwrap();
    for word in ["المالي", "المالية", "مالية"] {
        assert!(!mali.demonyms.ar.iter().any(|it| it == word), "{word}");
    }
}

#[test]
fn capitals_and_distances() {
    let id = |name: &str| sahel().find_town(name).unwrap().id;
    assert!(sahel().is_capital(id("Bamako")) && !sahel().is_capital(id("Kati")));
    assert!(sahel().is_region_capital(id("Kidal")) && !sahel().is_region_capital(id("Kati")));
    let (bamako, kati) = (sahel().find_town("Bamako").unwrap(), sahel().find_town("Kati").unwrap());
    let apart = distance_km((bamako.latitude, bamako.longitude), (kati.latitude, kati.longitude));
    assert!((10.0..16.0).contains(&apart), "{apart}");
    let (nearest, km) = sahel().towns().nearest(18.44, 1.41).unwrap();
    assert_eq!(nearest.name, "Kidal");
    assert!(km < 1.0, "{km}");
}

#[test]
fn who_is_whose_part_and_whose_enemy_goes_by_the_day() {
    let day = |it: Date| Some(it);
    let names = sahel();
    assert!(names.children("jnim").any(|it| it.id == "katiba_macina"));
    assert!(names.ancestors("katiba_macina").any(|it| it.id == "jnim"));
    assert!(names.is_ally("katiba_macina", "jnim", None));
    assert!(names.is_enemy("jnim", "mli_fama", day(date(2024, 1, 1))));
    assert!(names.is_enemy("katiba_macina", "mli_fama", day(date(2024, 1, 1))));
    assert!(!names.is_ally("jnim", "fla", day(date(2025, 1, 1))));
    assert!(names.is_ally("jnim", "fla", day(date(2026, 4, 26))));
    assert_eq!(names.find_actor("جبهة تحرير أزواد").map(|it| it.id.as_str()), Some("fla"));
}

#[test]
fn an_office_has_its_holder_of_the_day_and_a_week_of_grace() {
    let files = embedded_files("sahel").unwrap();
    let held = r#"
[[office]]
id = "test.office"
actor = "mli_gov"
words = { en = ["the tester"] }

[[person]]
name = "First Tester"
offices = [{ office = "test.office", from = "2021-06-11", to = "2026-04-25" }]

[[person]]
name = "Second Tester"
offices = [{ office = "test.office", from = "2026-05-04" }]
"#;
    let mut files = files;
    let people = format!("{}{held}", files["people.toml"]);
    files.insert("people.toml".to_owned(), people.into());
    let names = Names::lenient(&files);
    let check = |day: Date, holder: Option<&str>| {
        let found = names.office_holder("test.office", day);
        assert_eq!(found.map(|it| it.name.as_str()), holder, "{day}");
    };
    check(date(2021, 6, 10), None);
    check(date(2026, 4, 25), Some("First Tester"));
    check(date(2026, 5, 2), Some("First Tester"));
    check(date(2026, 5, 3), None);
    check(date(2026, 5, 5), Some("Second Tester"));
}

#[test]
fn the_map_has_every_region_that_has_an_outline() {
    let outlines = sahel().outlines();
    assert_eq!(outlines.regions.len(), 30, "all but Ménaka");
    assert!(outlines.regions.iter().all(|it| it.rings.iter().all(|it| it.first() == it.last())));
    assert!(outlines.rivers.iter().flatten().count() > 100);
}

#[test]
fn the_hash_follows_what_reading_depends_on() {
    let files = embedded_files("sahel").unwrap();
    let hash = Names::embedded("sahel").hash();
    assert_eq!(hash.len(), 32);
    let with = |name: &str| {
        let mut files = files.clone();
        files.insert(name.to_owned(), "changed".into());
        Names::lenient(&files).hash().to_owned()
    };
    assert_eq!(with("cases.jsonl"), hash);
    assert_ne!(with("sources.toml"), hash);
}

#[test]
fn names_are_looked_up_by_their_folded_words() {
    let check = |name: &str, expected: &str| assert_eq!(key(name), expected, "{name}");
    check("Tin-Zaouatine", "tin zaouatine");
    check("N'Guigmi", "n guigmi");
    check("  Fada  N’Gourma ", "fada n gourma");
    check("أغيلهوك", "اغيلهوك");
    check("", "");
}
