use jiff::Timestamp;

use crate::theatre::Names;

use super::{ast::Node, parse};

fn now() -> Timestamp {
    "2026-05-02T10:00:00Z".parse().unwrap()
}

fn names() -> &'static Names {
    Names::embedded("sahel")
}

/// `line` reads as a query that is written as `written`, and that reads back as the same.
fn check(line: &str, written: &str) {
    let query = parse(line, names(), now()).unwrap_or_else(|err| panic!("{line}: {err:?}"));
    assert_eq!(query.to_string(), written, "{line}");
    let again = parse(written, names(), now()).unwrap_or_else(|err| panic!("{written}: {err:?}"));
    assert_eq!(again, query, "{written}");
}

fn check_fault(line: &str, at: usize, expected: &str) {
    let err = parse(line, names(), now()).expect_err(line);
    assert_eq!(err.at, at, "{line}: {err:?}");
    assert!(err.expected.contains(expected), "{line}: {err:?}");
}

#[test]
fn lines_read_and_write_back() {
    check("", "");
    check("  ", "");
    check("convoy", "convoy");
    check("\"fuel convoy\"", "\"fuel convoy\"");
    check("l'Armée", "l-armee");
    check("actor:jnim", "actor:jnim");
    check("actor:JNIM,fla deaths>5", "actor:JNIM,fla deaths>5");
    check("a AND b OR c", "a b OR c");
    check("a (b OR c)", "a (b OR c)");
    check("-(a b)", "-(a b)");
    check("NOT realis:alleged", "-realis:alleged");
    check("--a", "a");
    check("severity:3..5 deaths=0 wounded<=3", "severity:3..5 deaths:0 wounded<=3");
    check("on:2026-04 since:7d until:48h", "on:2026-04 since:7d until:48h");
    check("on:2026-04-01..2026-05 since:..today", "on:2026-04-01..2026-05 since:..today");
    check("on>=2026-04-25", "on>=2026-04-25");
    check("undated:yes late:no lang:fr,other", "undated:yes late:no lang:fr,other");
    check("kind:bomb source:rfi publisher:RFI.fr", "kind:bomb source:rfi publisher:rfi.fr");
    check("target:jnim,convoy", "target:jnim,convoy");
    check("triage:open mine:yes star:yes", "triage:open mine:yes star:yes");
    check("(verification:disputed)", "verification:disputed");
    check("جيش", "جيش");
}

#[test]
fn faults_say_where_and_what() {
    check_fault("actor:nobody at all", 6, "actor of the theatre");
    check_fault("colour:red", 0, "one of the keys");
    check_fault("deaths>many", 7, "number");
    check_fault("on:yesterday", 3, "date");
    check_fault("on:2026-13", 3, "date");
    check_fault("(a OR b", 7, "closing bracket");
    check_fault("a)", 1, "the end");
    check_fault("\"open", 5, "closing quote");
    check_fault("a OR", 4, "a word");
    check_fault("realis:sure", 7, "occurred");
    check_fault("actor>jnim", 6, "colon");
    check_fault("&", 0, "letters");
    check_fault(&"(".repeat(100), 64, "fewer brackets");
}

#[test]
fn an_actor_takes_in_its_children() {
    let query = parse("actor:jnim", names(), now()).unwrap();
    let Node::Term(super::Term::Actor(_, named)) = &query.root else { panic!("{query:?}") };
    assert!(named.any.iter().any(|it| it == "katiba_macina"), "{named:?}");
    assert!(!named.any.iter().any(|it| it == "aqim"), "{named:?}");
}
