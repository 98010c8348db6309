//! The rules of grouping, case by case.

use super::*;

const CAMARA: &str = "Sadio Camara";

#[test]
fn one_town_and_day_is_one_incident() {
    check(
        &[
            Say::new("r1", "clash.base").town("Kayes").day("2025-07-01"),
            Say::new("r2", "clash.base").town("Kayes").day("2025-07-01"),
            Say::new("r2", "clash.base").town("Niono").day("2025-07-01"),
        ],
        &["Kayes 2025-07-01/1 clash.base: r1 r2", "Niono 2025-07-01/1 clash.base: r2"],
    );
}

/// One sentence lists them, another sums them up; no day is known.
#[test]
fn seven_towns_of_one_undated_report_are_seven() {
    let towns = ["Diboli", "Gogui", "Kayes", "Molodo", "Niono", "Nioro", "Sandaré"];
    let mut says: Vec<Say> = towns
        .iter()
        .map(|it| Say::new("r1", "clash.base").town(it).who(">mli_fama").alleged("jnim"))
        .collect();
    says.push(Say::new("r1", "clash.base").region("ML", "").who(">mli_fama").sums_up());
    let expect: Vec<String> =
        towns.iter().map(|it| format!("{it} undated clash.base: r1")).collect();
    check(&says, &expect.iter().map(String::as_str).collect::<Vec<_>>());
}

/// Four reports: the first names house and town without a day, the second the office and the day
/// after, the third the day within attacks on the capital, the fourth has no date at all.
#[test]
fn a_minister_killed_is_told_by_four_reports() {
    let house = |it: Say| it.who("jnim fla>mli_gov").target("residence");
    check(
        &[
            house(Say::new("r0", "bomb.svbied").town("Kati").victim(CAMARA))
                .time("2026-04-27", 2)
                .published("2026-04-27"),
            Say::new("r0", "clash.other")
                .town("Kati")
                .who("jnim fla>mli_gov")
                .time("2026-04-27", 2)
                .published("2026-04-27"),
            Say::new("r0", "terr.capture")
                .town("Kidal")
                .who("fla>mli_fama")
                .time("2026-04-27", 2)
                .published("2026-04-27"),
            Say::new("r0", "terr.withdraw")
                .town("Kidal")
                .who(">mli_fama")
                .time("2026-04-27", 2)
                .published("2026-04-27"),
            Say::new("r1", "civ.assassination")
                .region("ML", "")
                .office("mli.minister.defence")
                .target("residence")
                .day("2026-04-26")
                .published("2026-04-26"),
            Say::new("r1", "clash.base").near("Bamako").day("2026-04-26").published("2026-04-26"),
            Say::new("r2", "clash.base")
                .town("Bamako")
                .who(">mli_fama")
                .day("2026-04-25")
                .published("2026-07-04"),
            Say::new("r2", "civ.assassination")
                .town("Bamako")
                .victim(CAMARA)
                .day("2026-04-25")
                .published("2026-07-04"),
            Say::new("r3", "terr.capture").town("Kidal").who("fla>mli_fama"),
            Say::new("r3", "civ.assassination").town("Bamako").victim(CAMARA),
            Say::new("r3", "clash.base")
                .town("Bamako")
                .who("jnim>mli_fama")
                .target("airport")
                .claim("jnim", Stance::Claims, About::Responsibility)
                .also("say.claim"),
        ],
        &[
            "Bamako 2026-04-25/1 clash.base+say.claim: r2 r3",
            "Bamako 2026-04-26/1 clash.base: r1",
            "Kati 2026-04-25/1 bomb.svbied+civ.assassination+clash.other: r0 r1 r2 r3",
            "Kidal 2026-04-25/2 terr.capture+terr.withdraw: r0 r3",
        ],
    );
}

#[test]
fn kinds_that_flow_together_are_one_others_are_not() {
    let on = |report: &str, code: &str| Say::new(report, code).town("Kayes").day("2025-07-01");
    check(
        &[on("r1", "bomb.svbied"), on("r2", "clash.base"), on("r3", "pris.arrest")],
        &["Kayes 2025-07-01/1 bomb.svbied+clash.base: r1 r2", "Kayes 2025-07-01/1 pris.arrest: r3"],
    );
    check(
        &[on("r1", "bomb.ied"), on("r2", "fire.indirect")],
        &["Kayes 2025-07-01/1 bomb.ied: r1", "Kayes 2025-07-01/1 fire.indirect: r2"],
    );
}

#[test]
fn parties_that_contradict_are_two() {
    let on = |report: &str, who: &str| {
        Say::new(report, "clash.base").town("Boni").day("2025-07-01").who(who)
    };
    let two = ["Boni 2025-07-01/1 clash.base: r1", "Boni 2025-07-01/1 clash.base: r2"];
    let one = ["Boni 2025-07-01/1 clash.base: r1 r2"];
    check(&[on("r1", "jnim>mli_fama"), on("r2", "mli_fama>jnim")], &two);
    check(&[on("r1", "jnim>mli_fama"), on("r2", "issp>mli_fama")], &two);
    check(&[on("r1", "jnim>mli_fama"), on("r2", "unidentified>mli_fama")], &one);
    check(&[on("r1", "jnim>mli_fama"), on("r2", "katiba_macina>mli_fama")], &one);
    check(&[on("r1", "jnim>mli_fama"), on("r2", "jnim>mli_guard")], &one);
    check(&[on("r1", "jnim>mli_fama"), on("r2", "unidentified>")], &one);
    check(&[on("r1", "unidentified>mli_fama"), on("r2", "mli_fama>")], &two);
}

/// Fighting has no attacker: who comes first in the sentence says nothing.
#[test]
fn sides_of_a_fight_may_be_swapped() {
    let on = |report: &str, who: &str| {
        Say::new(report, "clash.other").town("Boni").day("2025-07-01").who(who)
    };
    check(
        &[on("r1", "jnim>mli_fama"), on("r2", "mli_fama>jnim")],
        &["Boni 2025-07-01/1 clash.other: r1 r2"],
    );
}

/// Allies by date: the two struck together in 2026, and were at war in 2024.
#[test]
fn allies_do_not_contradict() {
    let on = |report: &str, who: &str, day: &str| {
        Say::new(report, "clash.base").town("Boni").day(day).who(who)
    };
    check(
        &[on("r1", "jnim>mli_fama", "2026-04-25"), on("r2", "fla>mli_fama", "2026-04-25")],
        &["Boni 2026-04-25/1 clash.base: r1 r2"],
    );
}

/// A vague voice between two that contradict takes the better told.
#[test]
fn who_names_nobody_takes_the_better_told() {
    let on = |report: &str, who: &str| {
        Say::new(report, "clash.base").town("Boni").day("2025-07-01").who(who)
    };
    check(
        &[
            on("r1", "jnim>mli_fama"),
            on("r2", "issp>mli_fama"),
            on("r3", "issp>mli_fama"),
            on("r4", "unidentified>mli_fama"),
        ],
        &["Boni 2025-07-01/1 clash.base: r1", "Boni 2025-07-01/1 clash.base: r2 r3 r4"],
    );
}

#[test]
fn a_day_joins_the_better_told_one_beside_it() {
    let on = |report: &str, day: &str| Say::new(report, "clash.base").town("Boni").day(day);
    check(
        &[on("r1", "2025-07-01"), on("r2", "2025-07-02"), on("r3", "2025-07-02")],
        &["Boni 2025-07-01/1 clash.base: r1 r2 r3"],
    );
    // Of three days running with one report each the second joins the first, which joins none;
    // the third would have to join the second, which is gone.
    check(
        &[on("r1", "2025-07-01"), on("r2", "2025-07-02"), on("r3", "2025-07-03")],
        &["Boni 2025-07-01/1 clash.base: r1 r2", "Boni 2025-07-03/1 clash.base: r3"],
    );
    check(
        &[on("r1", "2025-07-01"), on("r2", "2025-07-03")],
        &["Boni 2025-07-01/1 clash.base: r1", "Boni 2025-07-03/1 clash.base: r2"],
    );
}

#[test]
fn news_of_the_week_joins_the_one_day_that_fits() {
    let week = |report: &str, day: &str| {
        Say::new(report, "clash.base").town("Boni").time(day, 2).published(day)
    };
    let on = |report: &str, day: &str| Say::new(report, "clash.base").town("Boni").day(day);
    check(
        &[on("r1", "2025-07-01"), week("r2", "2025-07-03"), week("r3", "2025-07-04")],
        &["Boni 2025-07-01/1 clash.base: r1 r2", "Boni 2025-07-04/2 clash.base: r3"],
    );
    // Two days fit as well as one another: it joins neither.
    check(
        &[on("r1", "2025-07-01"), week("r2", "2025-07-03"), on("r3", "2025-07-05")],
        &[
            "Boni 2025-07-01/1 clash.base: r1",
            "Boni 2025-07-03/2 clash.base: r2",
            "Boni 2025-07-05/1 clash.base: r3",
        ],
    );
    check(
        &[week("r1", "2025-07-01"), week("r2", "2025-07-03"), week("r3", "2025-07-08")],
        &["Boni 2025-07-01/2 clash.base: r1 r2", "Boni 2025-07-08/2 clash.base: r3"],
    );
}

#[test]
fn what_is_near_a_town_joins_what_is_in_it() {
    let near = |report: &str| Say::new(report, "clash.ambush").near("Boni").day("2025-07-01");
    let far = |report: &str| {
        let mut say = near(report);
        say.mention.place.near_km = Some(40.0);
        say
    };
    let on = |report: &str| Say::new(report, "clash.ambush").town("Boni").day("2025-07-01");
    check(&[on("r1"), near("r2")], &["Boni 2025-07-01/1 clash.ambush: r1 r2"]);
    check(
        &[on("r1"), far("r2")],
        &["Boni 2025-07-01/1 clash.ambush: r1", "Boni 2025-07-01/1 clash.ambush: r2"],
    );
    check(&[near("r1"), near("r2")], &["Boni 2025-07-01/1 clash.ambush: r1 r2"]);
}

#[test]
fn a_region_joins_the_one_event_in_it_that_shares_a_party() {
    let region = |report: &str, who: &str| {
        Say::new(report, "clash.ambush").region("ML", "Mopti").day("2025-07-01").who(who)
    };
    let on = |report: &str, town: &str| {
        Say::new(report, "clash.ambush").town(town).day("2025-07-01").who("jnim>mli_fama")
    };
    check(
        &[on("r1", "Boni"), region("r2", ">mli_fama")],
        &["Boni 2025-07-01/1 clash.ambush: r1 r2"],
    );
    check(
        &[on("r1", "Boni"), region("r2", "unidentified>")],
        &["Boni 2025-07-01/1 clash.ambush: r1", "Mopti 2025-07-01/1 clash.ambush: r2"],
    );
    check(
        &[on("r1", "Boni"), on("r3", "Sévaré"), region("r2", ">mli_fama"), region("r4", "jnim>")],
        &[
            "Boni 2025-07-01/1 clash.ambush: r1",
            "Mopti 2025-07-01/1 clash.ambush: r2",
            "Mopti 2025-07-01/1 clash.ambush: r4",
            "Sévaré 2025-07-01/1 clash.ambush: r3",
        ],
    );
}

#[test]
fn an_undated_report_takes_the_day_of_a_change_of_hands() {
    let taken = |report: &str| Say::new(report, "terr.capture").town("Kidal").who("fla>mli_fama");
    check(
        &[taken("r1").day("2026-04-25"), taken("r2"), Say::new("r2", "clash.base").town("Boni")],
        &["Boni 2026-04-25/2 clash.base: r2", "Kidal 2026-04-25/1 terr.capture: r1 r2"],
    );
    // Taken twice in two years: no day, so none of it joins.
    check(
        &[taken("r1").day("2026-04-25"), taken("r3").day("2025-01-10"), taken("r2")],
        &[
            "Kidal 2025-01-10/1 terr.capture: r3",
            "Kidal 2026-04-25/1 terr.capture: r1",
            "Kidal undated terr.capture: r2",
        ],
    );
}

#[test]
fn an_undated_report_takes_the_day_of_a_victim() {
    let killed = |report: &str| {
        Say::new(report, "civ.assassination").town("Kati").victim(CAMARA).day("2026-04-25")
    };
    // Named in the same breath as the fall of a town.
    let fall = Say::new("r2", "terr.capture").town("Kidal").victim(CAMARA);
    check(
        &[killed("r1"), fall.clone(), Say::new("r2", "clash.base").town("Boni")],
        &[
            "Boni 2026-04-25/2 clash.base: r2",
            "Kati 2026-04-25/1 civ.assassination: r1",
            "Kidal 2026-04-25/2 terr.capture: r2",
        ],
    );
    check(
        &[killed("r1"), killed("r3").day("2025-01-01"), fall],
        &[
            "Kati 2025-01-01/1 civ.assassination: r3",
            "Kati 2026-04-25/1 civ.assassination: r1",
            "Kidal undated terr.capture: r2",
        ],
    );
}

#[test]
fn an_undated_town_is_one_incident_of_its_report() {
    let say = |report: &str| Say::new(report, "clash.base").town("Boni");
    check(
        &[say("r1"), say("r1"), say("r2"), say("r3").day("2025-07-01")],
        &[
            "Boni 2025-07-01/1 clash.base: r3",
            "Boni undated clash.base: r1",
            "Boni undated clash.base: r2",
        ],
    );
}

#[test]
fn near_copies_share_incidents() {
    let say = |report: &str| {
        Say::new(report, "clash.base").region("ML", "Mopti").time("2025-07-01", 2).copy(7)
    };
    check(&[say("r1"), say("r2"), say("r2")], &["Mopti 2025-07-01/2 clash.base: r1 r2"]);
}

#[test]
fn history_joins_and_never_forms() {
    let past = Say::new("r2", "clash.base").town("Boni").realis(Realis::Background);
    check(&[past.clone().day("2025-07-01")], &[]);
    check(
        &[past.day("2025-07-01"), Say::new("r1", "clash.base").town("Boni").day("2025-07-01")],
        &["Boni 2025-07-01/1 clash.base: r1 r2"],
    );
}

#[test]
fn denials_join_what_they_speak_of_else_they_are_statements() {
    let denial = Say::new("r2", "clash.base")
        .town("Boni")
        .day("2025-07-02")
        .realis(Realis::Denied)
        .party("mli_fama", Role::Denier);
    check(std::slice::from_ref(&denial), &["said Boni 2025-07-02/1 say.denial+clash.base: r2"]);
    check(
        &[denial, Say::new("r1", "clash.base").town("Boni").day("2025-07-01")],
        &["Boni 2025-07-01/1 clash.base+say.denial: r1 r2"],
    );
}

#[test]
fn a_claim_joins_the_attack_it_speaks_of() {
    let claim = |town: &str| {
        Say::new("r2", "say.claim").town(town).day("2025-07-01").party("jnim", Role::Claimant)
    };
    let attack = Say::new("r1", "clash.base").town("Boni").day("2025-07-01");
    check(&[attack.clone(), claim("Boni")], &["Boni 2025-07-01/1 clash.base+say.claim: r1 r2"]);
    check(
        &[attack, claim("Kayes")],
        &["Boni 2025-07-01/1 clash.base: r1", "said Kayes 2025-07-01/1 say.claim: r2"],
    );
}

#[test]
fn threats_and_plans_are_statements() {
    let say = |realis| Say::new("r1", "clash.base").town("Boni").day("2025-07-01").realis(realis);
    check(&[say(Realis::Threatened)], &["said Boni 2025-07-01/1 say.threat+clash.base: r1"]);
    check(&[say(Realis::Planned)], &["said Boni 2025-07-01/1 say.statement+clash.base: r1"]);
}

#[test]
fn statements_are_one_per_report_and_code() {
    let say = |report: &str, code: &str| Say::new(report, code).time("2025-07-01", 2);
    check(
        &[
            say("r1", "say.statement"),
            say("r1", "say.statement"),
            say("r1", "pol.decree"),
            say("r2", "say.statement"),
        ],
        &[
            "said - 2025-07-01/2 pol.decree: r1",
            "said - 2025-07-01/2 say.statement: r1",
            "said - 2025-07-01/2 say.statement: r2",
        ],
    );
}

#[test]
fn a_sum_without_parts_is_news() {
    let sum = Say::new("r1", "clash.base").region("ML", "Mopti").day("2025-07-01").sums_up();
    check(std::slice::from_ref(&sum), &["Mopti 2025-07-01/1 clash.base: r1"]);
    check(
        &[sum, Say::new("r1", "clash.base").town("Boni").day("2025-07-01").who("jnim>")],
        &["Boni 2025-07-01/1 clash.base: r1"],
    );
}

#[test]
fn a_victim_is_one_event_within_seven_days_only() {
    let killed = |report: &str, town: &str, day: &str| {
        Say::new(report, "civ.abduction").town(town).day(day).victim("Aliou Exemple")
    };
    check(
        &[
            killed("r1", "Boni", "2025-07-01"),
            killed("r2", "Kayes", "2025-07-08"),
            killed("r3", "Kayes", "2025-07-08"),
            killed("r4", "Boni", "2025-07-09"),
        ],
        &["Boni 2025-07-09/1 civ.abduction: r4", "Kayes 2025-07-01/1 civ.abduction: r1 r2 r3"],
    );
}
