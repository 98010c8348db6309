use super::check;

#[test]
fn a_list_of_towns_is_as_many_attacks_with_the_parties_of_their_sum() {
    check(
        Some("2025-05-13"),
        "Army reports wave of raids\n\nBurkina Faso's army said armed men had attacked military \
         positions in five towns of the north and the east on Monday. The towns targeted include \
         Djibo and Arbinda, as well as Titao. In the east near the border with Niger, Kantchari \
         and Diapaga came under attack. Nobody has claimed responsibility, but the method suggests \
         the involvement of JNIM, an alliance linked to al-Qaeda. These attacks come as the junta \
         has broken with France.",
        &[
            "clash.base Arbinda 2025-05-12 jnim? > bfa_army",
            "clash.base Diapaga 2025-05-12 jnim? > bfa_army",
            "clash.base Djibo 2025-05-12 jnim? > bfa_army",
            "clash.base Kantchari 2025-05-12 jnim? > bfa_army",
            "clash.base Titao 2025-05-12 jnim? > bfa_army",
        ],
    );
    check(
        Some("2022-08-06"),
        "Mali : plusieurs localités attaquées\n\nL'armée malienne a annoncé que des positions \
         militaires avaient été attaquées vendredi dans quatre villes du centre. Les localités \
         visées sont Niono, Sokolo et Nampala. À Diabaly, le camp a également été attaqué.",
        &[
            "clash.base Diabaly 2022-08-05 unidentified > mli_fama",
            "clash.base Nampala 2022-08-05 unidentified > mli_fama",
            "clash.base Niono 2022-08-05 unidentified > mli_fama",
            "clash.base Sokolo 2022-08-05 unidentified > mli_fama",
        ],
    );
}

#[test]
fn the_fall_of_a_town_and_the_killing_of_a_minister_are_two_events() {
    check(
        Some("2026-04-28"),
        "A bloody week\n\nThe offensive has led to the fall of the town of Tessalit into the hands \
         of the FLA, along with the killing of Defence Minister Sadio Camara in an attack on his \
         house in Kati.",
        &[
            "civ.assassination Kati 2026-04-28 unidentified > mli_gov",
            "terr.capture Tessalit 2026-04-28 fla > ",
        ],
    );
}

#[test]
fn what_is_pointed_at_has_the_day_of_what_was_told_before() {
    check(
        Some("2026-07-05"),
        "New raid on the army\n\nArmed groups launched another attack on Saturday morning.\n\n\
         On April 25, the army came under attack at Sévaré. These attacks led to the militants \
         taking control of important areas of the town, during which Defence Minister Sadio Camara \
         was killed.\n\nThe prison of Kéniéroba, not far from the capital, was also attacked.",
        &[
            "civ.assassination Sévaré 2026-04-25 unidentified > mli_gov",
            "clash.other Sévaré 2026-04-25 unidentified > mli_fama",
            "pris.attack Kéniéroba 2026-07-04 unidentified > ",
        ],
    );
}

#[test]
fn a_sentence_that_begins_with_a_town_sets_the_scene() {
    check(
        Some("2023-09-09"),
        "A night of terror\n\nThe town of Bourem, on the river, is the army's gate to the north. \
         Before dawn a car bomb exploded at the gate of the camp.",
        &["bomb.svbied Bourem 2023-09-09 unidentified > mli_fama"],
    );
}

#[test]
fn history_is_no_news() {
    for text in [
        "Mali's long war\n\nSince 2012 the country has lived in turmoil. Coups in 2020 and 2021 \
         weakened the state. Kidal was recaptured by the army in November 2023.",
        "What the junta wants\n\nWhen the junta took power in 2020 it promised security. The force \
         known as Wagner, later renamed Africa Corps, supported military operations in the north.",
        "La leçon d'une crise\n\nDepuis 2012, le Mali vit dans la violence. Les militaires qui ont \
         pris le pouvoir en 2020 promettaient la paix.",
    ] {
        check(None, text, &[]);
    }
}

#[test]
fn what_cannot_be_done_or_only_threatens_is_no_attack() {
    for text in [
        "Analysis\n\nThe army of Mali will not be able to restrain the militants or repel their \
         advance, the researcher believes.",
        "Analysis\n\nThe renewed violence threatens to push communities in Mali into hunger, and \
         the death of a general leaves a gap in the state.",
    ] {
        check(Some("2026-05-02"), text, &[]);
    }
}

#[test]
fn what_is_said_to_have_happened_on_a_day_was_told_before() {
    let published = Some("2024-06-19");
    let expected = &["civ.attack Tessit 2024-06-16 unidentified > civilians"];
    check(
        published,
        "Gunmen killed two men in Tessit. It happened on Sunday at dawn, the mayor said.",
        expected,
    );
    check(
        published,
        "Des hommes armés ont tué deux hommes à Tessit. Les faits se sont produits dimanche vers 5h.",
        expected,
    );
    check(published, "قتل مسلحون رجلين في تيسيت. ووقع الحادث فجر الأحد.", expected);
}

#[test]
fn the_day_of_a_death_from_wounds_is_not_the_deed_s() {
    let published = Some("2024-06-19");
    let expected = &["civ.attack Tessit 2024-06-15 unidentified > civilians"];
    check(
        published,
        "Two civilians died on Monday of wounds they suffered in an attack on Tessit on Saturday.",
        expected,
    );
    check(
        published,
        "Deux civils ont succombé lundi à leurs blessures après l'attaque de samedi à Tessit.",
        expected,
    );
    check(published, "توفي مدنيان الاثنين متأثرين بجراحهما بعد هجوم السبت على تيسيت.", expected);
}
