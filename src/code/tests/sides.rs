//! Who against whom, by voice, claim and kind of party.

use super::standing;

/// The sides of the one event of each text.
#[track_caller]
fn check(sides: &str, texts: &[&str]) {
    for text in texts {
        let found = standing(text);
        let found: Vec<&str> = found.iter().filter_map(|it| Some(it.split_once(": ")?.1)).collect();
        assert_eq!(found, [sides], "{text}");
    }
}

#[test]
fn a_passive_claim_lays_the_deed_to_whom_it_names() {
    check(
        "jnim! > mli_fama",
        &[
            "The attack on Douentza on Thursday, which killed seven soldiers, was claimed by JNIM.",
            "L'attaque de Douentza jeudi, qui a coûté la vie à sept soldats, a été revendiquée par le JNIM.",
        ],
    );
}

#[test]
fn who_is_accused_by_others_did_it() {
    check(
        "mli_fama? > civilians?",
        &["The army was accused by residents of having killed nine civilians in Boni on Sunday."],
    );
    check(
        "mli_fama? > civilians",
        &["L'armée est accusée par des habitants d'avoir tué neuf civils dimanche à Boni."],
    );
}

#[test]
fn a_participle_goes_with_the_subject_of_its_clause() {
    check(
        "mli_fama > unidentified",
        &[
            "L'armée a mené des frappes contre un refuge de jihadistes près de Boni, tuant cinq d'entre eux.",
            "The army carried out strikes on a hideout of jihadists near Boni, killing five of them.",
        ],
    );
}

#[test]
fn armed_men_take_people_though_arms_are_things() {
    check(
        "unidentified > civilians",
        &["Des hommes armés ont enlevé six personnes jeudi à Bankass."],
    );
}

#[test]
fn customs_officers_and_rangers_are_the_governments() {
    check(
        "unidentified > mli_gov",
        &[
            "Gunmen killed three customs officers in Boni on Sunday.",
            "Des hommes armés ont tué trois agents des eaux et forêts dimanche à Boni.",
            "قتل مسلحون ثلاثة من رجال الجمارك الأحد في بوني.",
        ],
    );
}

#[test]
fn people_without_arms_who_clash_fight_each_other() {
    check(
        "civilians > civilians",
        &[
            "Clashes between farmers and herders left five people dead in Boni on Sunday.",
            "Des affrontements entre agriculteurs et éleveurs ont fait cinq morts dimanche à Boni.",
            "أسفرت مواجهات بين مزارعين ورعاة في بوني الأحد عن مقتل خمسة أشخاص.",
        ],
    );
}

#[test]
fn a_militia_fights_the_gunmen_of_the_class_word() {
    check(
        "dan_na_ambassagou > unidentified",
        &["Dan Na Ambassagou militiamen clashed with jihadists near Boni on Sunday."],
    );
}

#[test]
fn who_announces_the_death_of_enemies_killed_them() {
    check("fla > mli_fama", &["أعلنت جبهة تحرير أزواد مقتل ستة جنود ماليين في كمين قرب غاو الأحد."]);
}

#[test]
fn the_first_behind_an_arabic_verb_of_attack_is_its_subject() {
    check(
        "katiba_macina > mli_fama",
        &[
            "استهدفت كتيبة ماسينا الأحد قافلة للجيش قرب بوني بعبوة ناسفة.",
            "وقعت دورية للجيش الأحد في كمين نصبته كتيبة ماسينا قرب بوني.",
        ],
    );
}

#[test]
fn nobody_attacks_those_on_his_own_side() {
    check(
        "jnim > mli_fama+wagner",
        &["Malian soldiers and JNIM fought near Boni on Sunday, and two Wagner men were killed."],
    );
}

#[test]
fn an_arabic_word_that_heads_the_sentence_is_the_verb() {
    check(
        "jnim > civilians",
        &["ذبح عناصر جماعة نصرة الإسلام والمسلمين تسعة أشخاص في سوق بوني الأحد."],
    );
    check("bandits > civilians", &["خطف قطاع طرق ستة أشخاص في بوني الأحد."]);
}

#[test]
fn forces_that_fought_somebody_unnamed_fought_gunmen() {
    check(
        "unidentified > mli_fama",
        &["Following Thursday's fighting near Boni, the army said it had buried nine soldiers."],
    );
}
