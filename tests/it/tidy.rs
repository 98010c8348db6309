//! The rules of the house, held by reading the sources: layers, sizes, names, words.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The modules that know no file, clock, network, thread, terminal or database.
const CORE: [&str; 8] = ["model", "text", "theatre", "feed", "code", "group", "eval", "query"];

/// What the core must not name.
const OUTSIDE: [&str; 16] = [
    "std::fs",
    "std::net",
    "std::thread",
    "std::env",
    "std::process",
    "std::time::Instant",
    "std::time::SystemTime",
    "Timestamp::now",
    "Zoned::now",
    "tokio::",
    "reqwest::",
    "rusqlite::",
    "crossterm::",
    "ratatui::",
    "stdout()",
    "stderr()",
];

/// Module names that say nothing about what is inside.
const BANNED: [&str; 8] =
    ["utils", "util", "helpers", "common", "prelude", "manager", "handler", "types"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `folder` whose name ends in one of `ends`, as a path from the root.
fn files(folder: &str, ends: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(dir) = open.pop() {
        let Ok(entries) = fs::read_dir(&dir) else { continue };
        for entry in entries {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() {
                open.push(path);
            } else if ends.iter().any(|end| path.to_string_lossy().ends_with(end)) {
                found.push(path.strip_prefix(root()).expect("below the root").to_owned());
            }
        }
    }
    found.sort();
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|err| panic!("{}: {err}", path.display()))
}

/// The code of a source file: without comments, and without its tests.
fn code(path: &Path) -> String {
    let text = read(path);
    let text = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn is_test(path: &Path) -> bool {
    path.components().any(|it| it.as_os_str() == "tests" || it.as_os_str() == "tests.rs")
}

/// Source files with the module of `lib.rs` that they belong to.
fn sources() -> Vec<(String, PathBuf)> {
    files("src", &[".rs"])
        .into_iter()
        .filter(|path| !is_test(path))
        .filter_map(|path| {
            let second = path.components().nth(1)?.as_os_str().to_string_lossy().into_owned();
            let module = second.trim_end_matches(".rs").to_owned();
            (module != "lib" && module != "main").then_some((module, path))
        })
        .collect()
}

/// The modules in the order of `lib.rs`.
fn order() -> Vec<String> {
    let lib = read(Path::new("src/lib.rs"));
    lib.lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .map(str::to_owned)
        .collect()
}

/// The first names after each `crate::`, groups in braces included.
fn used(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        if let Some(group) = rest.strip_prefix('{') {
            names.extend(heads_of_group(group));
        } else {
            names.insert(head(rest));
        }
    }
    names
}

fn head(text: &str) -> String {
    text.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect()
}

/// Of `a::{b, c}, d}` the heads `a` and `d`.
fn heads_of_group(group: &str) -> Vec<String> {
    let mut heads = Vec::new();
    let mut depth = 0;
    let mut item = String::new();
    for c in group.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => heads.push(head(std::mem::take(&mut item).trim())),
            _ if depth == 0 => item.push(c),
            _ => {}
        }
    }
    heads.push(head(item.trim()));
    heads
}

/// Who uses whom, as `a -> b`.
fn edges() -> BTreeSet<(String, String)> {
    let order = order();
    let mut edges = BTreeSet::new();
    for (module, path) in sources() {
        for used in used(&code(&path)) {
            if order.contains(&used) && used != module {
                edges.insert((module.clone(), used));
            }
        }
    }
    edges
}

#[test]
fn a_module_uses_only_modules_above_it() {
    let order = order();
    let rank = |name: &str| order.iter().position(|it| it == name);
    let upward: Vec<_> = edges().into_iter().filter(|(a, b)| rank(b) >= rank(a)).collect();
    assert!(upward.is_empty(), "these use a module that lib.rs lists below them: {upward:?}");
}

/// A new dependency between modules shows in review as one added line of `edges.txt`.
#[test]
fn the_edges_between_modules_are_written_down() {
    let lines: Vec<String> = edges().iter().map(|(a, b)| format!("{a} -> {b}\n")).collect();
    let found = lines.concat();
    let written = read(Path::new("tests/it/edges.txt"));
    assert!(found == written, "make tests/it/edges.txt this, if it is meant:\n{found}");
}

#[test]
fn the_core_knows_no_outside() {
    let mut found = Vec::new();
    for (module, path) in sources() {
        let code = code(&path);
        if CORE.contains(&module.as_str()) {
            let named = OUTSIDE.iter().filter(|it| code.contains(**it));
            found.extend(named.map(|it| format!("{}: {it}", path.display())));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn sql_is_written_in_the_store_only() {
    for (module, path) in sources() {
        let named = code(&path).contains("rusqlite::");
        assert!(!named || module == "store", "{} speaks SQL", path.display());
    }
}

#[test]
fn files_stay_short() {
    let long: Vec<_> = files("src", &[".rs"])
        .into_iter()
        .filter(|path| !is_test(path) && !path.ends_with("tables.rs"))
        .map(|path| (read(&path).lines().count(), path))
        .filter(|(lines, _)| *lines > 500)
        .collect();
    assert!(long.is_empty(), "over 500 lines, split them by meaning: {long:#?}");
}

#[test]
fn names_say_what_is_inside() {
    for path in files("src", &[".rs"]).into_iter().filter(|it| !is_test(it)) {
        let name = path.file_stem().expect("a file name").to_string_lossy().into_owned();
        let folder = path.parent().and_then(Path::file_name).map(|it| it.to_string_lossy());
        let bad = |it: &str| BANNED.contains(&it);
        assert!(!bad(&name) && !folder.is_some_and(|it| bad(&it)), "{}", path.display());
    }
}

#[test]
fn every_file_says_what_it_is() {
    for path in files("src", &[".rs"]) {
        let silent = !is_test(&path) && !read(&path).starts_with("//! ");
        assert!(!silent, "{} has no head", path.display());
    }
}

#[test]
fn nothing_is_left_half_done_or_tied_to_one_machine() {
    let words = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("X", "XX:"),
        concat!("unimpl", "emented!"),
        concat!("/ro", "ot/"),
        concat!("/wo", "rk/"),
        concat!("sha", "red/"),
    ];
    let mut found = Vec::new();
    for folder in ["src", "tests", "benches", "examples", "assets", "fuzz", ".ci"] {
        for path in files(folder, &[".rs", ".toml", ".tsv", ".md", ".sh", ".service", "run"]) {
            if path.components().any(|it| it.as_os_str() == "target") {
                continue;
            }
            let text = read(&path);
            let named = words.iter().filter(|it| text.contains(**it));
            found.extend(named.map(|it| format!("{}: {it}", path.display())));
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn groups_of_names_are_read() {
    let code = "use crate::{model::{Slug, Span}, text, code::dates};\nfn f() { crate::group::g() }";
    let names: Vec<_> = used(code).into_iter().collect();
    assert_eq!(names, ["code", "group", "model", "text"]);
}

#[test]
fn the_readmes_key_table_is_the_keymaps() {
    let table = vigie::tui::keys_markdown();
    let readme = read(Path::new("README.md"));
    assert!(readme.contains(table.trim()), "put this into the README:\n{table}");
}

/// The coder compares folded words: a literal that is not folded matches nothing, and says nothing.
#[test]
fn words_in_the_coder_are_folded() {
    let arabic = |it: &str| it.chars().any(|c| ('\u{600}'..='\u{6ff}').contains(&c));
    for path in files("src/code", &[".rs"]) {
        let shown = path.to_string_lossy();
        // The tables of time and number are written as the languages write and folded when built.
        if shown.contains("tests") || shown.contains("closed/tables") {
            continue;
        }
        let text = read(&path);
        for line in text.lines().filter(|it| !it.trim_start().starts_with("//")) {
            // What stands between two quotation marks: every second piece.
            for word in line.split('"').skip(1).step_by(2).filter(|it| arabic(it)) {
                assert_eq!(word, vigie::text::fold(word), "{shown}");
            }
        }
    }
}
