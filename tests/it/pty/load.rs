//! Two analysts and a writer on one store: nobody waits, nothing moves, nothing is missed.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

use jiff::{Timestamp, ToSpan};
use vigie::{
    code::{self, Coder},
    feed::{self, Document},
    query::Query,
    store::{Batch, Coded, List, PollLock, Reader, Writer},
    theatre::Names,
};

use super::line::Line;

/// Reports a second.
const RATE: u32 = 10;

/// A key must be answered within this.
const FREEZE: Duration = Duration::from_millis(50);

const PARTIES: [(&str, &str); 5] = [
    ("JNIM fighters", "an army post"),
    ("Islamic State fighters", "a village"),
    ("Fighters of the Azawad Liberation Front", "an army convoy"),
    ("Unidentified gunmen", "a market"),
    ("Malian soldiers", "a JNIM camp"),
];

const WORDS: [&str; 40] = [
    "market",
    "road",
    "morning",
    "harvest",
    "school",
    "river",
    "teacher",
    "millet",
    "elder",
    "bridge",
    "radio",
    "family",
    "truck",
    "well",
    "garden",
    "doctor",
    "letter",
    "season",
    "cattle",
    "rain",
    "window",
    "office",
    "trader",
    "cotton",
    "salt",
    "ferry",
    "mango",
    "drum",
    "wedding",
    "tailor",
    "library",
    "story",
    "lamp",
    "boat",
    "fisherman",
    "onion",
    "carpet",
    "kitchen",
    "song",
    "mirror",
];

/// Towns that the press names, each by a name of one word that no other bears.
fn towns() -> Vec<&'static str> {
    let names = Names::embedded("sahel");
    let mut towns: Vec<_> = names.towns().all().iter().filter(|it| it.free).collect();
    towns.sort_by_key(|it| std::cmp::Reverse(it.weight));
    let plain = towns.iter().map(|it| it.name.as_str()).filter(|it| !it.contains([' ', '-', '\'']));
    plain.filter(|it| names.find_towns(it).count() == 1).take(300).collect()
}

/// The n-th report. Every town has its turn before a day does, and the days are far enough apart
/// that no attack is taken for another's.
fn report(n: u32, towns: &[&str], now: Timestamp) -> String {
    let at = n as usize;
    let town = towns[at % towns.len()];
    let (by, target) = PARTIES[at % PARTIES.len()];
    let day = now - (24 * 4 * i64::from(n / 300 % 10)).hours();
    let day = day.strftime("%-d %B %Y");
    let mut text = format!("Report {n}: attack in {town}\nPublished: {day}\n\n");
    let _ = write!(
        text,
        "{by} attacked {target} in {town} on {day}, killing {} people, residents said.",
        2 + n % 9
    );
    // Words of its own, so that it is nobody's near-copy.
    let mut seed = u64::from(n).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    for n in 0..48 {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        let word = WORDS[usize::try_from(seed % 40).unwrap_or(0)];
        let _ = write!(text, "{}{word}", if n % 12 == 0 { ". The " } else { " " });
    }
    text.push('.');
    text
}

/// A desk on a store, ready for keys.
fn desk(name: &str, store: &Path) -> Line {
    let store = store.display().to_string();
    let mut line = Line::open(name, env!("CARGO_BIN_EXE_vigie"), &["--store", &store]);
    line.wait_for("Timeline");
    line.answer();
    line.wait_for(" 1/");
    line.press("k");
    line.bytes_until_quiet(Duration::from_millis(700));
    line
}

/// The row under the cursor by what does not change of it: its day and its place.
fn selected(line: &Line) -> String {
    let screen = line.screen.screen().contents();
    let row = screen.lines().find(|it| it.starts_with('>')).unwrap_or("").to_owned();
    let cells = |from: usize, to: usize| row.chars().skip(from).take(to - from).collect::<String>();
    cells(3, 9) + &cells(14, 30)
}

/// How long a key takes until something comes back.
fn answer(line: &mut Line, key: &str) -> Duration {
    while let Ok(bytes) = line.bytes.try_recv() {
        line.take(&bytes);
    }
    let begun = Instant::now();
    line.press(key);
    let bytes = line.bytes.recv_timeout(Duration::from_secs(20)).expect("a key is answered");
    let took = begun.elapsed();
    line.take(&bytes);
    took
}

/// What was seen.
#[derive(Debug, Default)]
struct Seen {
    keys: Vec<Duration>,
    /// The same for a program that only gives back what it gets: the machine's own delay.
    echo: Vec<Duration>,
    reports: u32,
    incidents: u64,
    bytes: [usize; 2],
}

impl Seen {
    fn most(times: &[Duration]) -> Duration {
        times.iter().copied().max().unwrap_or_default()
    }

    fn over(times: &[Duration], limit: Duration) -> usize {
        times.iter().filter(|it| **it > limit).count()
    }
}

/// Writes reports at their rate until the time is over; how many.
fn write(store: &Path, first: u32, time: Duration) -> u32 {
    let names = Names::embedded("sahel");
    let coder = Coder::new(names);
    let mut writer = Writer::open(store, names, code::VERSION).expect("a store");
    let (towns, begun, mut n) = (towns(), Instant::now(), first);
    while begun.elapsed() < time {
        let now = Timestamp::now();
        let text = report(n, &towns, now);
        let url = format!("https://wire{}.example/{n}", n % 7);
        let parsed = feed::document(
            &Document {
                bytes: text.as_bytes(),
                path: Some("report.txt"),
                url: Some(&url),
                source: "wire",
                ..Document::default()
            },
            now,
        );
        let coded = parsed
            .reports
            .into_iter()
            .map(|report| Coded { coding: Some(code::report(&coder, &report)), report });
        let mut batch = Batch { reports: coded.collect(), ..Batch::default() };
        writer.commit(&mut batch, now).expect("no lock stands in the way");
        n += 1;
        let next = Duration::from_millis(u64::from((n - first) * 1_000 / RATE));
        thread::sleep(next.saturating_sub(begun.elapsed()));
    }
    n - first
}

fn run(name: &str, time: Duration) -> Seen {
    let store: PathBuf =
        std::env::temp_dir().join(format!("vigie-load-{name}-{}", std::process::id()));
    let begun = write(&store, 0, Duration::from_secs(4));
    // Whoever holds this polls: the desks do not, and nothing is fetched.
    let lock = PollLock::take(&store).expect("a folder").expect("nobody polls");
    let (mut above, mut below) = (desk("above", &store), desk("below", &store));
    let mut echo = Line::open("echo", "sh", &["-c", "stty raw -echo; echo ready; exec cat"]);
    echo.wait_for("ready");
    below.press("jjj");
    below.bytes_until_quiet(Duration::from_millis(500));
    let (first, held) = (selected(&above), selected(&below));
    assert!(!held.is_empty() && !first.is_empty());
    let mut seen = Seen::default();
    let before = [above.sent.len(), below.sent.len()];
    let folder = store.clone();
    let writing = thread::spawn(move || write(&folder, begun, time));
    let mut n = 0;
    while !writing.is_finished() {
        // To another pane and back: the cursor of the timeline stays where it is.
        for key in ["\t", "\x1b[Z"] {
            seen.echo.push(answer(&mut echo, "x"));
            seen.keys.push(answer(&mut above, key));
            seen.keys.push(answer(&mut below, key));
            thread::sleep(Duration::from_millis(60));
        }
        n += 1;
        if n % 5 == 0 {
            assert_eq!(selected(&below), held, "\n{}", below.screen.screen().contents());
            assert_eq!(selected(&above), first, "\n{}", above.screen.screen().contents());
        }
    }
    seen.reports = writing.join().expect("the writer ends well");
    let reader = Reader::open(&store).expect("a store");
    seen.incidents = reader.count(&Query::all(Timestamp::now()), List::Incidents).expect("counts");
    for (n, line) in [&mut above, &mut below].into_iter().enumerate() {
        line.press("n");
        line.wait_for(&format!(" 1/{} ", seen.incidents));
        seen.bytes[n] = line.sent.len() - before[n];
        let sent = String::from_utf8_lossy(&line.sent);
        assert!(!sent.contains("cannot be read") && !sent.contains("locked"), "a fault was shown");
        line.press("G");
        line.wait_for(&format!(" {0}/{0} ", seen.incidents));
    }
    drop(lock);
    let _ = std::fs::remove_dir_all(store);
    seen
}

/// Words on what was seen; the machine's own delays are told beside the desk's.
fn told(seen: &Seen, time: Duration) -> String {
    format!(
        "{} reports and {} incidents in {time:?}; {} keys, the slowest answered in {:?}, {} above \
         {FREEZE:?}; a program that only echoes: slowest {:?}, {} above; bytes to each desk {:?}",
        seen.reports,
        seen.incidents,
        seen.keys.len(),
        Seen::most(&seen.keys),
        Seen::over(&seen.keys, FREEZE),
        Seen::most(&seen.echo),
        Seen::over(&seen.echo, FREEZE),
        seen.bytes,
    )
}

#[test]
fn two_analysts_and_a_writer_share_a_store() {
    let time = Duration::from_secs(12);
    let seen = run("short", time);
    println!("{}", told(&seen, time));
    assert!(seen.incidents > 50, "{}", told(&seen, time));
    let mut keys = seen.keys.clone();
    keys.sort_unstable();
    // A machine that is busy with other tests delays some answers; not half of them.
    assert!(keys[keys.len() / 2] < FREEZE, "{}", told(&seen, time));
}

#[test]
#[ignore = "ten minutes; for an optimised program on a quiet machine"]
fn two_analysts_and_a_writer_share_a_store_for_ten_minutes() {
    let time = Duration::from_mins(10);
    let seen = run("long", time);
    println!("{}", told(&seen, time));
    assert!(
        u64::from(seen.reports) * 10 > time.as_secs() * u64::from(RATE) * 9,
        "the writer kept up"
    );
    let stalls = Seen::over(&seen.echo, FREEZE / 5);
    assert!(Seen::over(&seen.keys, FREEZE) <= stalls, "{}", told(&seen, time));
}
