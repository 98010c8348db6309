//! What an incident says: counts, names, trust, weight, headline.

use super::*;

/// The one incident of these mentions.
fn one(says: &[Say]) -> Incident {
    let mut found = incidents(names(), &told(says), &[]);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

fn at(report: &str, code: &str) -> Say {
    Say::new(report, code).town("Boni").day("2025-07-01")
}

fn count(
    low: impl Into<Option<u32>>,
    best: impl Into<Option<u32>>,
    high: impl Into<Option<u32>>,
) -> Count {
    Count { low: low.into(), best: best.into(), high: high.into() }
}

#[test]
fn deaths_add_up_over_sides_and_run_over_claimants() {
    let check = |says: &[Say], expect: Count| assert_eq!(one(says).deaths, expect, "{says:?}");
    check(&[at("r1", "clash.base")], Count::default());
    check(
        &[at("r1", "clash.base").dead("", "mli_fama", 3, 3).dead("", "jnim", 4, 4)],
        count(7, 7, 7),
    );
    // Claimants stand side by side.
    check(
        &[at("r1", "clash.base")
            .dead("mli_fama", "mli_fama", 5, 5)
            .dead("jnim", "mli_fama", 12, 12)],
        count(5, 5, 12),
    );
    // The newest total of the most reliable claimant.
    check(
        &[
            at("r1", "clash.base").dead("", "mli_fama", 3, 3).publisher("agency").reliability('B'),
            at("r2", "clash.base").dead("", "mli_fama", 6, 6).publisher("agency").reliability('B'),
            at("r3", "clash.base").dead("", "mli_fama", 20, 20).publisher("blog"),
        ],
        count(6, 6, 20),
    );
    // At least five, and nobody says more: no upper end.
    check(
        &[at("r1", "clash.base").toll(TollKind::Dead, "", "mli_fama", Some(5), None)],
        count(5, 5, None),
    );
    // Several: no number.
    check(
        &[at("r1", "clash.base").toll(TollKind::Dead, "", "mli_fama", None, None)],
        Count::default(),
    );
    // Neutralised may mean captured.
    check(
        &[at("r1", "mil.operation").toll(
            TollKind::Neutralised,
            "mli_fama",
            "jnim",
            Some(20),
            Some(20),
        )],
        count(0, 0, 20),
    );
    check(
        &[at("r1", "clash.base")
            .toll(TollKind::Neutralised, "mli_fama", "jnim", Some(20), Some(20))
            .dead("", "mli_fama", 3, 3)],
        count(3, 3, 20),
    );
    // A total without a side is no more dead beside its parts.
    check(
        &[at("r1", "clash.base").dead("", "", 20, 20).dead("", "civilians", 5, 5)],
        count(20, 20, 20),
    );
}

#[test]
fn tolls_of_several_events_are_kept_and_not_counted() {
    let mut say = at("r1", "clash.base").dead("", "mli_fama", 300, 300);
    say.mention.tolls[0].scope = Scope::Cumulative;
    let incident = one(&[say]);
    assert_eq!((incident.deaths, incident.tolls.len()), (Count::default(), 1));
}

#[test]
fn sides_are_counted_apart() {
    let incident = one(&[
        at("r1", "clash.base").dead("", "mli_fama", 3, 3).dead("", "jnim", 4, 4),
        at("r2", "clash.base").dead("jnim", "mli_fama", 12, 12),
    ]);
    let side = |id: &str| incident.deaths_by_side.iter().find(|it| it.side == Some(id.into()));
    assert_eq!(side("mli_fama").unwrap().count, count(3, 3, 12));
    assert_eq!(side("jnim").unwrap().count, count(4, 4, 4));
}

const BATTLE: Option<(&str, &str)> = Some(("Battles", "Armed clash"));
const REMOTE: &str = "Explosions/Remote violence";

#[test]
fn acled_takes_the_first_of_its_types() {
    let check = |says: &[Say], event: &str, acled: Option<(&str, &str)>| {
        let incident = one(says);
        let found = incident.acled_type.as_deref().zip(incident.acled_sub_type.as_deref());
        assert_eq!((incident.event.as_str(), found), (event, acled), "{says:?}");
    };
    let killing = |other: &str| at("r1", "civ.assassination").also(other).victim("Aliou Exemple");
    check(&[at("r1", "bomb.svbied"), at("r2", "clash.other")], "bomb.svbied", BATTLE);
    check(&[at("r1", "bomb.svbied")], "bomb.svbied", Some((REMOTE, "Suicide bomb")));
    check(
        &[killing("civ.attack")],
        "civ.assassination",
        Some(("Violence against civilians", "Attack")),
    );
    check(
        &[killing("bomb.ied")],
        "civ.assassination",
        Some((REMOTE, "Remote explosive/landmine/IED")),
    );
    check(&[at("r1", "mil.operation")], "mil.operation", BATTLE);
    let raid = at("r1", "mil.operation").toll(TollKind::Captured, "", "jnim", Some(4), Some(4));
    check(&[raid], "mil.operation", Some(("Strategic developments", "Arrests")));
    let prison = at("r1", "pris.attack");
    check(std::slice::from_ref(&prison), "pris.attack", Some(("Strategic developments", "Other")));
    check(&[prison.dead("", "mli_guard", 2, 2)], "pris.attack", BATTLE);
    check(&[at("r1", "air.crash")], "air.crash", None);
    check(
        &[at("r1", "civ.abduction").dead("", "civilians", 1, 1)],
        "civ.abduction",
        Some(("Violence against civilians", "Attack")),
    );
    // A threat that is not carried out is no event to ACLED.
    check(&[at("r1", "clash.base").realis(Realis::Threatened)], "say.threat", None);
}

#[test]
fn five_civilian_dead_are_a_massacre() {
    let check = |says: &[Say], event: &str| assert_eq!(one(says).event, *event, "{says:?}");
    let attack = |report: &str| at(report, "civ.attack").who("unidentified>civilians");
    check(&[attack("r1").dead("", "civilians", 5, 8)], "civ.massacre");
    check(&[attack("r1").dead("", "civilians", 4, 8)], "civ.attack");
    check(&[attack("r1").dead("", "", 6, 6)], "civ.massacre");
    check(&[attack("r1").dead("", "jnim", 6, 6)], "civ.attack");
    // By the lowest of the claimants.
    check(
        &[attack("r1").dead("", "civilians", 9, 9), attack("r2").dead("", "civilians", 3, 3)],
        "civ.attack",
    );
}

#[test]
fn battles_do_not_target_civilians() {
    let mut say = at("r1", "clash.base");
    say.mention.civilian_targeting = true;
    assert!(!one(&[say.clone()]).civilian_targeting);
    say.mention.event = "bomb.ied".into();
    assert!(one(&[say]).civilian_targeting);
}

#[test]
fn sources_and_origins() {
    let check = |says: &[Say], expect: (u32, u32)| {
        let incident = one(says);
        assert_eq!((incident.sources, incident.independent), expect, "{says:?}");
    };
    let say = |report: &str| at(report, "clash.base").who("jnim>mli_fama");
    check(&[say("r1")], (1, 1));
    check(&[say("r1"), say("r2")], (2, 2));
    check(&[say("r1").copy(7), say("r2").copy(7)], (2, 1));
    check(&[say("r1").publisher("a"), say("r2").publisher("a")], (1, 1));
    // Both lean on the army's word, the second through its government.
    let army = |report: &str, by: &str| say(report).dead(by, "jnim", 4, 4);
    check(&[army("r1", "mli_fama"), army("r2", "mli_fama")], (2, 1));
    check(&[army("r1", "mli_fama"), army("r2", "mli_gov")], (2, 1));
    check(&[army("r1", "mli_fama"), army("r2", "jnim")], (2, 2));
    check(&[army("r1", "mli_fama"), say("r2")], (2, 2));
}

#[test]
fn verification_by_whose_word() {
    let check =
        |says: &[Say], expect: Verification| assert_eq!(one(says).verification, expect, "{says:?}");
    let say = |report: &str| at(report, "clash.base").who("jnim>mli_fama");
    let word = |report: &str, by: &str, stance: Stance| say(report).claim(by, stance, About::Event);
    check(&[say("r1")], Verification::Unconfirmed);
    check(&[say("r1"), say("r2")], Verification::Corroborated);
    check(&[say("r1").reliability('B')], Verification::Confirmed);
    check(
        &[word("r1", "jnim", Stance::Claims), word("r2", "mli_fama", Stance::Confirms)],
        Verification::Confirmed,
    );
    check(&[say("r1"), say("r2"), word("r3", "mli_fama", Stance::Denies)], Verification::Disputed);
    check(&[say("r1"), word("r2", "", Stance::Denies)], Verification::Corroborated);
    check(
        &[say("r1"), say("r2").claim("mli_fama", Stance::Denies, About::Toll)],
        Verification::Corroborated,
    );
    check(
        &[word("r1", "jnim", Stance::Claims), word("r2", "jnim", Stance::Denies)],
        Verification::Refuted,
    );
}

#[test]
fn severity_by_the_rules() {
    let check = |says: &[Say], expect: u8| {
        let incident = one(says);
        assert_eq!(incident.severity, expect, "{}", incident.headline);
    };
    let two = |say: Say| {
        let mut other = say.clone();
        other.report = "r2".into();
        other.mention.report = "r2".into();
        vec![say, other]
    };
    check(&two(at("r1", "grp.presence")), 1);
    check(&two(at("r1", "civ.loot")), 2);
    check(&two(at("r1", "civ.loot").dead("", "civilians", 1, 1)), 3);
    check(&two(at("r1", "clash.base")), 3);
    check(&two(at("r1", "clash.base").dead("", "mli_fama", 10, 10)), 4);
    check(&two(at("r1", "clash.base").dead("", "mli_fama", 50, 60)), 5);
    check(&two(at("r1", "clash.overrun")), 4);
    check(&two(at("r1", "pol.coup")), 5);
    check(&two(Say::new("r1", "clash.base").town("Kayes").day("2025-07-01")), 5);
    check(&two(Say::new("r1", "bomb.ied").town("Kayes").day("2025-07-01")), 3);
    check(&two(at("r1", "civ.abduction").target("aid_worker")), 4);
    check(&two(at("r1", "pris.attack")), 4);
    // One party's word alone.
    check(&[at("r1", "clash.base").dead("jnim", "mli_fama", 40, 40)], 3);
    check(
        &[Say::new("r1", "clash.base")
            .town("Kayes")
            .day("2025-07-01")
            .dead("jnim", "mli_fama", 40, 40)],
        5,
    );
}

#[test]
fn a_minister_killed_weighs_most() {
    let killed = Say::new("r1", "civ.assassination").town("Kati").day("2026-04-25");
    let incident = one(&[killed.victim("Sadio Camara")]);
    assert_eq!(incident.severity, 5);
    assert_eq!(incident.headline, "Sadio Camara killed in Kati");
}

#[test]
fn headlines() {
    let check = |say: Say, expect: &str| assert_eq!(one(&[say]).headline, expect);
    let kayes = || Say::new("r1", "clash.base").town("Kayes").day("2025-07-01");
    check(kayes(), "Attack on a base in Kayes");
    check(
        kayes().who("jnim>mli_fama").dead("", "mli_fama", 5, 5),
        "Attack on a base in Kayes by JNIM, 5 dead",
    );
    check(kayes().who(">mli_fama").alleged("jnim"), "Attack on a base in Kayes by suspected JNIM");
    check(kayes().who("unidentified>mli_fama").target("post"), "Attack on a post in Kayes");
    check(
        Say::new("r1", "clash.ambush").near("Boni").day("2025-07-01").target("convoy"),
        "Ambush of a convoy near Boni",
    );
    check(
        Say::new("r1", "clash.other").region("ML", "Mopti").day("2025-07-01"),
        "Fighting in Mopti region",
    );
    check(Say::new("r1", "say.threat").party("jnim", Role::Other), "JNIM: threat");
    let long = kayes().who("jnim fla>mli_fama").dead("", "mli_fama", 5, 5);
    assert!(one(&[long]).headline.chars().count() <= 90);
}

#[test]
fn the_surest_word_and_the_named_attacker_stand() {
    let incident = one(&[
        at("r1", "clash.base").who("unidentified>mli_fama").realis(Realis::Alleged),
        at("r2", "clash.base").who("jnim>mli_fama"),
    ]);
    let parties: Vec<(&str, Role)> =
        incident.parties.iter().map(|it| (it.id.as_str(), it.role)).collect();
    assert_eq!(parties, [("jnim", Role::Attacker), ("mli_fama", Role::Target)]);
    assert_eq!(incident.realis, Realis::Occurred);
}

#[test]
fn a_copy_changes_nothing_and_a_new_report_does() {
    let say = |report: &str, copy: u64| at(report, "clash.base").copy(copy);
    let first = one(&[say("r1", 7)]).changed;
    let copied = one(&[say("r1", 7), say("r2", 7)]);
    assert_eq!(copied.changed, first);
    assert!(copied.last_reported > first);
    assert!(one(&[say("r1", 7), say("r2", 8)]).changed > first);
}

#[test]
fn every_member_says_why_it_is_there() {
    let incident = one(&[
        Say::new("r1", "terr.capture").town("Kidal").who("fla>mli_fama").day("2026-04-25"),
        Say::new("r2", "terr.capture").town("Kidal").who("fla>mli_fama"),
    ]);
    let why: Vec<&str> = incident.members.iter().map(|it| it.why.as_str()).collect();
    assert_eq!(
        why,
        [
            "what the others joined",
            "vague in place or day, and only this event fits; dated by the day on which others date the same change of hands",
        ]
    );
}
