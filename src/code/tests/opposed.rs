use super::standing;

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(standing(text), [format!("Occurred: {expected}")], "{text}");
}

#[test]
fn who_repels_an_attack_is_the_one_attacked() {
    check(
        "Soldiers repelled an attack by JNIM on their base in Boni on Sunday.",
        "jnim > mli_fama",
    );
    check(
        "L'armée malienne a repoussé une attaque du JNIM contre sa base à Boni dimanche.",
        "jnim > mli_fama",
    );
    check(
        "صد الجيش المالي هجوما لجماعة نصرة الإسلام والمسلمين على قاعدته في بوني يوم الأحد.",
        "jnim > mli_fama",
    );
    check("Dozo militiamen repelled gunmen who had come to Boni on Sunday.", "unidentified > dozo");
}

#[test]
fn forces_and_their_enemies_never_stand_on_one_side() {
    check("Soldiers and JNIM fighters clashed in Boni on Sunday.", "jnim > mli_fama");
    check(
        "Des affrontements ont opposé l'armée malienne au JNIM à Boni dimanche.",
        "jnim > mli_fama",
    );
    check(
        "اندلعت اشتباكات بين الجيش المالي وجماعة نصرة الإسلام والمسلمين في بوني يوم الأحد.",
        "jnim > mli_fama",
    );
}

#[test]
fn forces_that_kill_some_of_those_who_came_were_attacked() {
    check(
        "JNIM fighters attacked a base in Boni on Sunday and soldiers killed six of them.",
        "jnim > mli_fama",
    );
}

#[test]
fn a_pact_and_a_surrender_have_two_ends() {
    check("JNIM signed an agreement with the government in Boni on Sunday.", "jnim > mli_gov");
    check("Fifty JNIM fighters surrendered to the army in Boni on Sunday.", "jnim > mli_fama");
    check(
        "The Malian army handed over its base in Boni to Africa Corps on Sunday.",
        "mli_fama > africa_corps",
    );
}

#[test]
fn an_arabic_headline_has_its_object_behind_the_verb_in_the_present() {
    check("الجيش المالي يدك معاقل جماعة نصرة الإسلام والمسلمين في بوني يوم الأحد.", "mli_fama > jnim");
}
