//! Words that look like one act and tell another, and addresses.

use super::check;

#[test]
fn an_address_is_one_place() {
    let day = Some("2025-07-02");
    check(
        day,
        "Gunmen opened fire on a car in Ansongo, Gao, Mali, on Monday. Two people were killed.",
        &["civ.attack Ansongo 2025-06-30 unidentified > civilians"],
    );
    check(
        day,
        "Assailants abducted a teacher in Djibo, Soum, Burkina Faso, on Monday.",
        &["civ.abduction Djibo 2025-06-30 unidentified > civilians"],
    );
    check(
        day,
        "Gunmen attacked army camps in Ber, Tombouctou and Kidal on Monday.",
        &[
            "clash.base Ber 2025-06-30 unidentified > mli_fama",
            "clash.base Kidal 2025-06-30 unidentified > mli_fama",
            "clash.base Tombouctou 2025-06-30 unidentified > mli_fama",
        ],
    );
}

#[test]
fn what_is_demanded_has_not_happened() {
    for text in [
        "About 200 residents demonstrated in Bandiagara on Monday to demand the lifting of the siege.",
        "Des centaines d'habitants ont défilé lundi dans les rues de Bandiagara pour demander la levée \
         du blocus.",
        "تظاهر مئات السكان في باندياغارا الاثنين للمطالبة برفع الحصار.",
    ] {
        check(Some("2025-07-02"), text, &["prot.peaceful Bandiagara 2025-06-30 protesters > "]);
    }
}

#[test]
fn one_word_tells_two_acts() {
    let day = Some("2025-07-02");
    check(day, "Mali expelled the Swedish ambassador on Monday.", &[]);
    check(day, "Le gouvernement malien a interdit lundi, par arrêté, les motos à Ségou.", &[]);
    check(
        day,
        "A mutiny broke out on Monday among inmates of the prison of Niamey; several escaped.",
        &["pris.attack Niamey 2025-06-30 unidentified > "],
    );
    check(day, "دعا ناشطون في غاو بمالي الاثنين إلى ضبط النفس.", &[]);
    check(
        day,
        "Le président du syndicat des magistrats a été interpellé lundi à Niamey.",
        &["pris.arrest Niamey 2025-06-30 ner_army > "],
    );
}

#[test]
fn what_several_towns_underwent_stands_behind_them() {
    check(
        Some("2025-07-02"),
        "تعرضت قواعد الجيش المالي في كيدال وغاو وميناكا الاثنين لقصف صاروخي.",
        &[
            "fire.indirect Gao 2025-06-30 unidentified > mli_fama",
            "fire.indirect Kidal 2025-06-30 unidentified > mli_fama",
            "fire.indirect Ménaka 2025-06-30 unidentified > mli_fama",
        ],
    );
}

#[test]
fn a_title_names_a_region_by_its_town() {
    check(
        Some("2025-07-02"),
        "Tillabéri : cinq morts\n\nDes hommes armés ont tué cinq villageois lundi à Dargol, dans la \
         région de Tillabéri, au Niger.",
        &["civ.attack Dargol 2025-06-30 unidentified > civilians"],
    );
    check(
        Some("2025-07-02"),
        "Tillabéri attaquée\n\nDes hommes armés ont attaqué lundi un poste à Tillabéri, au Niger.",
        &["clash.base Tillabéri 2025-06-30 unidentified > ner_army"],
    );
}

#[test]
fn what_was_found_passed_by_or_fought_among_brothers_has_its_own_code() {
    let day = Some("2025-07-02");
    for text in [
        "A car bomb was found and defused in Gao on Monday.",
        "Une voiture piégée a été découverte et neutralisée lundi à Gao.",
    ] {
        check(day, text, &["bomb.defused Gao 2025-06-30 mli_fama > "]);
    }
    for text in [
        "Fratricidal fighting between jihadists left ten dead in Ansongo on Monday.",
        "Combats fratricides lundi à Ansongo entre groupes jihadistes : dix morts.",
    ] {
        check(day, text, &["clash.intergroup Ansongo 2025-06-30 unidentified > "]);
    }
    for text in [
        "Mayor of Torodi killed by gunmen on Monday.",
        "Le maire de Torodi abattu lundi par des hommes armés.",
    ] {
        check(day, text, &["civ.assassination Torodi 2025-06-30 unidentified > civilians"]);
    }
    check(
        day,
        "Des hommes armés ont emporté lundi 200 bœufs à Téra avant de se retirer.",
        &["civ.loot Téra 2025-06-30 unidentified > civilians"],
    );
    check(
        day,
        "Des jihadistes ont patrouillé lundi dans les rues de Torodi avant de se retirer.",
        &["grp.presence Torodi 2025-06-30 unidentified > "],
    );
    check(
        day,
        "L'État islamique a attaqué lundi à Gossi des combattants du JNIM.",
        &["clash.intergroup Gossi 2025-06-30 issp > jnim"],
    );
    check(
        day,
        "Douze civils fauchés lundi par un drone de l'armée nigérienne à Inatès.",
        &["air.drone_state Inatès 2025-06-30 ner_army > civilians"],
    );
}

#[test]
fn the_object_of_a_passive_stands_before_its_verb() {
    let day = Some("2025-07-02");
    for text in [
        "The siege of Djibo was broken by the army on Monday.",
        "The army broke the siege of Djibo on Monday.",
    ] {
        check(day, text, &["terr.unblock Djibo 2025-06-30 bfa_army > "]);
    }
    check(
        day,
        "Two explosive devices were discovered by the army on Monday in Djibo.",
        &["bomb.defused Djibo 2025-06-30 bfa_army > "],
    );
    // Who stands before an active verb is no object.
    check(
        day,
        "Soldiers came under fire near the helicopter and shot at the assailants on Monday in Djibo.",
        &["clash.other Djibo 2025-06-30 unidentified > bfa_army+unidentified"],
    );
}

#[test]
fn the_object_of_a_pair_is_known_at_the_head_of_a_name() {
    for text in
        ["حرر مسلحون نزلاء سجن نيونو يوم الاثنين.", "فر عشرات المعتقلين من سجن نيونو يوم الاثنين."]
    {
        let found = super::told(Some("2025-07-02"), text);
        assert!(found.iter().any(|it| it.starts_with("pris.attack Niono")), "{text}: {found:?}");
    }
}

#[test]
fn who_is_broken_up_is_a_crowd() {
    let gas = super::told(Some("2025-07-02"), "استخدمت الشرطة خراطيم المياه في باماكو يوم الاثنين.")
        .concat();
    assert!(gas.starts_with("prot.intervened Bamako"), "{gas}");
}

#[test]
fn an_ousted_president_is_no_coup() {
    let day = Some("2025-07-02");
    check(
        day,
        "The son of the ousted president was let out of detention in Niamey on Monday.",
        &["pris.release Niamey 2025-06-30 unidentified > civilians"],
    );
    check(
        day,
        "Soldiers ousted the president in Niamey on Monday.",
        &["pol.coup Niamey 2025-06-30 ner_army > ner_gov"],
    );
}

#[test]
fn armed_groups_that_come_to_blows_are_no_mob() {
    check(
        Some("2025-07-02"),
        "JNIM and Islamic State fighters fought each other for two days in Talataye.",
        &["clash.intergroup Talataye 2025-07-02 jnim > issp"],
    );
}

#[test]
fn what_a_drone_drops_is_no_mine() {
    let text =
        "هاجمت جماعة نصرة الإسلام والمسلمين معسكر الجيش في باندياغارا بمسيرة تحمل عبوات يوم الاثنين.";
    let found = super::told(Some("2025-07-02"), text).concat();
    assert!(!found.contains("bomb.ied"), "{found}");
}

#[test]
fn what_aircraft_attack_is_struck_from_the_air() {
    let day = Some("2025-07-02");
    for text in [
        "Army helicopters opened fire on jihadists in Ansongo on Monday.",
        "Des hélicoptères de l'armée ont attaqué des jihadistes lundi à Ansongo.",
    ] {
        check(day, text, &["air.strike Ansongo 2025-06-30 mli_fama > unidentified"]);
    }
    check(
        day,
        "Gunmen opened fire on an army helicopter in Ansongo on Monday.",
        &["air.down_crewed Ansongo 2025-06-30 unidentified > mli_fama"],
    );
}

#[test]
fn those_who_are_dispersed_were_a_crowd() {
    check(
        Some("2025-07-02"),
        "Police fired tear gas to disperse supporters of the opposition on Monday in Bamako.",
        &["prot.intervened Bamako 2025-06-30 protesters > mli_police"],
    );
}

#[test]
fn what_want_hits_is_not_attacked_and_a_plight_is_no_siege() {
    let day = Some("2025-07-02");
    check(day, "A fuel shortage hit Kayes on Monday.", &[]);
    check(
        day,
        "The army's helicopters resupplied besieged Djibo on Monday.",
        &["terr.unblock Djibo 2025-06-30 bfa_army > "],
    );
}
