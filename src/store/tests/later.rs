//! What is grouped later comes out as if it had been grouped at once.

use std::{ops::ControlFlow, sync::LazyLock};

use jiff::ToSpan;
use proptest::{prelude::*, sample::select};

use crate::{
    code::{self, Coder},
    model::{Incident, Lang, Published, Report},
    store::{Batch, Coded, Reader, Writer, incidents, meta},
    theatre::{Names, embedded_files},
};

use super::build::{folder, now, paragraph, today};

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
        let published = Some(Published::Day(today() - days.days()));
        let publisher = format!("p{id}");
        Report { publisher, published, ..told(&format!("r{id}"), &text) }
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
        writer.rebuild(&code, &mut |_, _| ControlFlow::Continue(()), now()).unwrap();
        prop_assert_eq!(found, standing(&writer));
        let _ = std::fs::remove_dir_all(dir);
    }
}

fn told(id: &str, text: &str) -> Report {
    let published = Some(Published::Day(today()));
    Report { lang: Some(Lang::En), published, ..paragraph(id, text) }
}

fn commit(writer: &mut Writer<'_>, report: Report) {
    let coding = Some(code::report(&CODER, &report));
    let reports = vec![Coded { report, coding }];
    writer.commit(&mut Batch { reports, ..Batch::default() }, now()).unwrap();
}

#[test]
fn a_writer_of_another_pack_groups_nothing() {
    let names = Names::embedded("sahel");
    let mut files = embedded_files("sahel").unwrap();
    for (name, text) in &mut files {
        if name == "towns.tsv" {
            *text = text.lines().take(40).collect::<Vec<_>>().join("\n").into();
        }
    }
    let others = Names::lenient(&files);
    let dir = folder();
    let mut writer = Writer::open(&dir, names, code::VERSION).unwrap();
    commit(
        &mut writer,
        told("a", "JNIM fighters attacked an army post in Gao and killed 3 soldiers."),
    );
    commit(
        &mut writer,
        told("b", "Gunmen attacked the army in Gao; 3 soldiers died, residents said."),
    );
    let before = standing(&writer);
    let mut stranger = Writer::open(&dir, &others, code::VERSION).unwrap();
    assert_ne!(stranger.stamp(), writer.stamp());
    commit(
        &mut stranger,
        told("a", "A roadside bomb killed 9 civilians near Kidal, residents said."),
    );
    assert_eq!(stranger.group_waiting(now()).unwrap(), 0);
    assert_eq!(standing(&writer), before, "a stranger changes no incident");
    let info = Reader::open(&dir).unwrap().info().unwrap();
    assert_eq!((info.uncoded, info.ungrouped), (1, 1));
    let waiting = writer.waiting(9).unwrap();
    let codings: Vec<_> =
        waiting.into_iter().map(|it| (it.clone(), code::report(&CODER, &it))).collect();
    writer.commit_codings(&codings, now()).unwrap();
    let info = Reader::open(&dir).unwrap().info().unwrap();
    assert_eq!((info.uncoded, info.ungrouped), (0, 0));
    let found = standing(&writer);
    let code = |reports: &[Report]| reports.iter().map(|it| code::report(&CODER, it)).collect();
    writer.rebuild(&code, &mut |_, _| ControlFlow::Continue(()), now()).unwrap();
    assert_eq!(found, standing(&writer));
    let stopped = writer.rebuild(&code, &mut |_, _| ControlFlow::Break(()), now());
    assert!(stopped.is_err());
    assert_eq!(found, standing(&writer), "a rebuilding that is stopped changes nothing");
    let _ = std::fs::remove_dir_all(dir);
}
