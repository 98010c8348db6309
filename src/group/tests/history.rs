//! Ids over regroupings, decisions by hand, and what statements speak of.

use super::*;

fn on(report: &str, day: &str) -> Say {
    Say::new(report, "clash.base").town("Boni").day(day)
}

fn anchor(report: &str) -> Anchor {
    Anchor { report: report.into(), evidence: Span::new(0, 9) }
}

fn decision(at: &str, what: Ruling) -> Decision {
    Decision { by: "awa".into(), at: at.parse().unwrap(), what }
}

fn grouped(says: &[Say], decisions: &[Decision]) -> Vec<String> {
    incidents(names(), &told(says), decisions).iter().map(line).collect()
}

const EARLY: &str = "2026-08-02T00:00:00Z";
const LATE: &str = "2026-08-03T00:00:00Z";

#[test]
fn a_merge_joins_what_the_rules_keep_apart() {
    let says = [on("r1", "2025-07-01"), on("r2", "2025-07-20")];
    let merge = decision(EARLY, Ruling::Merge { mentions: vec![anchor("r1"), anchor("r2")] });
    let found = incidents(names(), &told(&says), &[merge]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].edited_by.as_deref(), Some("awa"));
    assert_eq!(found[0].otherwise.as_deref(), Some("the rules alone make 2 incidents of it"));
    assert_eq!(found[0].changed, EARLY.parse().unwrap());
}

#[test]
fn a_split_holds_against_new_reports() {
    let split = || {
        let (left, right) = (vec![anchor("r1")], vec![anchor("r2")]);
        decision(EARLY, Ruling::Split { left, right })
    };
    let says = [on("r1", "2025-07-01"), on("r2", "2025-07-01"), on("r3", "2025-07-01")];
    let two = ["Boni 2025-07-01/1 clash.base: r1 r3", "Boni 2025-07-01/1 clash.base: r2"];
    assert_eq!(grouped(&says, &[split()]), two);
    // The later decision stands, in whatever order they are given.
    let merge = || decision(LATE, Ruling::Merge { mentions: vec![anchor("r1"), anchor("r2")] });
    let one = ["Boni 2025-07-01/1 clash.base: r1 r2 r3"];
    assert_eq!(grouped(&says, &[split(), merge()]), one);
    assert_eq!(grouped(&says, &[merge(), split()]), one);
}

#[test]
fn a_decision_that_the_rules_agree_with_leaves_no_mark() {
    let says = [on("r1", "2025-07-01"), on("r2", "2025-07-01")];
    let merge = decision(EARLY, Ruling::Merge { mentions: vec![anchor("r1"), anchor("r2")] });
    let found = incidents(names(), &told(&says), &[merge]);
    assert_eq!(found[0].otherwise, None);
}

fn known(incidents: &[Incident]) -> Vec<Known> {
    let known = |it: &Incident| Known { id: it.id.clone(), members: it.members.clone() };
    incidents.iter().map(known).collect()
}

fn ids(incidents: &[Incident]) -> Vec<&str> {
    incidents.iter().map(|it| it.id.as_str()).collect()
}

fn found(says: &[Say]) -> Vec<Incident> {
    incidents(names(), &told(says), &[])
}

#[test]
fn ids_are_kept_redirected_and_withdrawn() {
    let mut first =
        found(&[on("r1", "2025-07-01"), on("r2", "2025-07-03"), on("r3", "2025-08-01")]);
    assert_eq!(assign_ids(&[], &mut first, |_| false), Redirects::default());
    let [a, b, c] = ids(&first)[..] else { panic!("{first:#?}") };
    assert!(a != b && b != c && a != c);

    // A day between joins the two; the third is no more.
    let mut second = found(&[
        on("r1", "2025-07-01"),
        on("r2", "2025-07-03"),
        on("r4", "2025-07-02"),
        on("r5", "2025-07-02"),
    ]);
    let redirects = assign_ids(&known(&first), &mut second, |_| false);
    assert_eq!(ids(&second), [a]);
    assert_eq!(redirects.moved, [(Slug::from(b), Slug::from(a))]);
    assert_eq!(redirects.withdrawn, [Slug::from(c)]);

    // Apart again: the id stays with one, the other gets one of its own.
    let mut third = found(&[on("r1", "2025-07-01"), on("r2", "2025-07-03")]);
    let redirects = assign_ids(&known(&second), &mut third, |it| it == b);
    assert_eq!(third[0].id, *a);
    assert!(third[1].id != *a && third[1].id != *b);
    assert_eq!(redirects, Redirects::default());
}

/// One sentence lists the towns: the mentions share report, words and kind.
#[test]
fn towns_of_one_sentence_keep_their_ids() {
    let mut told = told(&[
        Say::new("r1", "clash.base").town("Boni"),
        Say::new("r1", "clash.base").town("Kayes"),
        Say::new("r1", "clash.base").town("Niono"),
    ]);
    for it in &mut told {
        it.mention.evidence = Span::new(0, 90);
    }
    let mut first = incidents(names(), &told, &[]);
    assign_ids(&[], &mut first, |_| false);
    let mut reversed = known(&first);
    reversed.reverse();
    let mut second = incidents(names(), &told, &[]);
    assert_eq!(assign_ids(&reversed, &mut second, |_| false), Redirects::default());
    assert_eq!(ids(&second), ids(&first));
}

#[test]
fn a_statement_speaks_of_the_incident_beside_it() {
    let statement =
        Say::new("r1", "say.statement").time("2025-07-01", 2).party("jnim", Role::Other);
    let check = |says: &[Say], expect: Option<&str>| {
        let found = found(says);
        let at = found.iter().position(|it| it.statement).unwrap();
        let town = about(&found)[at].map(|it| found[it].place.town.clone().unwrap());
        assert_eq!(town.as_deref(), expect);
    };
    let kayes = || Say::new("r1", "clash.base").town("Kayes").day("2025-07-01");
    check(std::slice::from_ref(&statement), None);
    check(&[statement.clone(), on("r1", "2025-07-01")], Some("Boni"));
    check(&[statement.clone(), on("r2", "2025-07-01")], None);
    check(&[statement.clone(), on("r1", "2025-07-01"), kayes()], None);
    check(&[statement, on("r1", "2025-07-01"), kayes().who("jnim>")], Some("Kayes"));
}
