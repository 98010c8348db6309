use std::collections::BTreeMap;

use super::incident;
use crate::{
    model::{
        About, ClaimRow, Incident, Realis, Scope, Slug, Stance, TollKind, TollRow, Verification,
    },
    output::sitrep::{Cite, Language, Shape, Sitrep, write},
    theatre::Names,
};

fn told() -> Incident {
    let mut it = incident();
    let member = r#"{"report":"r1","evidence":[0,1],"event":"bomb.svbied","why":""}"#;
    it.members = vec![serde_json::from_str(member).expect("a member")];
    it.tolls = vec![TollRow {
        by: Some("jnim".into()),
        side: Some("mli_fama".into()),
        kind: TollKind::Dead,
        low: Some(9),
        high: None,
        scope: Scope::Event,
        provisional: false,
        report: "r1".into(),
        words: "nine".into(),
    }];
    it.claims = vec![ClaimRow {
        by: Some("jnim".into()),
        stance: Stance::Claims,
        about: About::Responsibility,
        control: None,
        report: "r1".into(),
        at: it.changed,
        words: "our men did it".into(),
    }];
    it
}

fn written(incidents: &[Incident], language: Language, shape: Shape) -> String {
    let cite = Cite { publisher: "Radio Dune".into(), url: Some("https://dune.example/1".into()) };
    let cites = BTreeMap::from([(Slug::from("r1"), cite)]);
    let mut out = Vec::new();
    let sitrep = Sitrep {
        names: Names::embedded("sahel"),
        incidents,
        cites: &cites,
        from: "2026-04-20T00:00:00Z".parse().expect("an instant"),
        to: "2026-04-27T00:00:00Z".parse().expect("an instant"),
        filter: "town:kati",
        language,
        shape,
    };
    write(&sitrep, &mut out).expect("memory takes it");
    String::from_utf8(out).expect("text")
}

#[test]
fn four_parts_with_every_line_cited() {
    let claimed =
        Incident { verification: Verification::Unconfirmed, realis: Realis::Claimed, ..told() };
    let text = written(&[told(), claimed], Language::English, Shape::Sitrep);
    insta::assert_snapshot!(text);
    for line in text.lines().filter(|it| it.trim_start().starts_with("- ")) {
        assert!(line.ends_with("([Radio Dune](https://dune.example/1))"), "{line}");
    }
}

#[test]
fn french_has_its_own_words() {
    let disputed = Incident { verification: Verification::Disputed, ..told() };
    insta::assert_snapshot!(written(&[disputed], Language::French, Shape::Sitrep));
}

#[test]
fn a_handover_leaves_out_what_is_settled() {
    let text = written(&[told()], Language::English, Shape::Handover);
    assert!(!text.contains("## Confirmed") && text.contains("## Disputed"), "{text}");
}

#[test]
fn every_code_has_french_words() {
    for code in &Names::embedded("sahel").events.code {
        let it = Incident { event: code.id.clone(), ..told() };
        let text = written(&[it], Language::French, Shape::Sitrep);
        assert!(!text.contains(&format!(" : {}", code.what)), "{} is in English", code.id);
    }
}
