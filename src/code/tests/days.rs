//! The day of an event among the days of its text.

use super::check;

/// A Wednesday.
const PUBLISHED: Option<&str> = Some("2024-05-22");

#[test]
fn a_day_inside_a_phrase_does_not_break_it() {
    check(
        PUBLISHED,
        "CMA fighters took on Saturday night control of the town of Ber.",
        &["terr.capture Ber 2024-05-18 cma > "],
    );
    check(
        PUBLISHED,
        "Les combattants de la CMA se sont emparés dans la nuit de vendredi à samedi de la ville \
         de Ber.",
        &["terr.capture Ber 2024-05-17 cma > "],
    );
    check(
        PUBLISHED,
        "سيطر مقاتلو جبهة تحرير أزواد في 12 مايو/أيار الجاري على مدينة كيدال في شمال مالي.",
        &["terr.capture Kidal 2024-05-12 fla > "],
    );
}

#[test]
fn armed_men_on_motorcycles_are_no_equipment_taken_away() {
    check(
        PUBLISHED,
        "Armed men on motorcycles abducted three traders in Bougouni on Sunday.",
        &["civ.abduction Bougouni 2024-05-19 unidentified > civilians"],
    );
    check(
        PUBLISHED,
        "Des hommes armés ont enlevé dimanche trois commerçants à Bougouni.",
        &["civ.abduction Bougouni 2024-05-19 unidentified > civilians"],
    );
}

#[test]
fn the_day_of_a_word_or_a_burial_is_not_the_deeds() {
    check(
        PUBLISHED,
        "Gunmen killed three traders in the village of Tessit in April, residents told Reuters by \
         phone on Wednesday.",
        &["civ.attack Tessit 2024-04-01 unidentified > civilians"],
    );
    check(
        PUBLISHED,
        "Les habitants de Tessit ont enterré mardi trois commerçants tués par des hommes armés \
         dimanche en fin d'après-midi.",
        &["civ.attack Tessit 2024-05-19 unidentified > civilians"],
    );
    check(
        PUBLISHED,
        "شيع سكان تيسيت الثلاثاء جثامين ثلاثة تجار قتلوا الأحد على يد مسلحين.",
        &["civ.attack Tessit 2024-05-19 unidentified > civilians"],
    );
}

#[test]
fn the_day_of_a_paper_or_of_a_noun_is_that_ones() {
    check(
        PUBLISHED,
        "The UN on Monday condemned Saturday's attack by gunmen on the village of Tessit in Mali \
         that left nine villagers dead.",
        &["civ.attack Tessit 2024-05-18 unidentified > civilians"],
    );
    check(
        PUBLISHED,
        "In a video released on Monday, JNIM claimed the attack carried out on Saturday against the \
         army base at Sebba in Burkina Faso.",
        &["clash.base Sebba 2024-05-18 jnim! > bfa_army"],
    );
    check(
        PUBLISHED,
        "Des hommes armés ont tué vingt civils à Sebba fin avril, selon un rapport publié mardi.",
        &["civ.attack Sebba 2024-04-01 unidentified > civilians"],
    );
}

#[test]
fn what_is_told_aside_or_of_the_taking_dates_nothing_else() {
    check(
        PUBLISHED,
        "The CMA rebels, who had attacked Ber on 3 May, took control of the town on Saturday.",
        &["terr.capture Ber 2024-05-18 cma > "],
    );
    check(
        PUBLISHED,
        "Les corps de cinq bergers enlevés jeudi ont été retrouvés dimanche près de Sebba.",
        &["civ.attack near Sebba 2024-05-19 unidentified > civilians"],
    );
}

#[test]
fn who_came_on_a_day_did_it_on_that_day() {
    check(
        PUBLISHED,
        "Nine villagers were killed when gunmen attacked Tessit, the mayor told AFP on Tuesday. \
         \"They came on Saturday at around 4 pm on motorbikes,\" he said.",
        &["civ.attack Tessit 2024-05-18 unidentified > civilians"],
    );
}

#[test]
fn a_day_of_last_week_is_told_from_the_texts_own_day_where_it_has_no_other() {
    check(
        None,
        "Le mardi 16 mars 2021, des hommes armés ont tué trois civils à Farabougou. Dimanche \
         dernier, ils ont tué deux éleveurs dans le village de Diabaly.",
        &[
            "civ.attack Diabaly 2021-03-14 unidentified > civilians",
            "civ.attack Farabougou 2021-03-16 unidentified > civilians",
        ],
    );
}

#[test]
fn the_day_of_a_death_from_wounds_is_not_the_deeds() {
    check(
        PUBLISHED,
        "Two Malian soldiers died of their wounds on Thursday, bringing to five the number killed \
         by a mine near Boni on Wednesday, the army said.",
        &["bomb.ied near Boni 2024-05-22 unidentified > mli_fama"],
    );
}
