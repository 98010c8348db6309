//! The program as a process: stopped, killed, out of room, and beside a real web server.

use std::{
    fs,
    net::TcpListener,
    path::Path,
    process::{Child, Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};

use vigie::store::Reader;

use super::{
    Folder,
    server::{Play, Server, feed, ok},
};

pub(super) fn vigie(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.arg("--config").arg(folder.join("config.toml"));
    command.arg("--store").arg(folder.join("store")).args(args);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub(super) fn run(folder: &Path, args: &[&str]) -> Output {
    vigie(folder, args).output().unwrap()
}

/// A configuration with these sources and no others, each polled at every occasion.
pub(super) fn configure(folder: &Path, sources: &[(String, String)]) {
    let pack: Vec<_> = vigie::theatre::Names::embedded("sahel")
        .sources
        .iter()
        .map(|it| it.id.to_string())
        .collect();
    let mut text = format!("[fetch]\noff = {pack:?}\n");
    for (id, url) in sources {
        text += &format!("[[sources]]\nid = {id:?}\nname = {id:?}\nurl = {url:?}\nevery_s = 1\n");
    }
    fs::write(folder.join("config.toml"), text).unwrap();
}

/// Waits for something that another process does.
#[track_caller]
pub(super) fn until(what: &str, mut done: impl FnMut() -> bool) {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < Duration::from_secs(60), "waited in vain for {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

pub(super) fn reports(folder: &Path) -> u64 {
    Reader::open(&folder.join("store"))
        .and_then(|it| it.reports_by_source())
        .map_or(0, |it| it.iter().map(|it| it.1).sum())
}

pub(super) fn signal(child: &Child, signal: &str) {
    let done = Command::new("kill").arg(signal).arg(child.id().to_string()).status().unwrap();
    assert!(done.success());
}

pub(super) fn wait_within(child: &mut Child, limit: Duration) -> Option<std::process::ExitStatus> {
    let start = Instant::now();
    while start.elapsed() < limit {
        if let Some(status) = child.try_wait().unwrap() {
            return Some(status);
        }
        thread::sleep(Duration::from_millis(10));
    }
    None
}

#[test]
fn watching_stops_within_two_seconds_and_goes_on_after_a_kill() {
    let server = Server::start(|request| match request.path.as_str() {
        "/hang" => Play::StallHeader,
        _ => ok("text/xml", feed("gao", 0..5)),
    });
    let folder = Folder::new("watch");
    let sources =
        [("a", "/feed"), ("b", "/hang")].map(|(id, path)| (id.to_owned(), server.url(path)));
    configure(&folder.0, &sources);
    let mut child = vigie(&folder.0, &["watch"]).spawn().unwrap();
    until("reports", || reports(&folder.0) == 5);

    let second = run(&folder.0, &["watch"]);
    assert_eq!(second.status.code(), Some(2));
    let said = String::from_utf8_lossy(&second.stderr).into_owned();
    assert!(said.contains(&child.id().to_string()), "{said}");

    signal(&child, "-TERM");
    let status = wait_within(&mut child, Duration::from_secs(2)).expect("it stops in two seconds");
    assert_eq!(status.code(), Some(0));

    let mut child = vigie(&folder.0, &["watch"]).spawn().unwrap();
    until("another poll", || server.paths().iter().filter(|it| *it == "/feed").count() > 1);
    signal(&child, "-KILL");
    child.wait().unwrap();
    assert_eq!(run(&folder.0, &["fetch", "--all", "a"]).status.code(), Some(0));
    assert_eq!(reports(&folder.0), 5);
}

#[test]
fn a_full_disk_is_told_and_polling_resumes_when_there_is_room() {
    let folder = Folder::new("full");
    let mount = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=24m", "vigie-test"])
        .arg(&folder.0)
        .stderr(Stdio::null())
        .status();
    if !mount.is_ok_and(|it| it.success()) {
        println!("skipped: cannot mount a small file system");
        return;
    }
    let server = Server::start(|request| match request.path.as_str() {
        "/small" => ok("text/xml", feed("gao", 0..5)),
        _ => ok("text/xml", feed("kidal", 0..400)),
    });
    let sources =
        [("a", "/small"), ("b", "/large")].map(|(id, path)| (id.to_owned(), server.url(path)));
    configure(&folder.0, &sources);
    let first = run(&folder.0, &["fetch", "--all", "a"]);
    fs::write(folder.0.join("filler"), vec![0; 64 << 10]).unwrap();
    let mut filler = fs::OpenOptions::new().append(true).open(folder.0.join("filler")).unwrap();
    while std::io::Write::write_all(&mut filler, &[0; 64 << 10]).is_ok() {}
    drop(filler);
    let full = run(&folder.0, &["fetch", "--all", "b"]);
    let readable = run(&folder.0, &["reports", "--format", "jsonl"]);
    fs::remove_file(folder.0.join("filler")).unwrap();
    let after = run(&folder.0, &["fetch", "--all", "b"]);
    let found = reports(&folder.0);
    let unmounted = Command::new("umount").arg(&folder.0).status().unwrap();

    assert_eq!(first.status.code(), Some(0));
    let said = String::from_utf8_lossy(&full.stderr).into_owned();
    assert_eq!(full.status.code(), Some(1), "{said}");
    assert!(said.contains("full"), "{said}");
    assert_eq!(String::from_utf8_lossy(&readable.stdout).lines().count(), 5);
    assert_eq!(after.status.code(), Some(0), "{}", String::from_utf8_lossy(&after.stderr));
    assert_eq!(found, 405);
    assert!(unmounted.success());
}

/// A free port, as far as anybody can tell.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

#[test]
fn nginx_is_asked_for_nothing_twice() {
    const FEEDS: usize = 200;
    // The unoptimised program is not for measuring.
    let entries = if cfg!(debug_assertions) { 3 } else { 500 };
    let folder = Folder::new("nginx");
    fs::create_dir_all(folder.0.join("www")).unwrap();
    for n in 0..FEEDS {
        let name = format!("f{n}");
        fs::write(folder.0.join(format!("www/{name}.xml")), feed(&name, 0..entries)).unwrap();
    }
    let port = free_port();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/nginx.sh");
    let mut nginx = Command::new("sh")
        .arg(script)
        .arg(&folder.0)
        .arg(port.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    let mut out = std::io::BufReader::new(nginx.stdout.take().unwrap());
    std::io::BufRead::read_line(&mut out, &mut said).unwrap();
    if said.starts_with("skipped") {
        println!("{said}");
        return;
    }
    until("nginx", || std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
    let sources: Vec<_> = (0..FEEDS)
        .map(|n| (format!("f{n}"), format!("http://127.0.0.1:{port}/f{n}.xml")))
        .collect();
    configure(&folder.0, &sources);
    let first = run(&folder.0, &["fetch", "--all"]);
    let log = folder.0.join("access.log");
    let lines = fs::read_to_string(&log).unwrap().lines().count();
    let start = Instant::now();
    let second = run(&folder.0, &["fetch", "--all"]);
    let took = start.elapsed();
    drop(nginx.stdin.take());
    nginx.wait().unwrap();

    assert_eq!(first.status.code(), Some(0), "{}", String::from_utf8_lossy(&first.stderr));
    assert_eq!(second.status.code(), Some(0));
    assert_eq!(reports(&folder.0), (FEEDS * entries) as u64);
    let log = fs::read_to_string(&log).unwrap();
    let later: Vec<_> = log.lines().skip(lines).collect();
    assert_eq!(later.len(), FEEDS);
    assert!(later.iter().all(|it| it.contains("\" 304 0 ")), "{:?}", later.first());
    assert!(cfg!(debug_assertions) || took < Duration::from_secs(2), "{took:?}");
}
