//! Hostile text on every way out, asserted on the raw bytes: no control byte stands where the
//! program did not put it, nothing turns the direction of text, no tower of marks grows.

use std::{fmt::Write as _, fs, time::Duration};

use crate::{
    cli::{Folder, program, vigie, vigie_reads},
    pty::line::Line,
};

/// Texts that have broken terminals, by what they try.
fn hostile() -> Vec<(&'static str, String)> {
    let plain = [
        ("clears the screen", "\u{1b}[2J\u{1b}[H\u{1b}c"),
        ("sets the title", "\u{1b}]0;owned\u{7}\u{1b}]2;owned\u{1b}\\"),
        ("writes the clipboard", "\u{1b}]52;c;b3duZWQ=\u{7}"),
        ("leads elsewhere", "\u{1b}]8;;https://evil.example\u{1b}\\x\u{1b}]8;;\u{1b}\\"),
        ("runs in tmux", "\u{1b}Ptmux;\u{1b}\u{1b}]0;x\u{7}\u{1b}\\"),
        ("speaks C1", "\u{9b}31m\u{9d}0;x\u{9c}\u{90}q\u{9c}"),
        ("rings and rubs out", "\u{7}\u{8}\u{7f}\u{0}\u{b}\u{c}\r\r\u{85}"),
        ("turns the line", "\u{202e}terces\u{202c}\u{2067}x\u{2069}\u{200f}\u{61c}"),
        ("hides", "a\u{200b}b\u{200d}c\u{2060}d\u{feff}e\u{ad}f\u{fe0f}g\u{e0041}\u{e007f}"),
        ("parts lines", "one\ntwo\r\nthree\u{2028}four\u{2029}five\tsix"),
        ("is a formula", "=cmd|'/c calc'!A0\t@x\t+1\t-1"),
        ("is markup", "<script>x</script>]]>&#27;[31m&#155;31m--><b>"),
        ("is Markdown", "](https://evil.example) [x]: y `z` **a** | b |"),
    ];
    let mut all: Vec<_> = plain.iter().map(|(what, text)| (*what, (*text).to_owned())).collect();
    all.push(("is a tower", format!("e{}", "\u{301}".repeat(10_000))));
    all.push(("is long", "long \u{1b}[1m title ".repeat(60_000)));
    all
}

/// Towns, one to each hostile text, so that each makes an incident of its own.
const TOWNS: [&str; 15] = [
    "Gao",
    "Kidal",
    "Kati",
    "Ménaka",
    "Mopti",
    "Ségou",
    "Sikasso",
    "Kayes",
    "Bamako",
    "Koutiala",
    "Djenné",
    "Bandiagara",
    "Douentza",
    "Hombori",
    "Niono",
];

/// A feed, WordPress posts and a text that carry them in every field.
fn documents(folder: &Folder) {
    let mut posts = Vec::new();
    let mut feed =
        b"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>F</title>".to_vec();
    for (n, (_, bad)) in hostile().iter().enumerate() {
        let (town, day) = (TOWNS[n % TOWNS.len()], n + 1);
        // A megabyte stands in one title; elsewhere so much of it.
        let long = bad;
        let bad: String = bad.chars().take(20_000).collect();
        let told = format!(
            "JNIM gunmen killed {} civilians in {town} on {day} April 2026, the mayor {bad} said. \
             JNIM claimed the attack. The army denied it: \u{ab}{bad}\u{bb}.",
            n + 2
        );
        let short: String = bad.chars().take(200).collect();
        posts.push(serde_json::json!({
            "title": {"rendered": format!("{long} attack in {town}")},
            "content": {"rendered": format!("<p>{told}</p><h2>{bad}</h2><li>{bad}</li>")},
            "date_gmt": format!("2026-04-{:02}T10:00:00", day + 1),
            "link": format!("https://x.example/{n}?{short}"),
            "slug": bad, "guid": {"rendered": short},
        }));
        feed.extend_from_slice(
            format!(
                "<item><title><![CDATA[{bad} killing in {town}]]></title>\
                 <description><![CDATA[{told}]]></description><author>{short}</author>\
                 <link>https://y.example/{n}\n{short}</link><guid>{n}{short}</guid>\
                 <category><![CDATA[{short}]]></category>\
                 <pubDate>{day} Apr 2026 12:00:00 GMT</pubDate></item>"
            )
            .as_bytes(),
        );
        feed.extend_from_slice(b"<item><title>raw \x9b31m \xff\xfe in Gao</title></item>");
    }
    feed.extend_from_slice(b"</channel></rss>");
    folder.file("docs/posts.json", serde_json::to_string(&posts).expect("JSON"));
    folder.file("docs/feed.xml", feed);
}

/// Later reports of one town, one to each text.
fn news(folder: &Folder) {
    for (n, (_, bad)) in hostile().iter().enumerate() {
        let bad: String = bad.chars().take(4_000).collect();
        let day = n % 27 + 1;
        folder.file(
            &format!("news/{n}.txt"),
            format!(
                "{bad} killing in Gao\nPublished: {day} February 2026\n\nGunmen killed {} traders \
                 in Gao on {day} February 2026, {bad} said.",
                n + 2
            ),
        );
    }
}

/// A configuration with the texts wherever a person may write what is shown.
fn config(folder: &Folder, tell: &str) -> String {
    let (mut text, mut views) = (String::new(), String::from("[desk.views]\n"));
    for (n, (_, bad)) in hostile().iter().enumerate().filter(|(_, it)| it.1.len() < 1_000) {
        // JSON's strings are TOML's, but for the byte that JSON lets stand.
        let quoted = serde_json::to_string(bad).expect("a string").replace('\u{7f}', "\\u007f");
        let _ = write!(
            text,
            "[[sources]]\nid = \"bad{n}\"\nname = {quoted}\nlanguage = \"en\"\n\
             url = \"https://z{n}.example/feed\"\nkind = \"feed\"\nenabled = false\n\
             [[desk.rules]]\nname = {quoted}\nfilter = \"town:gao\"\ntell = {tell}\n\
             command = [\"cat\"]\n"
        );
        let _ = writeln!(views, "{quoted} = {quoted}");
    }
    folder.file("config.toml", text + &views).display().to_string()
}

/// What in plain text a terminal would obey or be misled by; line ends aside.
fn strays(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut marks = 0;
    for (at, it) in text.chars().enumerate() {
        let unseen = matches!(it,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{e0000}'..='\u{e0fff}');
        marks = if matches!(it, '\u{300}'..='\u{36f}') { marks + 1 } else { 0 };
        if (it.is_control() && it != '\n') || unseen || marks > 8 {
            let near: String = text.chars().skip(at.saturating_sub(20)).take(40).collect();
            found.push(format!("{it:?} at {at} in {near:?}"));
        }
        if found.len() > 3 {
            break;
        }
    }
    found
}

#[track_caller]
fn is_clean(what: &str, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap_or_else(|it| panic!("{what}: {it}"));
    let found = strays(&text.replace("\r\n", "\n"));
    assert!(found.is_empty(), "{what}: {found:#?}");
}

/// Takes the sequences that the desk may send out of what it sent; what they carry must be clean.
/// What is left is the text of the cells.
fn cells(sent: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut rest = sent;
    while let Some((before, sequence)) = rest.split_once('\u{1b}') {
        text.push_str(before);
        let near = || format!("{:?}", sequence.chars().take(40).collect::<String>());
        rest = if let Some(csi) = sequence.strip_prefix('[') {
            let body =
                csi.trim_start_matches(|it: char| it.is_ascii_digit() || ";?>$".contains(it));
            body.strip_prefix(|it| "HCDXmJhlpqc".contains(it)).ok_or_else(near)?
        } else if let Some(link) = sequence.strip_prefix("]8;;") {
            let (target, rest) = link.split_once("\u{1b}\\").ok_or_else(near)?;
            let printable = target.bytes().all(|it| (b'!'..=b'~').contains(&it));
            if !printable || !(target.is_empty() || target.starts_with("http")) {
                return Err(format!("link {target:?}"));
            }
            rest
        } else if let Some(copied) = sequence.strip_prefix("]52;c;") {
            let (payload, rest) = copied.split_once('\u{7}').ok_or_else(near)?;
            if !payload.bytes().all(|it| it.is_ascii_alphanumeric() || b"+/=".contains(&it)) {
                return Err(format!("clipboard {payload:?}"));
            }
            rest
        } else if let Some(told) = ["]9;", "]2;"].iter().find_map(|it| sequence.strip_prefix(it)) {
            let (words, rest) = told.split_once('\u{7}').ok_or_else(near)?;
            let found = strays(words);
            if words.contains('\n') || !found.is_empty() {
                return Err(format!("notice {words:?}: {found:?}"));
            }
            rest
        } else {
            return Err(near());
        };
    }
    text.push_str(rest);
    Ok(text)
}

#[test]
fn no_command_lets_a_control_byte_out() {
    let folder = Folder::new("hostile-cli");
    documents(&folder);
    let config = config(&folder, "[\"bell\"]");
    let run = |args: &[&str]| {
        let args: Vec<&str> =
            ["--config", &config].into_iter().chain(args.iter().copied()).collect();
        let ran = vigie(&folder, &args);
        is_clean(&format!("{args:?} on standard output"), ran.out.as_bytes());
        is_clean(&format!("{args:?} on standard error"), ran.err.as_bytes());
        ran
    };
    let read = run(&["ingest", "docs"]);
    assert!(read.status < 2, "{}", read.err);
    for list in ["incidents", "reports", "statements", "actors", "towns", "sources"] {
        for format in ["table", "jsonl", "csv", "geojson", "md"] {
            run(&[list, "--format", format]);
            let file = folder.path().join(format!("out.{format}"));
            let path = file.display().to_string();
            run(&[list, "--format", format, "--output", &path]);
            for written in [file.clone(), file.with_extension("left_out.csv")] {
                if let Ok(bytes) = fs::read(&written) {
                    is_clean(&format!("{list} in {}", written.display()), &bytes);
                    let _ = fs::remove_file(written);
                }
            }
        }
    }
    let incidents = run(&["incidents", "--format", "jsonl"]).json();
    assert!(incidents.len() >= TOWNS.len(), "each text is an incident: {}", incidents.len());
    let reports = run(&["reports", "--format", "jsonl"]).json();
    for it in incidents.iter().chain(&reports).take(40) {
        run(&["show", it["id"].as_str().expect("an id")]);
    }
    for shape in ["sitrep", "brief", "handover"] {
        for language in ["en", "fr"] {
            run(&[shape, "--since", "2026-01-01", "--lang", language]);
        }
    }
    run(&["config"]);
    run(&["doctor"]);
    run(&["opml", "export"]);
    run(&["code", "docs/posts.json"]);
    run(&["code", "docs/posts.json", "--format", "jsonl"]);
    for (what, bad) in hostile().iter().filter(|it| it.1.len() < 1_000) {
        // An argument holds no NUL.
        let bad = bad.replace('\0', "");
        for args in [
            vec!["show", bad.as_str()],
            vec!["incidents", bad.as_str()],
            vec!["incidents", "--format", &bad],
            vec!["ingest", &bad],
            vec!["fetch", &bad],
            vec!["sources", "check", &bad],
            vec!["--theatre", &bad, "actors"],
        ] {
            assert!(run(&args).status != 0 || args[0] == "incidents", "{what}: {args:?}");
        }
        let coded = vigie_reads(&folder, &["code", "-"], format!("Gao {bad}").as_bytes());
        is_clean(what, coded.out.as_bytes());
        let broken = folder.file("broken.toml", format!("[desk]\ncolor = \"{bad}\"\n{bad} = 1\n"));
        let broken = broken.display().to_string();
        is_clean(what, vigie(&folder, &["--config", &broken, "config"]).err.as_bytes());
    }
}

#[test]
fn a_real_desk_sends_its_own_sequences_only() {
    let folder = Folder::new("hostile-desk");
    documents(&folder);
    let config = config(&folder, "[\"bell\", \"notify\", \"title\", \"command\"]");
    let store = folder.path().join("store");
    let ingest = |path: &str| {
        let mut command = program(folder.path());
        command.arg("--store").arg(&store).args(["-q", "ingest", path]);
        command.output().expect("it runs")
    };
    ingest("docs");
    // Whoever holds this polls: the desk does not.
    let lock = vigie::store::PollLock::take(&store).expect("a lock");
    let store_path = store.display().to_string();
    let program = env!("CARGO_BIN_EXE_vigie");
    // As over SSH: opening a link shows and copies it.
    let arguments = [
        "SSH_CONNECTION=1",
        "COLORTERM=truecolor",
        program,
        "--store",
        &store_path,
        "--config",
        &config,
    ];
    let mut line = Line::open("hostile-desk", "env", &arguments);
    line.wait_for("Timeline");
    // A terminal that can link, and synchronize.
    line.press("\x1bP>|kitty(0.32.1)\x1b\\\x1b[?2026;2$y\x1b[?62;22c");
    line.wait_for(" 1/");
    let rest = Duration::from_millis(250);
    for layout in ["1", "3", "4", "5", "6", "7", "2"] {
        line.press(layout);
        line.bytes_until_quiet(rest);
    }
    for _ in 0..TOWNS.len() {
        line.press("j");
        line.bytes_until_quiet(rest);
        line.press("\r");
        line.bytes_until_quiet(rest);
        for key in ["n", "n", "l", "y", "Y", "\x19", "o", " ", "G"] {
            line.press(key);
            line.bytes_until_quiet(Duration::from_millis(40));
        }
        line.press("\x7f");
        line.bytes_until_quiet(rest);
    }
    for (list, key) in [("5", "\r"), ("6", "\r"), ("1", "v"), ("1", "w"), ("1", "?"), ("1", "A")] {
        line.press(list);
        line.press(key);
        line.bytes_until_quiet(rest);
        line.press("\x1b");
        line.bytes_until_quiet(rest);
        line.press("1");
    }
    for (_, bad) in hostile().iter().filter(|it| it.1.len() < 1_000) {
        let bad = bad.replace("\u{1b}[201~", "");
        line.press("/");
        line.press(&format!("\x1b[200~\"{bad}\x1b[201~"));
        line.bytes_until_quiet(rest);
        line.press("\r");
        line.bytes_until_quiet(rest);
        line.press("\x1b");
        line.bytes_until_quiet(rest);
    }
    line.press("1X");
    for ending in ["csv", "jsonl", "geojson", "md"] {
        let path = folder.path().join(format!("desk.{ending}"));
        line.press(&format!("E\x15{}\r", path.display()));
        line.wait_for("written to");
        for written in [path.clone(), path.with_extension("left_out.csv")] {
            if let Ok(bytes) = fs::read(&written) {
                is_clean(&written.display().to_string(), &bytes);
            }
        }
        line.press("k");
        line.bytes_until_quiet(rest);
    }
    // A rule of a hostile name tells of hostile news.
    news(&folder);
    ingest("news");
    line.bytes_until_quiet(Duration::from_secs(3));
    let (status, line) = line.left();
    assert_eq!(status.exit_code(), 0);
    drop(lock);

    let sent = std::str::from_utf8(&line.sent).expect("valid UTF-8 only");
    assert!(sent.contains("\u{1b}]52;c;"), "something was copied");
    assert!(sent.contains("\u{1b}]8;;https://x.example/"), "something was linked");
    assert!(sent.contains("\u{1b}]9;"), "something was told");
    let text = cells(sent).unwrap_or_else(|it| panic!("a sequence of somebody else's: {it}"));
    let text = text.replace(['\u{7}', '\r'], "");
    let found = strays(&text);
    assert!(found.is_empty(), "{found:#?}");
    assert!(text.contains("mayor"), "the reports were shown");
}
