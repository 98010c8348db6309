//! One event under different towns, kinds and dates.

use super::*;

fn near(report: &str, town: &str) -> Say {
    Say::new(report, "clash.ambush").near(town).day("2025-07-01").who("unidentified>mli_fama")
}

fn killed(say: Say, dead: u32) -> Say {
    say.dead("", "mli_fama", dead, dead)
}

/// Molodo lies a few kilometres from Niono, Sandaré does not.
#[test]
fn what_is_near_one_town_is_told_by_the_next() {
    check(
        &[near("r1", "Molodo"), near("r2", "Niono")],
        &["Molodo 2025-07-01/1 clash.ambush: r1 r2"],
    );
    check(
        &[near("r1", "Molodo").town("Molodo"), near("r2", "Niono")],
        &["Molodo 2025-07-01/1 clash.ambush: r1 r2"],
    );
    let two = ["Molodo 2025-07-01/1 clash.ambush: r1", "Niono 2025-07-01/1 clash.ambush: r2"];
    check(&[near("r1", "Molodo").town("Molodo"), near("r2", "Niono").town("Niono")], &two);
    check(
        &[near("r1", "Molodo"), near("r2", "Niono").day("2025-07-02")],
        &[two[0], "Niono 2025-07-02/1 clash.ambush: r2"],
    );
    check(&[killed(near("r1", "Molodo"), 4), killed(near("r2", "Niono"), 9)], &two);
    check(
        &[near("r1", "Molodo"), near("r2", "Sandaré")],
        &[two[0], "Sandaré 2025-07-01/1 clash.ambush: r2"],
    );
    check(
        &[near("r1", "Molodo"), near("r1", "Niono")],
        &[two[0], "Niono 2025-07-01/1 clash.ambush: r1"],
    );
}

#[test]
fn one_deed_of_a_named_author_is_told_as_several_kinds() {
    let on = |report: &str, code: &str, who: &str| {
        Say::new(report, code).town("Boni").day("2025-07-01").who(who)
    };
    check(
        &[on("r1", "clash.other", "jnim>mli_fama"), on("r2", "civ.attack", "jnim>civilians")],
        &["Boni 2025-07-01/1 civ.attack+clash.other: r1 r2"],
    );
    check(
        &[on("r1", "mil.operation", "mli_fama>"), on("r2", "civ.execution", "mli_fama>civilians")],
        &["Boni 2025-07-01/1 civ.execution+mil.operation: r1 r2"],
    );
    check(
        &[on("r1", "clash.other", ">mli_fama"), on("r2", "civ.attack", ">civilians")],
        &["Boni 2025-07-01/1 civ.attack: r2", "Boni 2025-07-01/1 clash.other: r1"],
    );
}

#[test]
fn civilians_and_soldiers_are_two_targets_only_in_one_text() {
    let on = |report: &str, target: &str| {
        let who = format!("unidentified>{target}");
        Say::new(report, "bomb.svbied").town("Boni").day("2025-07-01").who(&who)
    };
    check(
        &[on("r1", "mli_fama"), on("r2", "civilians")],
        &["Boni 2025-07-01/1 bomb.svbied: r1 r2"],
    );
    check(
        &[on("r1", "mli_fama"), on("r1", "civilians")],
        &["Boni 2025-07-01/1 bomb.svbied: r1", "Boni 2025-07-01/1 bomb.svbied: r1"],
    );
}

/// A report without any date is dated by its numbers.
#[test]
fn the_same_dead_in_one_town_date_a_report() {
    let say = |report: &str, dead: u32| {
        let say = Say::new(report, "civ.attack").who("unidentified>civilians");
        say.dead("", "civilians", dead, dead)
    };
    let dated = say("r1", 4).town("Boni").time("2025-07-01", 2);
    check(&[dated.clone(), say("r2", 4).town("Boni")], &["Boni 2025-07-01/2 civ.attack: r1 r2"]);
    check(
        &[dated.clone(), say("r2", 3).town("Boni")],
        &["Boni 2025-07-01/2 civ.attack: r1", "Boni undated civ.attack: r2"],
    );
    let wounded = |it: Say| it.toll(TollKind::Wounded, "", "civilians", Some(6), Some(6));
    check(
        &[wounded(dated.clone()), wounded(say("r2", 4).region("ML", ""))],
        &["Boni 2025-07-01/2 civ.attack: r1 r2"],
    );
    // Two days far apart are none.
    let later = say("r3", 4).town("Boni").day("2025-09-01");
    check(
        &[dated, say("r2", 4).town("Boni"), later],
        &[
            "Boni 2025-07-01/2 civ.attack: r1",
            "Boni 2025-09-01/1 civ.attack: r3",
            "Boni undated civ.attack: r2",
        ],
    );
}

/// What names only the country goes to the one of two that counts the same dead.
#[test]
fn of_two_events_of_a_day_the_dead_tell() {
    let say = |report: &str, dead: u32| {
        let say = Say::new(report, "clash.ambush").day("2025-07-01").who("unidentified>mli_fama");
        say.dead("", "mli_fama", dead, dead)
    };
    check(
        &[say("r1", 4).town("Boni"), say("r2", 9).town("Kayes"), say("r3", 9).region("ML", "")],
        &["Boni 2025-07-01/1 clash.ambush: r1", "Kayes 2025-07-01/1 clash.ambush: r2 r3"],
    );
}
