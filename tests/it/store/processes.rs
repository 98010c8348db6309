//! Several processes on one store: writers take turns, readers need no rights, kills lose nothing.

use std::{
    fs,
    path::Path,
    process::Command,
    thread,
    time::{Duration, Instant},
};

use rusqlite::Connection;

use crate::cli::{Folder, program, vigie};

/// Documents of one event each.
fn documents(folder: &Folder, name: &str, count: usize) -> String {
    const TOWNS: [&str; 5] = ["Kidal", "Djibo", "Tessit", "Ménaka", "Mopti"];
    for n in 0..count {
        let town = TOWNS[n % TOWNS.len()];
        let text = format!(
            "Attack {name} {n} in {town}\n\nPublished: April {}, 2026\n\nJNIM fighters attacked an \
             army post in {town} on Monday and killed {} soldiers, a resident told {name} {n}.\n",
            n % 28 + 1,
            n % 7 + 1
        );
        folder.file(&format!("{name}/{n:05}.txt"), text);
    }
    folder.path().join(name).to_string_lossy().into_owned()
}

fn reports(folder: &Folder) -> usize {
    vigie(folder, &["reports", "--format", "jsonl"]).ends(0).json().len()
}

#[test]
fn writers_take_turns() {
    let folder = Folder::new("turns");
    let (one, two) = (documents(&folder, "one", 60), documents(&folder, "two", 60));
    thread::scope(|scope| {
        for path in [&one, &two] {
            let folder = &folder;
            scope.spawn(move || vigie(folder, &["ingest", path]).ends(0));
        }
    });
    assert_eq!(reports(&folder), 120);
}

#[cfg(unix)]
#[test]
fn another_user_reads_at_all_times() {
    use std::os::unix::{fs::PermissionsExt, process::CommandExt};
    const NOBODY: u32 = 65534;
    if !rustix::process::geteuid().is_root() {
        eprintln!("skipped: only root can be another user");
        return;
    }
    let folder = Folder::new("other-user");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    // The program itself may lie where nobody else can go.
    let binary = folder.path().join("vigie");
    fs::copy(env!("CARGO_BIN_EXE_vigie"), &binary).unwrap();
    let path = documents(&folder, "some", 3);
    vigie(&folder, &["ingest", &path]).ends(0);
    let store = folder.path().join("store");
    let read = || {
        let mut command = Command::new(&binary);
        command.env_clear().env("HOME", "/").current_dir("/").uid(NOBODY).gid(NOBODY);
        let output = command.arg("--store").arg(&store).args(["reports", "--format", "jsonl"]);
        let output = output.output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        output.stdout.iter().filter(|it| **it == b'\n').count()
    };
    assert_eq!(read(), 3, "after a clean end");
    let db = Connection::open(store.join("vigie.db")).unwrap();
    db.execute_batch("BEGIN IMMEDIATE; DELETE FROM coding;").unwrap();
    assert_eq!(read(), 3, "while a writer lives");
    std::mem::forget(db);
    assert_eq!(read(), 3, "after a writer that was not closed");
}

/// Kills ingests `times` times at work, each at a moment that nobody could foretell; what was
/// committed stays, and each store is completed by a last run. A store takes about eight kills before
/// all is in it.
fn kill(times: u32, documents_in_all: usize) {
    let (whole, begun) = (Folder::new(&format!("whole{times}")), Instant::now());
    let path = documents(&whole, "many", documents_in_all);
    vigie(&whole, &["ingest", &path]).ends(0);
    let takes = u64::try_from(begun.elapsed().as_millis()).unwrap().max(1);
    let (mut dice, mut killed, mut stores) = (0x2545_f491_4f6c_dd1d_u64, 0, 0);
    while killed < times {
        stores += 1;
        assert!(stores < 4 * times, "{killed} kills in {stores} stores: the runs end before them");
        let folder = Folder::new(&format!("kill{times}.{stores}"));
        let store = folder.path().join("store");
        let mut before = 0;
        while killed < times {
            let mut command = program(folder.path());
            command.arg("--store").arg(&store).args(["ingest", "-q", &path]);
            let mut child = command.spawn().expect("the program starts");
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            thread::sleep(Duration::from_millis(dice % (takes / 4).max(2)));
            let done = child.try_wait().unwrap().is_some();
            let _ = child.kill();
            let _ = child.wait();
            let stored = check(&store);
            assert!(stored >= before, "{stored} reports after {before}");
            before = stored;
            if done {
                break;
            }
            killed += 1;
        }
        vigie(&folder, &["ingest", &path]).ends(0);
        assert_eq!(check(&store), documents_in_all);
        assert_eq!(incidents(&folder), incidents(&whole));
    }
    println!("{killed} runs killed at work, in {stores} stores");
}

fn incidents(folder: &Folder) -> Vec<String> {
    let list = vigie(folder, &["incidents", "--format", "jsonl"]).ends(0).json();
    let mut list: Vec<String> = list
        .iter()
        .map(|it| format!("{} {} {} {}", it["town"], it["date"], it["event"], it["reports"]))
        .collect();
    list.sort();
    list
}

/// That the database is whole and no report is doubled; how many there are.
fn check(store: &Path) -> usize {
    let path = store.join("vigie.db");
    if !path.exists() {
        return 0;
    }
    let db = Connection::open(path).unwrap();
    let found: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(found, "ok");
    let tables: u32 = db
        .query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'report'", [], |it| it.get(0))
        .unwrap();
    if tables == 0 {
        return 0;
    }
    let mut counts = db.prepare("SELECT count(*), count(DISTINCT id) FROM report").unwrap();
    let (all, distinct): (usize, usize) =
        counts.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    assert_eq!(all, distinct);
    all
}

#[test]
fn killed_writers_lose_nothing() {
    kill(6, 200);
}

#[test]
#[ignore = "takes minutes: `cargo test --release --test it -- --ignored killed`"]
fn killed_writers_lose_nothing_many_times() {
    kill(200, 20_000);
}
