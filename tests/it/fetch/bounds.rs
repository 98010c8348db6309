//! What a source may cost, where its secrets go, and that nothing of it is lost for that.

use std::{
    collections::HashSet,
    fs,
    sync::{Arc, Mutex},
    time::SystemTime,
};

use vigie::{ingest::poll::Wanted, store::Reader, theatre::SourceEntry};

use super::{
    Folder, all, count, entry, fetch,
    kinds::{article, texts},
    server::{Play, Server, ok, redirect, status},
    setup, state, wordpress,
};

/// A feed of extracts whose articles stand at these addresses.
fn extracts(links: impl IntoIterator<Item = String>) -> Vec<u8> {
    let item = |link: String| {
        format!(
            "<item><title>{link}</title><link>{link}</link><description>More …</description></item>"
        )
    };
    let items: String = links.into_iter().map(item).collect();
    format!("<rss version='2.0'><channel>{items}</channel></rss>").into_bytes()
}

fn full_text(url: &str) -> SourceEntry {
    let mut source = entry("a", "feed", url);
    (source.full_text, source.allow_private) = (true, true);
    source
}

fn list(url: &str) -> SourceEntry {
    let mut source = entry("a", "page", url);
    source.links = Some("/news/*".into());
    source
}

#[test]
fn secrets_go_to_the_host_of_the_entry_alone() {
    let other = Server::start(|request| match request.path.as_str() {
        "/robots.txt" => status(404),
        "/feed" => ok("text/xml", extracts(["https://news.example/9".to_owned()])),
        _ => article("The ferry runs again"),
    });
    let story = other.url("/story");
    let new_home = other.url("/feed");
    let own = Server::start(move |request| match request.path.as_str() {
        "/old" => redirect(301, new_home.clone()),
        _ => ok("text/xml", extracts([story.clone()])),
    });
    let secret = |mut source: SourceEntry| {
        source.headers.insert("authorization".into(), "Bearer secret".into());
        source.headers.insert("x-key".into(), "secret".into());
        source
    };
    let mut moved = secret(entry("b", "feed", &own.url("/old")));
    moved.allow_private = true;
    let folder = Folder::new("secrets");
    let setup = setup(&folder.0, vec![secret(full_text(&own.url("/feed"))), moved]);
    fetch(&setup, &all());
    fetch(&setup, &all());
    assert_eq!(state(&folder, "b").moved_to, Some(other.url("/feed")));
    assert!(texts(&folder).iter().any(|it| it.contains("waited for the convoy")));
    let told = |server: &Server| -> Vec<bool> {
        let has = |it: &str| it.contains("secret");
        server.requests().iter().map(|it| it.headers.values().any(|it| has(it))).collect()
    };
    assert!(told(&own).iter().all(|it| *it), "{:?}", own.requests());
    assert!(!told(&other).contains(&true), "{:?}", other.requests());
    let paths: HashSet<_> = other.paths().into_iter().collect();
    assert_eq!(paths.len(), 3, "{paths:?}");
}

#[test]
fn a_list_is_asked_for_whole_until_all_its_articles_are_here() {
    let busy = Arc::new(Mutex::new(HashSet::from(["/news/3".to_owned()])));
    let server = Server::start(move |request| match request.path.as_str() {
        "/list" => {
            let links: Vec<_> = (0..70).map(|n| format!("<a href=/news/{n}>{n}</a>")).collect();
            Play::Tagged("\"1\"", links.concat().into_bytes())
        }
        "/robots.txt" => ok("text/plain", "User-agent: *\nDisallow: /news/7"),
        "/news/5" => status(404),
        path if busy.lock().unwrap().remove(path) => status(503),
        path => article(&format!("The lorry of {path} has come")),
    });
    let folder = Folder::new("rest");
    let setup = setup(&folder.0, vec![list(&server.url("/list"))]);
    let asked = |path: &str| server.paths().iter().filter(|it| *it == path).count();
    for poll in 1..=3 {
        let before = server.paths().len();
        fetch(&setup, &all());
        assert!(server.paths().len() - before <= 32, "poll {poll}");
    }
    // All but the one that is gone and the one that robots.txt forbids.
    assert_eq!(count(&folder, "a"), 68);
    assert_eq!((asked("/news/3"), asked("/news/4"), asked("/news/5")), (2, 1, 1));
    let before = server.paths().len();
    fetch(&setup, &all());
    assert_eq!((server.paths().len() - before, state(&folder, "a").status), (1, Some(304)));
}

#[test]
fn full_texts_come_in_portions() {
    let server = Server::start(move |request| match request.path.as_str() {
        "/feed" => Play::Tagged("\"1\"", extracts((0..70).map(|n| format!("/story/{n}")))),
        "/robots.txt" => status(404),
        path => article(&format!("The lorry of {path} has come")),
    });
    let folder = Folder::new("portions");
    let setup = setup(&folder.0, vec![full_text(&server.url("/feed"))]);
    for expected in [30, 60, 70] {
        fetch(&setup, &all());
        assert_eq!(count(&folder, "a"), expected);
    }
    assert!(texts(&folder).iter().all(|it| it.contains("waited for the convoy")));
    fetch(&setup, &all());
    assert_eq!(state(&folder, "a").status, Some(304));
}

#[test]
fn half_an_article_is_none() {
    let first = Arc::new(Mutex::new(true));
    let server = Server::start(move |request| match request.path.as_str() {
        "/list" => ok("text/html", "<a href=/news/1>1</a>"),
        "/robots.txt" => status(404),
        _ => match article("The bridge is open") {
            Play::Answer(_, _, body) if std::mem::take(&mut *first.lock().unwrap()) => {
                let most = body.len() - 60;
                Play::Cut(body, most)
            }
            whole => whole,
        },
    });
    let folder = Folder::new("half");
    let setup = setup(&folder.0, vec![list(&server.url("/list"))]);
    assert_eq!(fetch(&setup, &all()).new, 0);
    assert_eq!(fetch(&setup, &all()).new, 1);
}

#[test]
fn half_a_page_of_posts_is_asked_for_again() {
    let cuts = Arc::new(Mutex::new(HashSet::from(["1".to_owned(), "2".to_owned()])));
    let server = Server::start(move |request| match wordpress(request, 150) {
        Play::Answer(200, _, body)
            if cuts.lock().unwrap().remove(&request.query("page").unwrap_or_default()) =>
        {
            Play::Cut(body, 4000)
        }
        whole => whole,
    });
    let folder = Folder::new("posts");
    let setup = setup(&folder.0, vec![entry("a", "wordpress", &server.url("/"))]);
    assert_eq!(fetch(&setup, &all()).failed.len(), 1);
    assert_eq!(fetch(&setup, &back()).failed, []);
    assert_eq!(count(&folder, "a"), 150);
}

/// How often an article is asked for whose host has this for its rules, in two polls.
#[track_caller]
fn check_rules(name: &str, rules: Play, expected: usize) {
    let server = Server::start(move |request| match request.path.as_str() {
        "/list" => ok("text/html", "<a href=/news/1>1</a>"),
        "/robots.txt" => rules.clone(),
        _ => article("The bridge is open"),
    });
    let folder = Folder::new(name);
    let setup = setup(&folder.0, vec![list(&server.url("/list"))]);
    fetch(&setup, &all());
    fetch(&setup, &all());
    let asked = server.paths().iter().filter(|it| *it == "/news/1").count();
    assert_eq!(asked, expected, "{name}");
}

#[test]
fn rules_that_cannot_be_read_allow_nothing() {
    check_rules("rules-none", status(404), 1);
    check_rules("rules-closed", status(403), 1);
    check_rules("rules-busy", status(429), 0);
    check_rules("rules-broken", status(503), 0);
    check_rules("rules-cut", Play::Cut(b"User-agent: *\nDisallow: /x\n".to_vec(), 14), 0);
}

#[test]
fn a_file_that_is_moved_into_a_folder_is_read_and_counted() {
    let folder = Folder::new("moved-in");
    let inbox = folder.0.join("inbox");
    fs::create_dir_all(&inbox).unwrap();
    fs::write(inbox.join("one.txt"), "The bridge is open\n\nThe bridge at Wabaria is open.")
        .unwrap();
    let setup = setup(&folder.0, vec![entry("a", "folder", &inbox.to_string_lossy())]);
    assert_eq!(fetch(&setup, &all()).new, 1);
    let old = folder.0.join("old.txt");
    fs::write(&old, "The road is shut\n\nThe road to Ansongo is shut.").unwrap();
    let file = fs::File::options().write(true).open(&old).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    fs::rename(&old, inbox.join("two.txt")).unwrap();
    assert_eq!(fetch(&setup, &all()).new, 1);
}

/// Every source that is switched on, back to this year's beginning.
fn back() -> Wanted {
    Wanted { since: "2026-01-01".parse().ok(), ..Wanted::default() }
}

#[test]
fn pages_that_lead_in_a_circle_end() {
    let server = Server::start(|request| {
        let page: u8 = request.query("p").and_then(|it| it.parse().ok()).unwrap_or(0);
        let items = extracts((0..3).map(|n| format!("https://news.example/{page}/{n}")));
        let next = format!("<atom:link rel='next' href='/feed?p={}'/>", (page + 1) % 3);
        let text = String::from_utf8(items).unwrap();
        let head = "<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel>";
        ok("text/xml", text.replace("<rss version='2.0'><channel>", &(head.to_owned() + &next)))
    });
    let folder = Folder::new("circle");
    let setup = setup(&folder.0, vec![entry("a", "feed", &server.url("/feed"))]);
    assert_eq!(fetch(&setup, &back()).failed, []);
    assert_eq!((server.paths().len(), count(&folder, "a")), (4, 9));
}

#[test]
fn only_what_has_an_archive_is_paged_back_unless_it_is_named() {
    let server = Server::start(|_| ok("text/xml", super::feed("gao", 0..3)));
    let folder = Folder::new("archives");
    let inbox = entry("b", "folder", &folder.0.to_string_lossy());
    let mut page = list(&server.url("/list"));
    page.id = "c".into();
    let setup = setup(&folder.0, vec![entry("a", "feed", &server.url("/feed")), inbox, page]);
    let done = fetch(&setup, &back());
    assert_eq!((done.answered, done.failed.len()), (1, 0), "{done:?}");
    let done = fetch(&setup, &Wanted { sources: vec!["b".into()], ..back() });
    assert_eq!(done.failed.len(), 1, "{done:?}");
}

#[test]
fn more_changed_posts_than_are_read_are_told() {
    let server = Server::start(|request| wordpress(request, 1500));
    let folder = Folder::new("changed");
    let setup = setup(&folder.0, vec![entry("a", "wordpress", &server.url("/"))]);
    fetch(&setup, &all());
    let dropped = || Reader::open(&folder.0).unwrap().dropped(5).unwrap();
    assert_eq!(dropped().len(), 0);
    fetch(&setup, &all());
    let told = dropped();
    assert!(told.iter().any(|it| it.why.contains("vigie fetch a --since ")), "{told:?}");
}
