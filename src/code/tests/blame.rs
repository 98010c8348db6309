use super::standing;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(standing(text), expected, "{text}");
}

#[test]
fn who_accuses_speaks_and_who_is_accused_did_it() {
    let by_army = ["Alleged: jnim? > civilians"];
    check("The army accused JNIM of having massacred villagers in Boni on Sunday.", &by_army);
    check("L'armée malienne accuse le JNIM d'avoir tué des villageois à Boni dimanche.", &by_army);
    check("اتهم الجيش المالي جماعة نصرة الإسلام والمسلمين بقتل مدنيين في بوني يوم الأحد.", &by_army);
    let by_group = ["Alleged: mli_fama? > civilians"];
    check("JNIM blamed the Malian army for executing ten civilians in Boni on Sunday.", &by_group);
    check("Le JNIM a accusé l'armée malienne d'avoir tué dix civils à Boni dimanche.", &by_group);
    check(
        "اتهمت جماعة نصرة الإسلام والمسلمين الجيش المالي بقتل عشرة مدنيين في بوني يوم الأحد.",
        &by_group,
    );
}

#[test]
fn who_is_held_responsible_did_it_as_somebody_says() {
    check(
        "Ten villagers were killed in Boni on Sunday, and JNIM is suspected to be behind the attack.",
        &["Occurred: jnim? > civilians"],
    );
}

#[test]
fn a_man_accused_of_something_accuses_nobody() {
    check(
        "A man accused of theft was lynched by residents in Boni on Sunday.",
        &["Occurred: rioters > civilians"],
    );
}
