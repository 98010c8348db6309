//! The ground rules: who may open, who waits for whom, what becomes of ids.

use std::time::Duration;

use crate::{
    model::Slug,
    store::{
        Batch, Found, Reader, StoreError, Writer,
        ids::{self, Fate},
        schema,
    },
    theatre::Names,
};

use super::build::{folder, now};

fn writer(dir: &std::path::Path) -> Writer<'static> {
    Writer::open(dir, Names::embedded("sahel"), 1).unwrap()
}

#[test]
fn a_newer_schema_is_refused_by_all() {
    let dir = folder();
    writer(&dir).db.pragma_update(None, "user_version", schema::KNOWN + 1).unwrap();
    let refused = |result: StoreError| matches!(result, StoreError::Newer { .. });
    assert!(refused(Reader::open(&dir).unwrap_err()));
    assert!(refused(Writer::open(&dir, Names::embedded("sahel"), 1).unwrap_err()));
    let _ = std::fs::remove_dir_all(dir);
}

#[test]
fn where_nothing_is_a_reader_says_so() {
    let dir = folder();
    assert!(matches!(Reader::open(&dir), Err(StoreError::Missing(_))));
    assert!(!dir.exists(), "a reader makes nothing");
}

#[test]
fn another_theatre_is_refused() {
    let dir = folder();
    let mut here = writer(&dir);
    here.commit(&mut Batch::default(), now()).unwrap();
    here.db.execute("UPDATE meta SET value = 'elsewhere' WHERE key = 'theatre'", []).unwrap();
    let err = Writer::open(&dir, Names::embedded("sahel"), 1).unwrap_err();
    assert_eq!(err.to_string(), "the store is of the theatre `elsewhere`, not `sahel`");
    let _ = std::fs::remove_dir_all(dir);
}

#[test]
fn who_waits_in_vain_is_told_for_whom() {
    let dir = folder();
    let (mut one, mut two) = (writer(&dir), writer(&dir));
    two.db.busy_timeout(Duration::from_millis(20)).unwrap();
    let err = one.transaction(now(), |_| Ok(two.commit(&mut Batch::default(), now())));
    let said = err.unwrap().unwrap_err().to_string();
    assert!(said.contains(&format!("(process {}", std::process::id())), "{said}");
    two.commit(&mut Batch::default(), now()).unwrap();
    let _ = std::fs::remove_dir_all(dir);
}

#[test]
fn one_polls_and_the_other_learns_who() {
    let dir = folder();
    let (one, two) = (writer(&dir), writer(&dir));
    let lock = one.poll(now()).unwrap().unwrap();
    let holder = two.poll(now()).unwrap().unwrap_err();
    assert_eq!(holder.pid, std::process::id());
    drop(lock);
    assert!(two.poll(now()).unwrap().is_ok());
    let poller = || Reader::open(&dir).unwrap().info().unwrap().poller;
    assert_eq!(poller().map(|it| it.pid), Some(std::process::id()));
    // A process that was killed has left its word behind; no process has this number.
    two.db.execute("UPDATE poller SET pid = 4194303999", []).unwrap();
    assert_eq!(poller(), None);
    let _ = std::fs::remove_dir_all(dir);
}

#[test]
fn ids_lead_to_their_heirs_for_ever() {
    let dir = folder();
    let writer = writer(&dir);
    let db = &writer.db;
    for id in ["a", "b", "c"] {
        ids::give(db, id).unwrap();
    }
    ids::hand_on(db, "a", "b").unwrap();
    ids::hand_on(db, "b", "c").unwrap();
    let lives = |id: &str| match ids::follow(db, id).unwrap() {
        Some(Fate::Lives(id)) => Some(id.to_string()),
        _ => None,
    };
    assert_eq!(lives("a").as_deref(), Some("c"));
    assert_eq!(ids::aliases(db, "c").unwrap(), ["a", "b"].map(Slug::from));
    assert!(ids::is_taken(db, "a").unwrap());
    ids::withdraw(db, "c", &["r".into()]).unwrap();
    assert!(!ids::is_taken(db, "c").unwrap(), "an incident that comes back takes its id again");
    let reader = Reader::open(&dir).unwrap();
    assert_eq!(reader.find("a").unwrap(), Some(Found::Withdrawn(vec!["r".into()])));
    assert_eq!(reader.find("nobody").unwrap(), None);
    ids::give(db, "c").unwrap();
    assert_eq!(lives("a").as_deref(), Some("c"));
    let _ = std::fs::remove_dir_all(dir);
}

#[test]
fn a_failed_batch_changes_nothing() {
    let dir = folder();
    let mut writer = writer(&dir);
    writer.commit(&mut Batch::default(), now()).unwrap();
    let reader = Reader::open(&dir).unwrap();
    let before = (reader.seq().unwrap(), reader.data_version().unwrap());
    let result: Result<(), StoreError> = writer.transaction(now(), |it| {
        it.db.execute("UPDATE meta SET value = '9' WHERE key = 'seq'", [])?;
        Err(StoreError::damaged("batch", "on purpose"))
    });
    assert!(result.is_err());
    assert_eq!((reader.seq().unwrap(), reader.data_version().unwrap()), before);
    writer.commit(&mut Batch::default(), now()).unwrap();
    assert!(reader.data_version().unwrap() != before.1);
    let _ = std::fs::remove_dir_all(dir);
}
