//! Fetching from a server on loopback that plays every part, well-behaved and hostile.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use flate2::{Compression, write::GzEncoder};
use std::io::Write;
use vigie::{
    config,
    ingest::poll::{self, Event, Setup, Summary, Wanted},
    store::{Reader, SourceState},
    theatre::{Names, SourceEntry},
};

mod bounds;
mod kinds;
mod process;
pub(crate) mod server;

use server::{Play, Request, Server, feed, ok, redirect, status};

/// A store folder of its own, gone when the test is.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("vigie-fetch-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// Short limits, so that what stalls ends soon.
pub(crate) fn manners() -> config::Fetch {
    config::Fetch {
        connect_s: 2,
        first_byte_s: 2,
        whole_s: 6,
        max_transfer_mb: 4,
        max_body_mb: 8,
        ..config::Fetch::default()
    }
}

pub(crate) fn entry(id: &str, kind: &str, url: &str) -> SourceEntry {
    let text = format!("id = {id:?}\nname = {id:?}\nurl = {url:?}\nkind = {kind:?}");
    toml::from_str(&text).unwrap()
}

pub(crate) fn setup(folder: &Path, sources: Vec<SourceEntry>) -> Setup {
    Setup { store: folder.to_owned(), names: Names::embedded("sahel"), config: manners(), sources }
}

pub(crate) fn fetch(setup: &Setup, wanted: &Wanted) -> Summary {
    poll::fetch(setup, wanted, Arc::new(|_| {})).unwrap()
}

pub(crate) fn all() -> Wanted {
    Wanted { all: true, ..Wanted::default() }
}

fn state(folder: &Folder, id: &str) -> SourceState {
    Reader::open(&folder.0).unwrap().source_state(id).unwrap()
}

fn count(folder: &Folder, source: &str) -> u64 {
    let counts = Reader::open(&folder.0).unwrap().reports_by_source().unwrap();
    counts.iter().find(|it| it.0 == source).map_or(0, |it| it.1)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// One source that plays `play`, polled once: its state.
fn polled_once(name: &str, play: impl Fn(&Request) -> Play + Send + Sync + 'static) -> SourceState {
    let server = Server::start(play);
    let folder = Folder::new(name);
    fetch(&setup(&folder.0, vec![entry("a", "feed", &server.url("/feed"))]), &all());
    state(&folder, "a")
}

#[test]
fn every_fault_has_its_name() {
    let packed = vec![("Content-Encoding", "gzip".to_owned())];
    let bomb = Play::Answer(200, packed, gzip(&vec![b' '; 20 << 20]));
    let huge = ok("text/xml", vec![b' '; 5 << 20]);
    let cases: Vec<(&str, Play, &str)> = vec![
        ("busy", status(503), "HTTP 503 service unavailable"),
        ("missing", status(404), "HTTP 404 not found"),
        ("circle", redirect(302, "/circle"), "circle"),
        ("elsewhere", redirect(302, "http://127.0.0.1:1/feed"), "private address"),
        ("scheme", redirect(302, "file:///etc/passwd"), "no http"),
        ("name", redirect(302, "http://localhost/feed"), "private address"),
        ("header", Play::StallHeader, "no answer"),
        ("body", Play::StallBody, "stalled"),
        ("endless", Play::Endless, "larger than"),
        ("bomb", bomb, "unpacked"),
        ("huge", huge, "larger than"),
        ("nothing", ok("text/xml", ""), "empty"),
    ];
    let plays: BTreeMap<String, Play> =
        cases.iter().map(|it| (format!("/{}", it.0), it.1.clone())).collect();
    let server = Server::start(move |request| plays[&request.path].clone());
    let folder = Folder::new("faults");
    let sources =
        cases.iter().map(|it| entry(it.0, "feed", &server.url(&format!("/{}", it.0)))).collect();
    fetch(&setup(&folder.0, sources), &all());
    for (name, _, expected) in cases {
        let found = state(&folder, name);
        let fault = found.fault.clone().unwrap_or_default();
        assert!(fault.contains(expected), "{name}: {fault}");
        assert_eq!(found.failures, 1, "{name}");
        assert!(found.next_try > found.last_try, "{name}");
        assert_eq!(found.last_success, None, "{name}");
    }
}

#[test]
fn a_refused_connection_is_a_fault() {
    let folder = Folder::new("refused");
    let summary =
        fetch(&setup(&folder.0, vec![entry("a", "feed", "http://127.0.0.1:9/feed")]), &all());
    assert_eq!(summary.failed.len(), 1);
    assert!(summary.failed[0].1.contains("cannot connect"), "{:?}", summary.failed);
}

#[test]
fn a_feed_is_read_once_and_then_not_modified() {
    let server = Server::start(|_| Play::Tagged("\"v1\"", feed("gao", 0..20)));
    let folder = Folder::new("etag");
    let setup = setup(&folder.0, vec![entry("a", "feed", &server.url("/feed"))]);
    let first = fetch(&setup, &all());
    assert_eq!((first.answered, first.new), (1, 20));
    let sent = server.sent();
    assert_eq!(fetch(&setup, &Wanted::default()).not_due, 1);
    let second = fetch(&setup, &all());
    assert_eq!((second.answered, second.new, second.known), (1, 0, 0));
    assert_eq!(server.sent(), sent);
    let found = state(&folder, "a");
    assert_eq!((found.status, found.etag.as_deref()), (Some(304), Some("\"v1\"")));
    assert_eq!(found.usual_gap_s, Some(60));
    let agent = server.requests()[0].headers["user-agent"].clone();
    assert!(agent.starts_with("vigie/"), "{agent}");
}

#[test]
fn a_move_for_good_is_remembered_and_one_for_now_is_not() {
    let server = Server::start(|request| match request.path.as_str() {
        "/old" => redirect(301, "/new"),
        "/now" => redirect(302, "/new"),
        _ => ok("application/rss+xml", feed("gao", 0..3)),
    });
    let folder = Folder::new("moved");
    let sources =
        vec![entry("a", "feed", &server.url("/old")), entry("b", "feed", &server.url("/now"))];
    let setup = setup(&folder.0, sources);
    fetch(&setup, &all());
    fetch(&setup, &all());
    assert_eq!(state(&folder, "a").moved_to, Some(server.url("/new")));
    assert_eq!(state(&folder, "b").moved_to, None);
    let asked = |path: &str| server.paths().iter().filter(|it| *it == path).count();
    assert_eq!((asked("/old"), asked("/now")), (1, 2));
}

#[test]
fn gone_is_gone() {
    let server = Server::start(|_| status(410));
    let folder = Folder::new("gone");
    let setup = setup(&folder.0, vec![entry("a", "feed", &server.url("/feed"))]);
    fetch(&setup, &all());
    assert!(state(&folder, "a").retired.is_some());
    fetch(&setup, &all());
    assert_eq!(server.paths().len(), 1);
}

#[test]
fn retry_after_is_honoured_in_both_forms() {
    let wait = |name: &str, value: &'static str| {
        let found = polled_once(name, move |_| {
            Play::Answer(429, vec![("Retry-After", value.to_owned())], Vec::new())
        });
        (found.next_try.unwrap().duration_since(found.last_try.unwrap())).as_secs()
    };
    assert!(wait("seconds", "90000") >= 90_000);
    assert!(wait("date", "Fri, 31 Dec 2100 00:00:00 GMT") >= 7 * 24 * 3600);
}

#[test]
fn a_cut_feed_keeps_its_whole_entries() {
    let body = feed("gao", 0..50);
    let at = body.len() / 2;
    let server = Server::start(move |_| Play::Cut(body.clone(), at));
    let folder = Folder::new("cut");
    let summary = fetch(&setup(&folder.0, vec![entry("a", "feed", &server.url("/feed"))]), &all());
    assert!((20..26).contains(&summary.new), "{summary:?}");
    assert_eq!(state(&folder, "a").etag, None);
    let dropped = Reader::open(&folder.0).unwrap().dropped(10).unwrap();
    assert!(dropped.iter().any(|it| it.why.contains("too early")), "{dropped:?}");
}

#[test]
fn packed_feeds_and_large_ones() {
    let server = Server::start(|request| match request.path.as_str() {
        "/gzip" => {
            let headers = vec![("Content-Encoding", "gzip".to_owned())];
            Play::Answer(200, headers, gzip(&feed("gao", 0..100)))
        }
        _ => ok("application/rss+xml", feed("big", 0..5000)),
    });
    let folder = Folder::new("packed");
    let sources =
        vec![entry("a", "feed", &server.url("/gzip")), entry("b", "feed", &server.url("/big"))];
    fetch(&setup(&folder.0, sources), &all());
    assert_eq!((count(&folder, "a"), count(&folder, "b")), (100, 5000));
    assert!(state(&folder, "a").bytes.unwrap() < 10_000);
}

#[test]
fn a_page_instead_of_a_feed_is_a_fault_that_names_the_feed() {
    let page = "<html><head><link rel=alternate type=application/rss+xml href=/rss></head><body>x";
    let found = polled_once("page", move |_| ok("text/html", page));
    let fault = found.fault.unwrap_or_default();
    assert!(fault.contains("/rss"), "{fault}");
}

/// Polls 200 healthy feeds and what else stands on their host or on another; when the last of the
/// healthy ones was done, and the most requests that their host met at a time.
fn healthy_beside(name: &str, hostile: &[&str]) -> (Duration, usize) {
    let play = |request: &Request| match request.path.split('?').next().unwrap_or_default() {
        "/header" => Play::StallHeader,
        "/body" => Play::StallBody,
        "/endless" => Play::Endless,
        "/busy" => status(503),
        "/circle" => redirect(302, "/circle"),
        path => {
            let name = path.trim_start_matches('/').to_owned();
            Play::Late(Duration::from_millis(5), Box::new(ok("text/xml", feed(&name, 0..3))))
        }
    };
    let (server, other) = (Server::start(play), Server::start(play));
    let folder = Folder::new(name);
    let bad = |server: &Server, at: &str| -> Vec<SourceEntry> {
        let url = |path: &&str| server.url(path);
        let list = hostile.iter().map(url).enumerate();
        list.map(|(n, url)| entry(&format!("bad{at}{n}"), "feed", &url)).collect()
    };
    let mut sources = [bad(&server, "a"), bad(&other, "b")].concat();
    sources.extend(
        (0..200).map(|n| entry(&format!("good{n}"), "feed", &server.url(&format!("/g{n}")))),
    );
    let (start, last) = (Instant::now(), Arc::new(Mutex::new(Duration::ZERO)));
    let seen = Arc::clone(&last);
    let tell = move |event: &Event| {
        if matches!(event, Event::Polled { source, .. } if source.starts_with("good")) {
            *seen.lock().unwrap() = start.elapsed();
        }
    };
    let summary = poll::fetch(&setup(&folder.0, sources), &all(), Arc::new(tell)).unwrap();
    assert_eq!((summary.answered, summary.failed.len()), (200, 2 * hostile.len()));
    assert_eq!(summary.new, 600);
    let last = *last.lock().unwrap();
    (last, server.most_at_once())
}

#[test]
fn hosts_are_asked_two_at_a_time_and_hostile_ones_delay_nobody() {
    let hostile = ["/header", "/body", "/endless", "/busy", "/header?2", "/circle"];
    // A busy machine delays too: it is their doing if it happens every time.
    let delays = || {
        let (alone, most) = healthy_beside("healthy", &[]);
        assert!(most <= 2, "{most} requests at a time");
        let (beside, _) = healthy_beside("hostile", &hostile);
        println!("the last of 200 healthy feeds: {alone:?} alone, {beside:?} beside hostile ones");
        beside > alone + Duration::from_secs(1)
    };
    assert!(!(0..3).all(|_| delays()), "hostile feeds delay healthy ones");
}

#[test]
fn an_address_alone_is_looked_at_and_kept() {
    let server = Server::start(|request| match request.path.as_str() {
        "/feed" => Play::Tagged("\"1\"", feed("gao", 0..4)),
        "/" => ok(
            "text/html",
            "<html lang=fr><head><title>Gao</title>\
             <link rel=alternate type='application/rss+xml' href='/feed'></head></html>",
        ),
        _ => status(404),
    });
    let folder = Folder::new("address");
    let setup = setup(&folder.0, Vec::new());
    let wanted =
        Wanted { sources: vec![server.url("/feed"), server.url("/")], all: true, since: None };
    let first = fetch(&setup, &wanted);
    assert_eq!((first.answered, first.failed.len()), (2, 0), "{first:?}");
    assert_eq!(first.new + first.known, 8);
    let asked = server.paths().len();
    let second = fetch(&setup, &wanted);
    assert_eq!((second.answered, second.new), (2, 0));
    // The second time both feeds are asked outright, with their validators.
    let later = server.requests().split_off(asked);
    assert_eq!(later.len(), 2);
    assert!(later.iter().all(|it| it.headers.contains_key("if-none-match")), "{later:?}");
}

/// A WordPress archive: posts of one per hour, page by page.
fn wordpress(request: &Request, posts: usize) -> Play {
    if !request.path.starts_with("/wp-json/wp/v2/posts") {
        return status(404);
    }
    let number =
        |key: &str| request.query(key).and_then(|it| it.parse::<usize>().ok()).unwrap_or(1);
    let (page, size) = (number("page"), number("per_page"));
    let pages = posts.div_ceil(size);
    if page > pages {
        return status(400);
    }
    let list: Vec<_> = (posts.min((page - 1) * size)..posts.min(page * size)).map(post).collect();
    let headers = vec![
        ("Content-Type", "application/json; charset=UTF-8".to_owned()),
        ("X-WP-Total", posts.to_string()),
        ("X-WP-TotalPages", pages.to_string()),
    ];
    Play::Answer(200, headers, serde_json::to_vec(&list).unwrap())
}

fn post(n: usize) -> serde_json::Value {
    let date = format!("2026-{:02}-{:02}T{:02}:00:00", 1 + n / 672, 1 + n / 24 % 28, n % 24);
    serde_json::json!({
        "id": n, "date": date, "date_gmt": date, "modified_gmt": date,
        "link": format!("https://archive.example/post-{n}/"),
        "guid": { "rendered": format!("https://archive.example/?p={n}") },
        "title": { "rendered": format!("Market report {n}") },
        "content": { "rendered": format!("<p>Prices of millet at market stand {n} went up.</p>") },
    })
}

#[test]
fn an_archive_stopped_three_times_is_read_whole_and_once() {
    const POSTS: usize = 2345;
    let fail_at: Arc<Mutex<BTreeMap<usize, u16>>> =
        Arc::new(Mutex::new([(5, 403), (11, 401), (17, 404)].into()));
    let stops = Arc::clone(&fail_at);
    let server = Server::start(move |request| {
        let page = request.query("page").and_then(|it| it.parse().ok()).unwrap_or(0);
        match stops.lock().unwrap().remove(&page) {
            Some(403) => status(403),
            Some(_) => status(451),
            None => wordpress(request, POSTS),
        }
    });
    let folder = Folder::new("archive");
    let setup = setup(&folder.0, vec![entry("a", "wordpress", &server.url("/"))]);
    let since = Some("2026-01-01".parse().unwrap());
    let wanted = Wanted { sources: vec!["a".into()], all: false, since };
    for stop in 1..=3 {
        let summary = fetch(&setup, &wanted);
        assert_eq!(summary.failed.len(), 1, "stop {stop}: {summary:?}");
    }
    let summary = fetch(&setup, &wanted);
    assert_eq!(summary.failed, []);
    assert_eq!(count(&folder, "a"), POSTS as u64);
    let pages = |n: usize| {
        let wanted = Some(n.to_string());
        server.requests().iter().filter(|it| it.query("page") == wanted).count()
    };
    // Each page was asked for once, those at which it stopped once more; the first also by the look
    // for the API.
    assert_eq!((pages(2), pages(5), pages(24)), (1, 2, 1));
}

#[test]
fn a_closed_archive_is_read_by_its_feed_pages() {
    let server = Server::start(|request| {
        if request.path.starts_with("/wp-json") || request.path.contains("rest_route") {
            return status(403);
        }
        let page: usize = request.query("paged").and_then(|it| it.parse().ok()).unwrap_or(1);
        if page > 4 {
            return status(404);
        }
        let text = String::from_utf8(feed("gao", (page - 1) * 10..page * 10)).unwrap();
        let text = text
            .replace("<channel>", "<channel><generator>https://wordpress.org/?v=6.5</generator>");
        ok("application/rss+xml", text)
    });
    let folder = Folder::new("closed");
    let setup = setup(&folder.0, vec![entry("a", "wordpress", &server.url("/"))]);
    let since = Some("2026-01-01".parse().unwrap());
    let summary = fetch(&setup, &Wanted { sources: vec!["a".into()], all: false, since });
    assert_eq!(summary.failed, []);
    assert_eq!(count(&folder, "a"), 40);
}

#[test]
fn pages_are_fetched_where_robots_allow_it() {
    let article = |n: &str| {
        format!(
            "<html><head><title>Story {n}</title></head><body><article><h1>Story {n}</h1>\
             <p>The convoy number {n} reached the town in the evening after two days on the road, \
             the mayor told reporters at the bus station.</p><p>Traders waited for it with lamps, \
             because the power had been out in most quarters since the morning.</p></article></body></html>"
        )
    };
    let server = Server::start(move |request| match request.path.as_str() {
        "/robots.txt" => ok("text/plain", "User-agent: *\nDisallow: /news/secret"),
        "/list" => {
            ok("text/html", "<a href=/news/1>1</a> <a href=/news/secret>2</a> <a href=/about>3</a>")
        }
        "/news/1" => ok("text/html", article("1")),
        _ => status(404),
    });
    let folder = Folder::new("pages");
    let mut source = entry("a", "page", &server.url("/list"));
    source.links = Some("/news/*".into());
    let setup = setup(&folder.0, vec![source]);
    assert_eq!(fetch(&setup, &all()).new, 1);
    fetch(&setup, &all());
    let asked = |path: &str| server.paths().iter().filter(|it| *it == path).count();
    assert_eq!((asked("/news/1"), asked("/news/secret"), asked("/about")), (1, 0, 0));
    let dropped = Reader::open(&folder.0).unwrap().dropped(5).unwrap();
    assert!(dropped.iter().any(|it| it.why.contains("robots.txt")), "{dropped:?}");
    let list = |args: &[&str]| {
        let mut command = crate::cli::program(&folder.0);
        let output = command.arg("--store").arg(&folder.0).args(args).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let (one, all) = (list(&["sources", "a"]), list(&["sources"]));
    assert!(one.contains("/news/secret") && one.contains("robots.txt"), "{one}");
    assert!(!all.contains("/news/secret"), "{all}");
    assert!(list(&["doctor"]).contains("last not taken in, from a: "));
}

#[test]
fn one_poller_at_a_time() {
    let folder = Folder::new("two");
    let setup = setup(&folder.0, Vec::new());
    let tell: poll::Tell = Arc::new(|_| {});
    let first = poll::Background::start(setup.clone(), Arc::clone(&tell)).unwrap().unwrap();
    let second = poll::Background::start(setup.clone(), Arc::clone(&tell)).unwrap();
    assert_eq!(second.unwrap_err().pid, std::process::id());
    let stopping = Instant::now();
    drop(first);
    assert!(stopping.elapsed() < Duration::from_secs(2));
    assert!(poll::Background::start(setup, tell).unwrap().is_ok());
}
