//! The store as several processes and readers meet it.

use std::path::PathBuf;

use jiff::Timestamp;
use vigie::{
    code::{self, Coder},
    ingest::{self, Given},
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
