//! The store as several processes and readers meet it.

mod processes;

use std::{
    collections::BTreeMap,
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use vigie::{
    code::{self, Coder},
    ingest::{self, Given},
    model::Published,
    query::Query,
    store::{List, Page, Reader, ReportPage, Writer},
    theatre::Names,
};

fn now() -> Timestamp {
    "2026-05-03T20:00:00Z".parse().expect("an instant")
}

/// An empty folder of its own for a test.
fn folder(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("vigie-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).expect("a folder for the test");
    dir
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let dir = folder("twice");
    let file = dir.join("one.txt");
    std::fs::write(&file, "Attack in Tessit\n\nTwo soldiers were killed in Tessit on Monday.")
        .unwrap();
    let names = Names::embedded("sahel");
    let coder = Coder::new(names);
    let mut writer = Writer::open(&dir, names, code::VERSION).unwrap();
    let mut take = || {
        let paths = [file.clone()];
        let given = Given::default();
        ingest::documents(&mut writer, &coder, &paths, &given, now(), &mut |_| {}).unwrap()
    };
    assert_eq!((take().new, take().known), (1, 1));
    let reader = Reader::open(&dir).unwrap();
    let all = Query::all(now());
    assert_eq!(reader.reports(&all, &ReportPage::default()).unwrap().len(), 1);
    let before = reader.load(&all, &Page::all(List::Both)).unwrap();
    take();
    let mut after = reader.load(&all, &Page::all(List::Both)).unwrap();
    after.seq = before.seq;
    assert_eq!(before, after);
    let _ = std::fs::remove_dir_all(dir);
}

/// Partition and ids, free of the order of rows: id → members.
fn incidents(dir: &Path) -> BTreeMap<String, Vec<String>> {
    let reader = Reader::open(dir).unwrap();
    let all = reader.load(&Query::all(now()), &Page::all(List::Both)).unwrap();
    let members = |it: &vigie::model::Incident| {
        it.members
            .iter()
            .map(|it| format!("{} {:?} {}", it.report, it.evidence, it.event))
            .collect()
    };
    all.rows.iter().map(|it| (it.incident.id.to_string(), members(&it.incident))).collect()
}

/// The demo archive's documents that a folder would give.
fn archive() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/demo");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().path())
        .filter(|it| it.extension().is_some_and(|it| it != "toml"))
        .collect();
    files.sort();
    files
}

fn take(writer: &mut Writer<'_>, coder: &Coder<'_>, files: &[PathBuf]) {
    let taken =
        ingest::documents(writer, coder, files, &Given::default(), now(), &mut |_| {}).unwrap();
    assert_eq!(taken.faults, []);
}

#[test]
fn any_order_and_recode_give_the_same_incidents() {
    let names = Names::embedded("sahel");
    let coder = Coder::new(names);
    let files = archive();
    let mut partitions = Vec::new();
    for turn in 0..4 {
        let dir = folder(&format!("order{turn}"));
        let mut writer = Writer::open(&dir, names, code::VERSION).unwrap();
        let mut files = files.clone();
        match turn {
            0 => take(&mut writer, &coder, &files),
            1 => files.iter().for_each(|it| take(&mut writer, &coder, std::slice::from_ref(it))),
            2 => files
                .iter()
                .rev()
                .for_each(|it| take(&mut writer, &coder, std::slice::from_ref(it))),
            _ => {
                files.rotate_left(5);
                files.chunks(3).for_each(|it| take(&mut writer, &coder, it));
            }
        }
        let before = incidents(&dir);
        ingest::recode(&mut writer, &coder, now(), &mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!(before, incidents(&dir), "recode after order {turn}");
        let mut partition: Vec<_> = before.into_values().collect();
        partition.sort();
        partitions.push(partition);
        let _ = std::fs::remove_dir_all(dir);
    }
    assert!(!partitions[0].is_empty());
    for (turn, partition) in partitions.iter().enumerate() {
        assert_eq!(partition, &partitions[0], "order {turn}");
    }
}

#[test]
fn another_coders_reports_wait_and_are_coded_later() {
    let dir = folder("waiting");
    let names = Names::embedded("sahel");
    let coder = Coder::new(names);
    let files = archive();
    let (some, others) = files.split_at(4);
    let mut writer = Writer::open(&dir, names, code::VERSION).unwrap();
    take(&mut writer, &coder, some);
    let mut stranger = Writer::open(&dir, names, code::VERSION + 1).unwrap();
    take(&mut stranger, &coder, others);
    let reader = Reader::open(&dir).unwrap();
    let waiting = reader.info().unwrap().uncoded;
    assert!(waiting > 0);
    let coded = ingest::code_waiting(&mut stranger, &coder, now()).unwrap();
    assert_eq!(coded, 0, "only the store's own coder may");
    let coded = ingest::code_waiting(&mut writer, &coder, now()).unwrap();
    assert_eq!((coded as u64, reader.info().unwrap().uncoded), (waiting, 0));
    let whole = folder("at-once");
    take(&mut Writer::open(&whole, names, code::VERSION).unwrap(), &coder, &files);
    let partition = |dir: &Path| {
        let mut all: Vec<_> = incidents(dir).into_values().collect();
        all.sort();
        all
    };
    assert_eq!(partition(&dir), partition(&whole));
    for dir in [dir, whole] {
        let _ = std::fs::remove_dir_all(dir);
    }
}

#[test]
fn a_changed_text_is_a_revision_and_tells_anew() {
    let dir = folder("revision");
    let names = Names::embedded("sahel");
    let coder = Coder::new(names);
    let mut writer = Writer::open(&dir, names, code::VERSION).unwrap();
    let file = dir.join("one.txt");
    let url = Some("https://example.org/one".to_owned());
    let given =
        Given { published: "2026-04-28".parse().ok().map(Published::Day), url, source: None };
    let mut take = |text: &str| {
        std::fs::write(&file, text).unwrap();
        let paths = [file.clone()];
        ingest::documents(&mut writer, &coder, &paths, &given, now(), &mut |_| {}).unwrap()
    };
    take(
        "Attack in Tessit\n\nJNIM fighters attacked an army post in Tessit on Monday, killing two soldiers.",
    );
    let revised = take(
        "Attack in Djibo\n\nJNIM fighters attacked an army post in Djibo on Monday, killing four soldiers.",
    );
    assert_eq!((revised.new, revised.revised), (0, 1));
    let reader = Reader::open(&dir).unwrap();
    let rows = reader.load(&Query::all(now()), &Page::all(List::Incidents)).unwrap().rows;
    let towns: Vec<_> = rows.iter().map(|it| it.incident.place.town.as_deref()).collect();
    assert_eq!(towns, [Some("Djibo")]);
    let reports = reader.reports(&Query::all(now()), &ReportPage::default()).unwrap();
    assert_eq!(reports[0].revisions, 2);
    let older = reader.revisions(&reports[0].report.id).unwrap();
    assert!(older[0].text.text.contains("Tessit"));
    take(
        "Attack in Tessit\n\nJNIM fighters attacked an army post in Tessit on Monday, killing two soldiers.",
    );
    let reports = reader.reports(&Query::all(now()), &ReportPage::default()).unwrap();
    assert_eq!(reports[0].revisions, 2, "an older text that comes back is known");
    let _ = std::fs::remove_dir_all(dir);
}
