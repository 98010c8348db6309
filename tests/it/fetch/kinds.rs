//! Every kind of source from end to end, and the commands that look at one.

use std::{fs, path::Path, process::Command, time::Duration};

use vigie::{
    ingest::poll::Wanted,
    model::Published,
    query::Query,
    store::{Reader, ReportPage},
};

use super::{
    Folder, all, entry, fetch,
    process::{configure, reports, run, signal, until, vigie, wait_within},
    server::{Play, Request, Server, feed, ok, status},
    setup,
};

/// The text of every report, in the order of their dates.
pub(super) fn texts(folder: &Folder) -> Vec<String> {
    let now = jiff::Timestamp::now();
    let reader = Reader::open(&folder.0).unwrap();
    let rows = reader.reports(&Query::all(now), &ReportPage::default()).unwrap();
    let mut all: Vec<_> = rows
        .into_iter()
        .map(|it| (it.report.published.map(Published::instant), it.report))
        .collect();
    all.sort_by_key(|it| it.0);
    all.into_iter().map(|it| it.1.text.text).collect()
}

pub(super) fn article(lead: &str) -> Play {
    let words = "Traders waited for the convoy with lamps, because the power had been out in most \
        quarters since the morning, and the mayor spoke to them at the bus station.";
    ok(
        "text/html; charset=utf-8",
        format!(
            "<html><head><title>{lead}</title></head><body><nav>Home</nav><article><h1>{lead}</h1>\
             <p>{lead}, said the head of the council.</p><p>{words}</p></article></body></html>"
        ),
    )
}

#[test]
fn the_full_text_is_fetched_and_an_extract_never_takes_its_place() {
    let server = Server::start(|request| match request.path.as_str() {
        "/feed" => {
            let item = |n: u8| {
                format!(
                    "<item><title>Story {n}</title><link>/story/{n}</link>\
                     <description>The convoy number {n} arrived …</description></item>"
                )
            };
            let items = item(1) + &item(2);
            ok("text/xml", format!("<rss version='2.0'><channel>{items}</channel></rss>"))
        }
        "/robots.txt" => ok("text/plain", "User-agent: *\nDisallow: /story/2"),
        "/story/1" => article("The convoy number 1 arrived"),
        _ => status(404),
    });
    let folder = Folder::new("full");
    let mut source = entry("a", "feed", &server.url("/feed"));
    source.full_text = true;
    let mut setup = setup(&folder.0, vec![source]);
    assert_eq!(fetch(&setup, &all()).new, 2);
    let full = texts(&folder);
    assert!(full.iter().any(|it| it.contains("waited for the convoy with lamps")), "{full:?}");
    assert!(!server.paths().contains(&"/story/2".to_owned()), "robots.txt forbids it");
    // The same feed, now under another source that wants no full text.
    setup.sources = vec![entry("b", "feed", &server.url("/feed"))];
    let again = fetch(&setup, &all());
    assert_eq!((again.new, again.revised), (0, 0), "{again:?}");
    assert_eq!(texts(&folder), full);
}

/// The web view of a channel with three pages of posts.
fn channel(request: &Request) -> Play {
    let before: u32 = request.query("before").and_then(|it| it.parse().ok()).unwrap_or(61);
    let post = |n: u32| {
        format!(
            "<div class=\"tgme_widget_message\" data-post=\"desk/{n}\">\
             <div class=\"tgme_widget_message_text js\">Post {n} of the desk: the ferry runs again.</div>\
             <time datetime=\"2026-04-{:02}T{:02}:00:00+00:00\"></time></div>",
            1 + n / 24,
            n % 24
        )
    };
    let posts: String = (before.saturating_sub(20).max(1)..before).map(post).collect();
    ok("text/html", format!("<html><body>{posts}</body></html>"))
}

#[test]
fn a_channel_is_polled_and_paged_back() {
    let server = Server::start(channel);
    let folder = Folder::new("channel");
    let mut source = entry("a", "telegram", &server.url("/s/desk"));
    source.allow_private = true;
    let setup = setup(&folder.0, vec![source]);
    assert_eq!(fetch(&setup, &all()).new, 20);
    assert_eq!(fetch(&setup, &all()).new, 0);
    let since = "2026-04-01".parse().ok();
    let back = fetch(&setup, &Wanted { sources: vec!["a".into()], all: false, since });
    assert_eq!((back.failed.len(), texts(&folder).len()), (0, 60), "{back:?}");
}

#[test]
fn a_folder_is_watched() {
    let folder = Folder::new("folder");
    let inbox = folder.0.join("inbox");
    fs::create_dir_all(&inbox).unwrap();
    fs::write(inbox.join("one.txt"), "The bridge is open\n\nThe bridge at Wabaria is open.")
        .unwrap();
    configure(&folder.0, &[("a".to_owned(), inbox.to_string_lossy().into_owned())]);
    let config = folder.0.join("config.toml");
    let text = fs::read_to_string(&config).unwrap() + "kind = \"folder\"\n";
    fs::write(&config, text).unwrap();
    let mut child = vigie(&folder.0, &["watch"]).spawn().unwrap();
    until("the first document", || reports(&folder.0) == 1);
    fs::write(inbox.join("two.txt"), "The road is shut\n\nThe road to Ansongo is shut.").unwrap();
    until("a new document", || reports(&folder.0) == 2);
    fs::write(inbox.join("one.txt"), "The bridge is shut\n\nThe bridge at Wabaria is shut again.")
        .unwrap();
    until("a changed document", || {
        let said = run(&folder.0, &["reports", "--format", "jsonl"]).stdout;
        String::from_utf8_lossy(&said).contains("shut again")
    });
    signal(&child, "-TERM");
    assert!(wait_within(&mut child, Duration::from_secs(5)).is_some());
}

/// Runs the program; its status, standard output and standard error.
fn said(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let output = run(folder, args);
    let text = |it: Vec<u8>| String::from_utf8(it).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn what_is_proposed_can_be_configured_and_checked() {
    let server = Server::start(|request| match request.path.as_str() {
        "/rss" => ok("application/rss+xml", feed("gao", 0..4)),
        "/" => ok(
            "text/html",
            "<html lang=fr><head><title>Gao</title>\
             <link rel=alternate type='application/rss+xml' href='/rss'></head><body>x</body></html>",
        ),
        _ => status(404),
    });
    let folder = Folder::new("propose");
    configure(&folder.0, &[]);
    let (code, entry, why) = said(&folder.0, &["sources", "add", &server.url("/")]);
    assert_eq!(code, Some(0), "{why}");
    assert!(entry.contains(&server.url("/rss")), "{entry}");
    let config = folder.0.join("config.toml");
    fs::write(&config, fs::read_to_string(&config).unwrap() + &entry).unwrap();
    let (code, told, why) = said(&folder.0, &["sources", "check"]);
    assert_eq!(code, Some(0), "{why}");
    assert!(told.contains("4 entries"), "{told}");
    let (_, second, _) = said(&folder.0, &["sources", "add", &server.url("/")]);
    assert_ne!(second, entry, "its id is taken");
    fs::write(&config, fs::read_to_string(&config).unwrap() + &second).unwrap();
    assert_eq!(said(&folder.0, &["sources", "--format", "jsonl"]).0, Some(0));
    let (code, _, why) = said(&folder.0, &["sources", "add", &server.url("/nothing")]);
    assert_eq!(code, Some(2));
    assert!(why.contains("404"), "{why}");
}

/// What cannot be polled fails the check, and nothing else does.
#[test]
fn a_source_is_checked_as_it_is_polled() {
    let server = Server::start(|request| match request.path.as_str() {
        "/list" => ok("text/html", "<a href=/list/1>1</a><a href=/list/2>2</a>"),
        "/list/1" | "/list/2" => article("The ferry runs again"),
        "/blog/feed/" => ok("text/xml", feed("gao", 0..4)),
        "/broken" => ok("text/html", "<html><body>no feed"),
        _ => status(404),
    });
    let folder = Folder::new("check");
    let inbox = folder.0.join("inbox");
    fs::create_dir_all(&inbox).unwrap();
    fs::write(inbox.join("one.txt"), "The bridge is open\n\nThe bridge at Wabaria is open.")
        .unwrap();
    configure(&folder.0, &[]);
    let config = folder.0.join("config.toml");
    let mut text = fs::read_to_string(&config).unwrap();
    for (id, kind, url) in [
        ("list", "page", server.url("/list")),
        ("inbox", "folder", inbox.to_string_lossy().into_owned()),
        ("blog", "wordpress", server.url("/blog/")),
        ("broken", "feed", server.url("/broken")),
    ] {
        text +=
            &format!("[[sources]]\nid = {id:?}\nname = {id:?}\nkind = {kind:?}\nurl = {url:?}\n");
    }
    fs::write(&config, text).unwrap();
    let (code, told, why) = said(&folder.0, &["sources", "check"]);
    let lines: Vec<_> = told.lines().collect();
    assert_eq!((code, lines.len()), (Some(1), 4), "{told}{why}");
    for (line, start) in
        lines.iter().zip(["list: 2 entries", "inbox: 1 entries", "blog: 4 entries", "broken: "])
    {
        assert!(line.starts_with(start), "{told}");
    }
    assert!(!lines[3].contains("entries"), "{told}");
    assert!(!folder.0.join("store").exists());
    assert_eq!(said(&folder.0, &["sources", "check", "blog"]).0, Some(0));
}

#[test]
fn lists_of_feeds_go_out_and_come_in() {
    let folder = Folder::new("opml");
    let sources =
        [("gao", "https://gao.example/feed?a=1&b=2"), ("kidal", "https://kidal.example/")];
    configure(&folder.0, &sources.map(|(id, url)| (id.to_owned(), url.to_owned())));
    let (code, list, why) = said(&folder.0, &["opml", "export", "-"]);
    assert_eq!(code, Some(0), "{why}");
    let file = folder.0.join("list.opml");
    fs::write(&file, list).unwrap();
    let (code, entries, why) = said(&folder.0, &["opml", "import", file.to_str().unwrap()]);
    assert_eq!(code, Some(0), "{why}");
    for (id, url) in sources {
        assert!(entries.contains(&format!("{url:?}")), "{id}: {entries}");
    }
    toml::from_str::<toml::Table>(&entries).unwrap();
}

#[test]
fn the_unit_is_one_that_systemd_understands() {
    let unit = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/vigie.service");
    let text = fs::read_to_string(unit).unwrap();
    assert!(text.contains("ExecStart=/usr/local/bin/vigie watch"));
    let folder = Folder::new("unit");
    let file = folder.0.join("vigie.service");
    fs::write(&file, text.replace("/usr/local/bin/vigie", env!("CARGO_BIN_EXE_vigie"))).unwrap();
    let verify = Command::new("systemd-analyze").args(["verify", "--man=no"]).arg(&file).output();
    let Ok(verify) = verify else {
        println!("skipped: no systemd-analyze");
        return;
    };
    let said = String::from_utf8_lossy(&verify.stderr).into_owned();
    assert!(verify.status.success() && !said.contains("vigie.service:"), "{said}");
}
