//! Polling with a scripted fetcher, under a clock that runs as fast as there is nothing to do.

use std::{
    collections::{HashMap, VecDeque},
    path::PathBuf,
    sync::Mutex,
};

use tokio::time::Instant;

use super::*;
use crate::fetch::{Answer, Ask};

/// Answers in turn what was written down for an address; at the end 304 for ever.
#[derive(Default)]
struct Script {
    plays: Mutex<HashMap<String, VecDeque<Play>>>,
    asked: Arc<Mutex<Vec<(String, Duration)>>>,
    start: Mutex<Option<Instant>>,
}

#[derive(Clone)]
enum Play {
    Feed(usize),
    Status(u16, Option<&'static str>),
    Hang,
    Panic,
}

impl Script {
    fn play(self, url: &str, plays: &[Play]) -> Self {
        self.plays.lock().unwrap().insert(url.to_owned(), plays.iter().cloned().collect());
        self
    }
}

impl Fetch for Script {
    async fn get(&self, ask: &Ask) -> Result<Answer, FetchError> {
        let elapsed = self.start.lock().unwrap().get_or_insert_with(Instant::now).elapsed();
        self.asked.lock().unwrap().push((ask.url.clone(), elapsed));
        let play = self.plays.lock().unwrap().get_mut(&ask.url).and_then(VecDeque::pop_front);
        let answer = Answer { status: 200, url: ask.url.clone(), ..Answer::default() };
        match play {
            None => Ok(Answer { status: 304, ..answer }),
            Some(Play::Feed(n)) => Ok(Answer { body: feed(&ask.url, n).into_bytes(), ..answer }),
            Some(Play::Status(code, retry)) => {
                Err(FetchError::Status { code, retry_after: retry.map(str::to_owned) })
            }
            Some(Play::Hang) => std::future::pending().await,
            Some(Play::Panic) => panic!("on purpose"),
        }
    }
}

fn feed(url: &str, entries: usize) -> String {
    let items: Vec<String> = (0..entries)
        .map(|n| {
            format!(
                "<item><title>Market day {n}</title><link>{url}/{n}</link>\
                 <pubDate>Sat, 25 Apr 2026 {n:02}:00:00 GMT</pubDate>\
                 <description>Millet and rice went up at stand {n}.</description></item>"
            )
        })
        .collect();
    let items = items.concat();
    format!("<rss version=\"2.0\"><channel><title>x</title>{items}</channel></rss>")
}

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn folder(name: &str) -> Folder {
    let path = std::env::temp_dir().join(format!("vigie-poll-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&path);
    Folder(path)
}

fn source(id: &str, url: &str) -> SourceEntry {
    toml::from_str(&format!("id = {id:?}\nname = {id:?}\nurl = {url:?}")).unwrap()
}

fn poller(folder: &Folder, sources: &[SourceEntry], script: Script) -> Arc<Poller<Script>> {
    let setup = Setup {
        store: folder.0.clone(),
        names: Names::embedded("sahel"),
        config: config::Fetch::default(),
        sources: sources.to_vec(),
    };
    let start = Instant::now();
    let base: Timestamp = "2026-04-26T00:00:00Z".parse().unwrap();
    let clock = move || base + SignedDuration::try_from(start.elapsed()).unwrap();
    Arc::new(Poller::new(&setup, script, clock, Arc::new(|_| {})).unwrap())
}

/// Watches for so long; when each address was asked, in minutes since the start.
async fn watched(
    name: &str,
    sources: &[SourceEntry],
    script: Script,
    hours: u64,
) -> HashMap<String, Vec<u64>> {
    let folder = folder(name);
    let asked = Arc::clone(&script.asked);
    let poller = poller(&folder, sources, script);
    let (stop, stopped) = watch::channel(false);
    let watching = poller.watch(sources, stopped);
    let ending = async {
        sleep(Duration::from_secs(hours * 3600)).await;
        stop.send_replace(true);
    };
    tokio::join!(async { watching.await.unwrap() }, ending);
    let mut times: HashMap<String, Vec<u64>> = HashMap::new();
    for (url, at) in asked.lock().unwrap().iter() {
        times.entry(url.clone()).or_default().push(at.as_secs() / 60);
    }
    times
}

#[tokio::test(start_paused = true)]
async fn a_source_is_watched_in_its_rhythm() {
    let url = "http://a.example/feed";
    // Twenty entries an hour apart: every half hour, give or take a twentieth.
    let script = Script::default().play(url, &[Play::Feed(20)]);
    let times = watched("rhythm", &[source("a", url)], script, 6).await;
    let times = &times[url];
    assert!((12..=14).contains(&times.len()), "{times:?}");
    let gaps: Vec<_> = times.windows(2).map(|it| it[1] - it[0]).collect();
    assert!(gaps.iter().all(|it| (28..=32).contains(it)), "{gaps:?}");
}

#[tokio::test(start_paused = true)]
async fn faults_back_off_and_retry_after_is_kept() {
    let (busy, down) = ("http://a.example/feed", "http://b.example/feed");
    let script = Script::default()
        .play(busy, &[Play::Status(429, Some("14400"))])
        .play(down, &[Play::Status(503, None), Play::Status(503, None), Play::Status(503, None)]);
    let sources = [source("a", busy), source("b", down)];
    let times = watched("faults", &sources, script, 8).await;
    assert!(times[busy][1] >= 240, "{times:?}");
    let [first, second, third, fourth, ..] = times[down][..] else { panic!("{times:?}") };
    let (one, two, three) = (second - first, third - second, fourth - third);
    assert!(
        (29..39).contains(&one) && (59..77).contains(&two) && (119..152).contains(&three),
        "{times:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn what_hangs_delays_nobody() {
    let mut script = Script::default();
    let mut sources = Vec::new();
    for n in 0..40 {
        let url = format!("http://hang{n}.example/feed");
        script = script.play(&url, &[Play::Hang]);
        sources.push(source(&format!("hang{n}"), &url));
    }
    let url = "http://fine.example/feed";
    sources.push(source("fine", url));
    let times = watched("hang", &sources, script, 1).await;
    assert_eq!(times[url][0], 0, "{:?}", times[url]);
    assert!(times[url].len() >= 2);
}

#[tokio::test(start_paused = true)]
async fn a_source_that_is_gone_is_not_asked_again() {
    let url = "http://a.example/feed";
    let script = Script::default().play(url, &[Play::Status(410, None)]);
    let times = watched("gone", &[source("a", url)], script, 48).await;
    assert_eq!(times[url], [0]);
}

#[tokio::test(start_paused = true)]
async fn a_source_on_which_the_program_fails_rests_and_is_asked_again() {
    let url = "http://a.example/feed";
    let script = Script::default().play(url, &[Play::Panic]);
    let times = watched("panic", &[source("a", url)], script, 3).await;
    assert_eq!(times[url][..2], [0, 60], "{times:?}");
}

#[tokio::test(start_paused = true)]
async fn a_source_on_which_the_program_fails_ends_no_fetch() {
    let (odd, fine) = ("http://odd.example/feed", "http://fine.example/feed");
    for since in [None, Some("2026-04-01".parse().unwrap())] {
        let script =
            Script::default().play(odd, &[Play::Panic]).play(fine, &[Play::Feed(3), Play::Feed(0)]);
        let sources = [source("odd", odd), source("fine", fine)];
        let folder = folder("panics");
        let wanted = Wanted { all: true, since, ..Wanted::default() };
        let done = poller(&folder, &sources, script).fetch(&wanted, &sources).await.unwrap();
        assert_eq!((done.answered, done.new), (1, 3), "{done:?}");
        let failed: Vec<&str> = done.failed.iter().map(|it| it.0.as_str()).collect();
        assert_eq!(failed, ["odd"], "{done:?}");
    }
}
