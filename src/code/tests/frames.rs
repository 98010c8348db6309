//! Whose a verb is, where somebody only goes, and whose the dead of a text without a day were.

use super::{check, coded, line, standing, told};

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

#[test]
fn an_afternoon_is_no_after() {
    check(
        Some("2026-04-23"),
        "Dix hommes ont été abattus mercredi en fin d'après-midi par des individus armés à \
         Banibangou. Une opération de ratissage est en cours.",
        &["civ.attack Banibangou 2026-04-22 unidentified > civilians"],
    );
}

#[test]
fn what_is_threatened_has_not_happened() {
    for text in [
        "JNIM threatens Bamako with a total blockade.",
        "Le Jnim menace d'un blocus total de Bamako.",
        "هددت جماعة نصرة الإسلام والمسلمين بحصار باماكو.",
    ] {
        assert_eq!(standing(text), ["Threatened: jnim > "], "{text}");
    }
}

#[test]
fn where_somebody_is_going_nothing_has_happened() {
    let day = Some("2026-04-28");
    check(
        day,
        "JNIM fighters took the town of Tessit on Monday, hours after the garrison left for Ansongo.",
        &["terr.capture Tessit 2026-04-27 jnim > "],
    );
    check(
        day,
        "Le car se rendait à la foire de Hombori lundi quand il a sauté sur une mine à Boni.",
        &["bomb.ied Boni 2026-04-27 unidentified > civilians"],
    );
    check(
        day,
        "وقع الانفجار أمس الاثنين في بوني حين كانت الحافلة متجهة إلى سوق هومبوري.",
        &["bomb.ied Boni 2026-04-27 unidentified > civilians"],
    );
    check(
        day,
        "The last French soldiers drove out of Gao for Niger on Monday.",
        &["terr.withdraw Gao 2026-04-27 france > "],
    );
}

#[test]
fn one_of_the_drones_that_struck_may_be_shot_down() {
    check(
        Some("2026-04-29"),
        "Armed drones hit the army base at Aguelhok on Tuesday. One of the drones was shot down.",
        &["air.drone_armed Aguelhok 2026-04-28 unidentified > mli_fama"],
    );
    let text = "Des drones ont visé mardi la base d'Aguelhok. L'un des appareils a été abattu.";
    let events = told(Some("2026-04-29"), text);
    assert!(!events.iter().any(|it| it.starts_with("air.down_crewed")), "{events:?}");
}

#[test]
fn who_falls_while_a_bridge_is_destroyed_did_not_destroy_it() {
    check(
        Some("2026-05-01"),
        "Cinq VDP tombés à Diapaga jeudi, un pont détruit.",
        &["clash.other Diapaga 2026-04-30 unidentified > bfa_vdp"],
    );
}

#[test]
fn who_is_let_go_after_a_march_is_no_news_of_prisoners() {
    let text = "La police a dispersé la marche à Sikasso jeudi ; cinq personnes ont été \
                interpellées puis relâchées.";
    let events = told(Some("2026-04-24"), text);
    assert!(events.iter().any(|it| it.starts_with("prot.intervened")), "{events:?}");
    assert!(!events.iter().any(|it| it.starts_with("pris.release")), "{events:?}");
}

#[test]
fn a_bureau_abroad_is_not_where_the_news_is() {
    let day = Some("2022-01-26");
    check(
        day,
        "PARIS (AFP) - Five Malian soldiers were killed in an attack on Tuesday, the army said.",
        &["clash.other - 2022-01-25 unidentified > mli_fama"],
    );
    check(
        day,
        "باريس (رويترز) - قتل خمسة جنود ماليين في هجوم يوم الثلاثاء.",
        &["clash.other - 2022-01-25 unidentified > mli_fama"],
    );
    check(day, "PARIS (AFP) - Five people were killed in an attack on Tuesday, police said.", &[]);
}

#[test]
fn what_flies_and_fires_strikes_from_the_air() {
    let day = Some("2025-11-03");
    for text in [
        "An army helicopter fired on a boat in Diafarabé on Thursday.",
        "Un hélicoptère de l'armée a ouvert le feu jeudi sur une pirogue à Diafarabé.",
        "أطلقت مروحية للجيش النار على زورق في ديافارابي الخميس.",
    ] {
        let events = told(day, text);
        assert!(events.iter().any(|it| it.starts_with("air.strike Diafarabé")), "{events:?}");
    }
}

#[test]
fn what_comes_of_not_obeying_is_threatened() {
    let text = "JNIM warns transport companies not to carry soldiers on pain of seeing buses burn.";
    assert_eq!(standing(text), ["Threatened: jnim > "], "{text}");
}

#[test]
fn attacks_on_two_posts_are_attacks_on_posts_in_both_places() {
    let day = Some("2022-04-25");
    for text in [
        "Attacks on the military posts of Gaskindé and Pobé-Mengao left fifteen dead on Sunday.",
        "Deux attaques contre les détachements militaires de Gaskindé et de Pobé-Mengao ont fait \
         quinze morts dimanche.",
    ] {
        check(
            day,
            text,
            &[
                "clash.base Gaskindé 2022-04-24 unidentified > bfa_army",
                "clash.base Pobé-Mengao 2022-04-24 unidentified > bfa_army",
            ],
        );
    }
}

#[test]
fn what_somebody_is_tried_for_is_not_told_anew() {
    let day = Some("2025-02-20");
    for text in [
        "A military court in Ouagadougou sentenced eleven soldiers on Wednesday for their part in an \
         attempted coup in September 2023.",
        "La justice militaire a condamné mercredi à Ouagadougou onze soldats pour leur participation \
         à une tentative de putsch en septembre 2023.",
    ] {
        let events = coded(day, text).events;
        let trial =
            |it: &crate::model::EventMention| line(it).starts_with("pris.trial Ouagadougou");
        assert!(events.len() == 1 && events.iter().all(trial), "{text}: {events:?}");
    }
}

#[test]
fn the_first_sentence_dates_its_title() {
    let text = "Reinforcements reach Kantchari\n\nA column of sixty vehicles drove into town on \
                Tuesday to cheers from residents.";
    let events = coded(Some("2024-10-17"), text).events;
    let days: Vec<_> = events.iter().map(line).collect();
    assert!(days.iter().any(|it| it.starts_with("mil.deploy Kantchari 2024-10-15")), "{days:?}");
}

#[test]
fn to_whom_it_is_laid_did_it_whatever_the_forces_tell() {
    check(
        Some("2026-05-01"),
        "Une patrouille de l'armée malienne est tombée vendredi dans une embuscade à Ansongo. \
         L'attaque est attribuée à l'État islamique au Sahel. L'armée évoque « vingt-trois \
         terroristes neutralisés ».",
        &["clash.ambush Ansongo 2026-05-01 issp? > mli_fama"],
    );
}

#[test]
fn gunfire_that_people_hear_is_no_brawl_and_a_mine_with_a_management_no_bomb() {
    let day = Some("2026-04-25");
    let text = "Heavy gunfire was heard around Bamako's international airport early on Saturday, \
                residents and two diplomats said.";
    let events = told(day, text);
    assert!(!events.iter().any(|it| it.starts_with("riot.")), "{events:?}");
    let text = "Trois expatriés ont été enlevés mardi à Bougouni ; un gendarme a été blessé. La \
                direction de la mine a suspendu ses activités.";
    let events = told(day, text);
    assert!(events.iter().any(|it| it.starts_with("civ.abduction Bougouni")), "{events:?}");
    assert!(!events.iter().any(|it| it.starts_with("bomb.ied")), "{events:?}");
}
