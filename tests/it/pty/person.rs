//! One person at two desks of one store: marks of both are kept, each rule tells once, and a
//! restart forgets and repeats nothing.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

use vigie::store::PollLock;

use super::line::Line;

/// Longer than the second after which a desk looks whether something changed.
const SETTLED: Duration = Duration::from_millis(2_500);

/// A store filled from the archive, a state folder, and the right to poll, so that no desk does.
struct Person {
    folder: PathBuf,
    _lock: PollLock,
}

impl Person {
    fn new(name: &str, config: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("vigie-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("config.toml"), config).expect("written");
        ingest(&folder, concat!(env!("CARGO_MANIFEST_DIR"), "/assets/demo"));
        let lock = PollLock::take(&folder.join("store")).expect("a lock").expect("nobody polls");
        Self { folder, _lock: lock }
    }

    fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    fn desk(&self, name: &str) -> Line {
        let state = format!("XDG_STATE_HOME={}", self.path("state"));
        let (store, config) = (self.path("store"), self.path("config.toml"));
        let program = env!("CARGO_BIN_EXE_vigie");
        let arguments = [&state, program, "--store", &store, "--config", &config];
        let mut line = Line::open(name, "env", &arguments);
        line.wait_for("Timeline");
        line.answer();
        line.wait_for(" 1/");
        line
    }

    /// A report, taken in by another process.
    fn news(&self, name: &str, text: &str) {
        let path = self.folder.join(name);
        fs::write(&path, text).expect("written");
        ingest(&self.folder, &path.display().to_string());
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn ingest(folder: &Path, path: &str) {
    let store = folder.join("store");
    let run = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .env("HOME", folder)
        .arg("--store")
        .arg(store)
        .args(["-q", "ingest", path])
        .status();
    assert!(run.expect("it runs").success());
}

fn leave(line: Line) -> Vec<u8> {
    let (status, line) = line.left();
    assert_eq!(status.exit_code(), 0);
    line.sent.clone()
}

#[test]
fn two_desks_of_one_person_keep_each_others_marks() {
    let person = Person::new("marks", "");
    let mut first = person.desk("marks-1");
    let mut second = person.desk("marks-2");
    // Each marks another row before it can know of the other's.
    first.press("ks");
    second.press("kjs");
    first.press("aVmine\r");
    second.press("4");
    first.bytes_until_quiet(SETTLED);
    second.bytes_until_quiet(SETTLED);
    // Both show both stars, though each made one.
    first.press("X/star:yes\r");
    first.wait_for("/2 ");
    second.press("/star:yes\r");
    second.wait_for("/2 ");
    // The first leaves last and did not change the layout: the second's stays.
    leave(second);
    leave(first);
    let mut third = person.desk("marks-3");
    third.wait_for("Trend by event day");
    third.press("/star:yes\r");
    third.wait_for("/2 ");
    third.press("v");
    third.wait_for("mine");
    third.press("\x03");
    leave(third);
}

const RULE: &str = r#"
[[desk.rules]]
name = "gao"
filter = "town:gao"
tell = ["notify", "command"]
command = ["tee", "-a", "TOLD"]
"#;

#[test]
fn a_rule_tells_once_at_two_desks_and_not_again_after_a_restart() {
    let told = std::env::temp_dir().join(format!("vigie-told-{}.jsonl", std::process::id()));
    let _ = fs::remove_file(&told);
    let rule = RULE.replace("TOLD", &told.display().to_string());
    let person = Person::new("watch", &rule);
    let count = || fs::read_to_string(&told).unwrap_or_default().lines().count();
    let wait_for = |n: usize| {
        let end = Instant::now() + Duration::from_secs(30);
        while count() < n && Instant::now() < end {
            thread::sleep(Duration::from_millis(100));
        }
        thread::sleep(SETTLED);
        assert_eq!(count(), n, "{}", fs::read_to_string(&told).unwrap_or_default());
    };
    let first = person.desk("watch-1");
    let second = person.desk("watch-2");
    person.news(
        "one.txt",
        "Traders killed in Gao\nPublished: 2 May 2026\n\nGunmen killed five traders in Gao on 1 \
         May 2026, residents said.",
    );
    wait_for(1);
    let mut sent = leave(first);
    sent.extend(leave(second));
    let notices = sent.windows(4).filter(|it| it == b"\x1b]9;").count();
    assert_eq!(notices, 1, "one notification for both desks");

    // What came while no desk was open is told when one opens, once.
    person.news(
        "two.txt",
        "Teacher abducted in Gao\nPublished: 3 May 2026\n\nGunmen abducted a teacher in Gao on 3 \
         May 2026, the mayor said.",
    );
    let third = person.desk("watch-3");
    wait_for(2);
    leave(third);
    let fourth = person.desk("watch-4");
    wait_for(2);
    leave(fourth);
    let ids: std::collections::BTreeSet<String> = fs::read_to_string(&told)
        .expect("told")
        .lines()
        .map(|it| serde_json::from_str::<serde_json::Value>(it).expect("JSON")["id"].to_string())
        .collect();
    assert_eq!(ids.len(), 2, "two incidents, each with its whole JSON");
    let _ = fs::remove_file(told);
}
