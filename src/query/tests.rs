use jiff::Timestamp;
use proptest::prelude::*;

use crate::theatre::Names;

use super::{
    Term,
    ast::{Node, Personal},
    complete, parse,
};

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
fn what_is_a_persons_own_says_yes_or_no() {
    for key in ["star", "unread", "new", "mine"] {
        check_fault(&format!("{key}:maybe"), key.len() + 1, "yes or no");
    }
    check_fault("triage:", 7, "a triage state");
    for (line, key, value) in [
        ("star:yes", Personal::Star, "yes"),
        ("star:no", Personal::Star, "yes"),
        ("mine:no", Personal::Mine, "yes"),
        ("note:\"fuel convoy\"", Personal::Note, "fuel convoy"),
        ("triage:open", Personal::Triage, "open"),
    ] {
        let query = parse(line, names(), now()).unwrap();
        assert!(query.is_personal(), "{line}");
        let mut asked = Vec::new();
        let query = query.with_personal(&mut |key, value| {
            asked.push((key, value.to_owned()));
            ["i1".into()].into()
        });
        assert_eq!(asked, [(key, value.to_owned())], "{line}");
        let no = matches!(&query.root, Node::Not(it) if matches!(**it, Node::Term(Term::Ids(_))));
        let yes = matches!(&query.root, Node::Term(Term::Ids(_)));
        assert!(if line.ends_with(":no") { no } else { yes }, "{line}: {:?}", query.root);
    }
}

#[test]
fn an_actor_takes_in_its_children() {
    let query = parse("actor:jnim", names(), now()).unwrap();
    let Node::Term(Term::Actor(_, named)) = &query.root else { panic!("{query:?}") };
    assert!(named.any.iter().any(|it| it == "katiba_macina"), "{named:?}");
    assert!(!named.any.iter().any(|it| it == "aqim"), "{named:?}");
}

/// Before the `|` stands the cursor; what comes first replaces the line from `from`.
fn check_completion(line: &str, from: usize, first: &str) {
    let cursor = line.find('|').unwrap();
    let completion = complete(&line.replace('|', ""), cursor, names());
    let texts: Vec<&str> = completion.candidates.iter().map(|it| it.text.as_str()).collect();
    assert!(texts.contains(&first), "{line}: {texts:?}");
    assert_eq!(completion.from, from, "{line}");
    for it in &completion.candidates {
        let line = format!("{}{}", line.get(..from).unwrap(), it.text);
        let complete = !it.text.ends_with(':');
        assert!(!complete || parse(&line, names(), now()).is_ok(), "{line}");
    }
}

#[test]
fn keys_and_values_are_completed() {
    check_completion("|", 0, "actor:");
    check_completion("act|", 0, "actor:");
    check_completion("-re|", 1, "realis:");
    check_completion("(sou|", 1, "source:");
    check_completion("actor:jn|", 6, "jnim");
    check_completion("actor:jnim,mac|", 11, "katiba_macina");
    check_completion("a town:kid|", 7, "Kidal");
    check_completion("town:nioro du s|", 5, "\"Nioro du Sahel\"");
    check_completion("town:\"nioro du s|", 5, "\"Nioro du Sahel\"");
    check_completion("town:kidal dea|", 11, "deaths:");
    check_completion("kind:bomb.s|", 5, "bomb.svbied");
    check_completion("target:conv|", 7, "convoy");
    check_completion("since:7|", 6, "7d");
    check_completion("verification:dis|", 13, "disputed");
    check_completion("actor:نصرة|", 6, "jnim");
}

/// Lines out of pieces of the language, well-formed or not.
fn line() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("actor:jnim"),
        Just("town:kidal"),
        Just("town:nioro"),
        Just("du sahel"),
        Just("region:mopti,gao"),
        Just("kind:bomb"),
        Just("deaths>5"),
        Just("severity:3..4"),
        Just("since:7d"),
        Just("on:2026-04..2026-05-02"),
        Just("until<=48h"),
        Just("("),
        Just(")"),
        Just("-"),
        Just("NOT "),
        Just("OR"),
        Just("AND"),
        Just("convoy"),
        Just("l'armée"),
        Just("\"fuel convoy\""),
        Just("\""),
        Just("person:goïta"),
        Just("جيش"),
        Just(":"),
        Just("lang:fr,other"),
        Just("publisher:\"rfi fr\""),
        Just("target:base,fla"),
        Just(","),
        Just("undated:yes"),
        Just("triage:open"),
        Just("late:no"),
        Just("source:rfi"),
    ];
    proptest::collection::vec(piece, 0..7).prop_map(|it| it.join(" "))
}

proptest! {
    #[test]
    fn what_is_read_and_written_reads_the_same(line in line()) {
        if let Ok(query) = parse(&line, names(), now()) {
            let written = query.to_string();
            let again = parse(&written, names(), now());
            prop_assert_eq!(again.as_ref(), Ok(&query), "{} -> {}", line, written);
        }
    }

    #[test]
    fn nothing_panics(line in "\\PC{0,30}", cursor in 0_usize..40) {
        if let Err(err) = parse(&line, names(), now()) {
            prop_assert!(line.is_char_boundary(err.at), "{} {}", line, err.at);
        }
        complete(&line, cursor, names());
    }
}
