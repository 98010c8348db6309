use super::standing;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(standing(text), expected, "{text}");
}

#[test]
fn what_only_its_doer_tells_is_claimed() {
    check(
        "The army said on Monday that it had killed 15 terrorists in Boni on Sunday.",
        &["Claimed: mli_fama > unidentified"],
    );
    check(
        "L'armée malienne a annoncé lundi avoir tué quinze terroristes à Boni dimanche.",
        &["Claimed: mli_fama > unidentified"],
    );
    check(
        "قالت جماعة نصرة الإسلام والمسلمين إنها قتلت خمسة جنود في كمين قرب بوني يوم الأحد.",
        &["Claimed: jnim > mli_fama"],
    );
    check(
        "Les FAMa ont neutralisé huit terroristes à Boni dimanche, selon la Dirpa.",
        &["Claimed: mli_fama > unidentified"],
    );
}

#[test]
fn what_witnesses_tell_occurred() {
    check(
        "Witnesses said that soldiers killed 15 civilians in Boni on Sunday.",
        &["Occurred: mli_fama > civilians"],
    );
    check(
        "Un habitant a dit que des djihadistes ont attaqué le village de Boni dimanche.",
        &["Occurred: unidentified > civilians"],
    );
    check(
        "قال شهود عيان إن مسلحين قتلوا خمسة جنود في كمين قرب بوني يوم الأحد.",
        &["Occurred: unidentified > mli_fama"],
    );
}

#[test]
fn a_claim_of_what_was_told_before_it_takes_nothing_from_it() {
    check(
        "JNIM claimed responsibility for the attack on Boni on Sunday.",
        &["Claimed: jnim! > civilians"],
    );
    check(
        "Seven soldiers were killed in an attack on Boni on Sunday, and JNIM claimed it.",
        &["Occurred: jnim! > civilians"],
    );
}

#[test]
fn the_conditional_of_hearsay_lays_the_deed_to_its_doer() {
    check(
        "Dix civils auraient été exécutés par l'armée à Boni dimanche.",
        &["Alleged: mli_fama? > civilians?"],
    );
}

#[test]
fn what_is_announced_threatened_planned_or_laid_to_somebody() {
    let check = |text: &str, expected: &str| {
        let found = standing(text);
        assert!(found.iter().any(|it| it.starts_with(expected)), "{text}: {found:?}");
    };
    check(
        "The Malian army announced on Sunday that it had retaken the town of Léré.",
        "Claimed: mli_fama",
    );
    check("قال سكان إن الجيش المالي استعاد الأحد مدينة كيدال من المتمردين.", "Occurred: mli_fama");
    check("Le Jnim a menacé d'imposer un blocus à Tombouctou.", "Threatened: jnim");
    check(
        "L'armée malienne est accusée d'avoir incendié le village de Boni dimanche.",
        "Alleged: ",
    );
    check("Le Niger va ouvrir en mars deux nouveaux postes militaires à Makalondi.", "Planned: ");
    check("Les syndicats appellent à manifester vendredi à Bamako.", "Planned: ");
}
