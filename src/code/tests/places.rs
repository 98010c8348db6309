use super::coded;
use crate::model::Realis;

/// The towns and regions of the events of a text, "town, region".
#[track_caller]
fn check(published: Option<&str>, text: &str, expected: &[&str]) {
    let mut found: Vec<_> = coded(published, text)
        .events
        .iter()
        .map(|it| {
            let town = it.place.town.as_deref().unwrap_or("-");
            let region = it.place.admin1.as_deref().unwrap_or("-");
            format!("{town}, {region}")
        })
        .collect();
    found.sort();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_village_lies_in_the_region_that_the_text_gives_it() {
    check(
        None,
        "On 4 May 2022, gunmen killed two herders in Koumaira (Macina cercle, Segou region).",
        &["Koumaïra, Ségou"],
    );
    check(
        Some("2023-08-18"),
        "قتل ثلاثة جنود نيجريين الثلاثاء في كمين قرب بلدة كوتوغو في منطقة تيلابيري.",
        &["Koutougou, Tillabéri"],
    );
}

#[test]
fn a_village_lies_as_far_from_a_town_as_the_text_says() {
    check(
        Some("2024-02-20"),
        "قتل أربعة مدنيين الاثنين في هجوم على قرية كوبي، على بعد ثلاثين كيلومترا من غاو.",
        &["Kobé, Gao"],
    );
}

#[test]
fn what_the_gazetteer_lacks_is_a_place_by_what_stands_round_it() {
    check(
        Some("2023-07-11"),
        "Gunmen abducted two traders on Sunday in Sarabarou, a hamlet 15 km from Sévaré.",
        &["Sarabarou, Mopti"],
    );
    check(
        Some("2023-07-11"),
        "Three soldiers were killed on Sunday in an ambush in the Barkoudou forest, in the Segou \
         region.",
        &["Barkoudou, Ségou"],
    );
}

#[test]
fn the_town_of_who_tells_it_is_not_where_it_happened() {
    check(
        Some("2022-03-09"),
        "The prosecutor in Sévaré said that gunmen had killed five herders on Monday near Diafarabé.",
        &["Diafarabé, Mopti"],
    );
    check(
        Some("2023-04-23"),
        "أعلن مدع عام في واهيغويا أن ستة أشخاص قتلوا الخميس على يد مسلحين في قرية سولي.",
        &["Sollé, Nord"],
    );
}

#[test]
fn a_sentence_without_an_event_gives_its_place_to_the_one_before_it() {
    check(
        Some("2024-04-19"),
        "Une vingtaine de passagers ont été enlevés mardi par des hommes armés. Leur car avait été \
         arrêté à la sortie du village de Diafarabé.",
        &["Diafarabé, Mopti"],
    );
}

#[test]
fn where_people_were_taken_is_not_where_they_are_let_go() {
    check(
        Some("2022-07-05"),
        "Les trois enseignants maliens enlevés en mai près de Ségué ont recouvré la liberté lundi.",
        &["-, -"],
    );
    check(
        Some("2022-07-05"),
        "Les trois enseignants maliens enlevés en mai ont recouvré la liberté lundi près de Ségué.",
        &["Ségué, Mopti"],
    );
    check(
        Some("2022-07-05"),
        "Trois enseignants maliens ont été enlevés lundi près de Ségué.",
        &["Ségué, Mopti"],
    );
}

#[test]
fn a_boat_bears_a_towns_name() {
    check(
        Some("2023-09-08"),
        "Des hommes armés ont attaqué jeudi le bateau « Tombouctou » près de Banikane.",
        &["Banikane, Tombouctou"],
    );
}

#[test]
fn a_measure_is_taken_from_a_town_that_nobody_comes_from() {
    for text in [
        "Gunmen attacked a convoy 40 km from Ansongo, in Gao region, killing two soldiers.",
        "Gunmen killed two traders 25 miles away from Ansongo on Monday.",
        "Des hommes armés ont tué deux bergers à 15 km d'Ansongo lundi.",
    ] {
        check(Some("2024-04-19"), text, &["Ansongo, Gao"]);
    }
}

#[test]
fn who_left_a_town_for_another_was_hit_in_neither() {
    for text in [
        "A bus that left Gao for Bamako hit a mine at Boni, killing three.",
        "Un bus parti de Gao pour Bamako a sauté sur une mine près de Boni.",
    ] {
        check(Some("2024-04-19"), text, &["Boni, Mopti"]);
    }
    check(
        Some("2022-08-15"),
        "Le dernier détachement de Barkhane a quitté Gao lundi pour le Niger.",
        &["Gao, Gao"],
    );
}

#[test]
fn where_somebody_speaks_or_is_at_home_is_not_where_it_happened() {
    for (text, town) in [
        ("Armed men killed the mayor of Fatoma on Monday, officials in Mopti said.", "Fatoma"),
        ("The mayor of Fatoma said gunmen attacked Baye on Monday, killing two.", "Baye"),
        ("Trois bergers ont été tués près de Baye, ont indiqué des responsables à Mopti.", "Baye"),
        ("A bus of a Bandiagara company hit a mine near Boni, killing two traders.", "Boni"),
    ] {
        check(Some("2024-04-19"), text, &[&format!("{town}, Mopti")]);
    }
}

#[test]
fn a_short_name_is_a_place_where_its_context_says_so() {
    for (text, place) in [
        ("L'armée a incendié une vingtaine de cases autour de Ber.", "Ber, Tombouctou"),
        ("Jihadists captured Ber on Monday after a short fight.", "Ber, Tombouctou"),
        ("خطف مسلحون ثلاثة تجار قرب ساغاباري غربي مالي.", "Sagabari, Kayes"),
    ] {
        check(Some("2024-04-19"), text, &[place]);
    }
}

#[test]
fn the_month_of_may_is_no_doubt() {
    for text in
        ["In May, gunmen killed three traders in Gao.", "In early May, gunmen attacked Gao."]
    {
        check(Some("2024-05-20"), text, &["Gao, Gao"]);
    }
    check(Some("2024-05-20"), "Gunmen may attack Gao, a source said.", &[]);
}

#[test]
fn what_is_told_again_after_a_year_is_no_news() {
    for text in [
        "A year after the massacre in Moura, survivors still wait for justice.",
        "Un an après le massacre de Moura, les survivants attendent.",
        "بعد عام على مجزرة مورا، ما زال الناجون ينتظرون العدالة.",
    ] {
        let coding = coded(Some("2023-06-12"), text);
        let news = coding.events.iter().filter(|it| it.realis != Realis::Background);
        assert_eq!(news.count(), 0, "{text}");
    }
}
