//! Whose deed it is: who is put behind it by another sentence, and whose convoy it struck.

use super::{check, coded};

#[test]
fn a_sentence_of_its_own_names_the_author() {
    let blast = |tail: &str| {
        format!("A mine went off under a bus near Boni on Monday and killed seven people. {tail}")
    };
    let day = Some("2025-07-02");
    for tail in [
        "JNIM is suspected.",
        "Officials attributed the incident to JNIM.",
        "Fighters of JNIM are thought to be behind it.",
        "Witnesses blame JNIM.",
    ] {
        check(day, &blast(tail), &["bomb.ied near Boni 2025-06-30 jnim? > civilians"]);
    }
    check(
        day,
        &blast("JNIM claimed the attack."),
        &["bomb.ied near Boni 2025-06-30 jnim! > civilians"],
    );
    check(
        day,
        &blast("Two suspects are in the hands of the police."),
        &["bomb.ied near Boni 2025-06-30 unidentified > civilians"],
    );
    check(
        day,
        "Une mine a sauté lundi sous un car près de Boni, tuant sept civils. Engin attribué à la \
         Katiba Macina.",
        &["bomb.ied near Boni 2025-06-30 katiba_macina? > civilians"],
    );
    check(
        day,
        "Sept civils ont été tués lundi par des hommes armés à Boni. Le Jnim est montré du doigt.",
        &["civ.attack Boni 2025-06-30 jnim? > civilians"],
    );
    check(
        day,
        "قتل سبعة مدنيين الاثنين في هجوم على قرية بوني في مالي. وتتجه الشبهات إلى جماعة نصرة الإسلام والمسلمين.",
        &["civ.attack Boni 2025-06-30 jnim? > civilians"],
    );
}

#[test]
fn both_attacks_have_the_author_that_claims_both() {
    check(
        Some("2025-07-02"),
        "Gunmen attacked an army camp in Boni on Monday. Another group attacked the camp in \
         Hombori. JNIM claimed both attacks.",
        &[
            "clash.base Boni 2025-06-30 jnim! > mli_fama",
            "clash.base Hombori 2025-06-30 jnim! > mli_fama",
        ],
    );
}

#[test]
fn gunmen_said_to_belong_to_a_group_are_the_group() {
    check(
        Some("2025-07-02"),
        "هاجم مسلحون ينتمون إلى جماعة نصرة الإسلام والمسلمين الاثنين قرية بوني في مالي وقتلوا خمسة مدنيين.",
        &["civ.attack Boni 2025-06-30 jnim > civilians"],
    );
}

#[test]
fn whose_convoy_a_mine_meets_suffers_it() {
    check(
        Some("2025-07-02"),
        "Une mine a explosé lundi au passage d'un convoi de l'armée près de Boni, au Mali.",
        &["bomb.ied near Boni 2025-06-30 unidentified > mli_fama"],
    );
    check(
        Some("2025-07-02"),
        "An army vehicle ran over a mine near Boni, in Mali, on Monday.",
        &["bomb.ied near Boni 2025-06-30 unidentified > mli_fama"],
    );
}

#[test]
fn a_dateline_is_no_party() {
    let actors = |text: &str| -> Vec<String> {
        coded(Some("2025-07-02"), text).actors.iter().map(|it| it.id.to_string()).collect()
    };
    let mali = "Le Jnim a attaqué lundi le village de Boni, au Mali.";
    assert_eq!(actors(&format!("NOUAKCHOTT (AFP) - {mali}"))[0], "jnim");
    let mali = "هاجمت جماعة نصرة الإسلام الاثنين قرية بوني في مالي.";
    assert_eq!(actors(&format!("نواكشوط (أ ف ب) - {mali}"))[0], "jnim");
    check(
        Some("2025-07-02"),
        &format!("واغادوغو (أ ف ب) - {mali}"),
        &["civ.attack Boni 2025-06-30 jnim > civilians"],
    );
}

#[test]
fn who_owns_a_place_and_who_guards_a_prison_is_read_from_the_words_beside() {
    let actors = |text: &str| -> Vec<String> {
        coded(Some("2025-07-02"), text).actors.iter().map(|it| it.id.to_string()).collect()
    };
    let barkhane = "Barkhane soldiers opened a base in Gossi, in Mali, on Monday.";
    assert_eq!(actors(barkhane), ["barkhane", "france"]);
    let warder =
        "Un gardien de la prison de Koulikoro, au Mali, a été tué lundi lors d'une évasion.";
    assert!(!actors(warder).contains(&"civilians".to_owned()));
    let drones = "Le FLA a attaqué lundi un convoi de l'armée malienne avec des drones kamikazes.";
    assert_eq!(actors(drones), ["fla", "mli_fama"]);
}

#[test]
fn who_falls_into_an_ambush_did_not_lay_it() {
    check(
        Some("2025-07-02"),
        "Vingt soldats nigériens de la patrouille tombée mardi dans un guet-apens près d'Inatès ont \
         péri.",
        &["clash.ambush near Inatès 2025-07-01 unidentified > ner_army"],
    );
}
