//! What is grouped later comes out as if it had been grouped at once.

use std::sync::LazyLock;

use jiff::ToSpan;
use proptest::{prelude::*, sample::select};

use crate::{
    code::{self, Coder},
    model::{Incident, Lang, Passage, PassageKind, Published, Report, Span, Text},
    store::{Batch, Coded, Writer, incidents, meta},
    theatre::Names,
};

use super::build::{folder, now, today};

const EVENTS: [&str; 6] = [
    "JNIM fighters attacked an army post in {t} and killed {n} soldiers.",
    "Gunmen attacked the army in {t}; {n} soldiers died, residents said.",
    "The army said it repelled an attack by JNIM in {t}.",
    "A roadside bomb killed {n} civilians near {t}.",
    "JNIM claimed the attack in {t}.",
    "Football: {t} won {n} to one.",
];

static CODER: LazyLock<Coder<'static>> = LazyLock::new(|| Coder::new(Names::embedded("sahel")));

prop_compose! {
    fn report()(
        id in 0_u8..9,
        event in select(EVENTS.to_vec()),
        town in select(vec!["Gao", "Kidal"]),
        dead in 2_u8..4,
        days in 0_i64..4,
    ) -> Report {
        let text = event.replace("{t}", town).replace("{n}", &dead.to_string());
        let span = Span::new(0, text.len());
        let passages = vec![Passage { kind: PassageKind::Paragraph, span }];
        Report {
            id: format!("r{id}").into(),
            source: "wire".into(),
            publisher: format!("p{id}"),
            path: None,
            url: None,
            guid: None,
            lang: Some(Lang::En),
            published: Some(Published::Day(today() - days.days())),
            first_seen: now(),
            text: Text { text, passages },
            faults: Vec::new(),
        }
    }
}

/// Everything that stands, with its id.
fn standing(writer: &Writer<'_>) -> Vec<Incident> {
    let generation = meta::generation(&writer.db).unwrap();
    let mut all: Vec<_> =
        incidents::all(&writer.db, generation).unwrap().into_iter().map(|it| it.incident).collect();
    all.sort_by(|a, b| a.id.cmp(&b.id));
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn later_is_as_good_as_at_once(
        batches in proptest::collection::vec(
            (proptest::collection::vec(report(), 1..4), any::<bool>()), 1..7),
    ) {
        let (names, coder) = (Names::embedded("sahel"), &*CODER);
        let dir = folder();
        let mut writer = Writer::open(&dir, names, code::VERSION).unwrap();
        for (reports, group_later) in batches {
            let coded = |report: Report| {
                let coding = Some(code::report(coder, &report));
                Coded { report, coding }
            };
            let reports = reports.into_iter().map(coded).collect();
            let mut batch = Batch { reports, group_later, ..Batch::default() };
            writer.commit(&mut batch, now()).unwrap();
        }
        writer.group_waiting(now()).unwrap();
        prop_assert_eq!(writer.group_waiting(now()).unwrap(), 0);
        let found = standing(&writer);
        let code = |reports: &[Report]| {
            reports.iter().map(|it| code::report(coder, it)).collect()
        };
        writer.rebuild(&code, &mut |_, _| {}, now()).unwrap();
        prop_assert_eq!(found, standing(&writer));
        let _ = std::fs::remove_dir_all(dir);
    }
}
