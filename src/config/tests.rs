use std::{
    fs,
    path::{Path, PathBuf},
};

use toml::{Table, Value};

use super::*;

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("vigie-config-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.0.join(name);
        fs::write(&path, text).expect("writable");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn example_is_the_default_and_has_every_key() {
    let example: Config = toml::from_str(EXAMPLE).expect("reads");
    assert_eq!(example, Config::default());
    let written: Table = toml::from_str(EXAMPLE).expect("reads");
    let default = Table::try_from(Config::default()).expect("writes");
    has_every_key(&written, &default, "");
}

/// Lists of tables cannot be written empty beside an example of theirs; the example must do.
fn has_every_key(written: &Table, default: &Table, path: &str) {
    for (key, value) in default {
        let name = format!("{path}{key}");
        match (written.get(key), value) {
            (Some(Value::Table(a)), Value::Table(b)) => has_every_key(a, b, &format!("{name}.")),
            (Some(_), _) => {}
            (None, _) => assert!(EXAMPLE.contains(&format!("# [[{name}]]")), "{name} is not there"),
        }
    }
}

#[test]
fn the_examples_in_comments_read_too() {
    let mut text = String::new();
    for line in EXAMPLE.lines() {
        let bare = line.strip_prefix("# ").unwrap_or(line);
        let code = bare.starts_with("[[")
            || bare
                .split_once(" = ")
                .is_some_and(|(key, _)| key.chars().all(|it| it.is_ascii_lowercase() || it == '_'));
        if code {
            text.push_str(bare);
            text.push('\n');
        } else if line.starts_with('[') {
            text.push_str(line);
            text.push('\n');
        }
    }
    let config: Config = toml::from_str(&text).unwrap_or_else(|err| panic!("{err}\n{text}"));
    assert_eq!(config.sources.len(), 1);
    assert_eq!(config.desk.rules.len(), 1);
    assert_eq!(config.desk.views.len(), 1);
    assert_eq!(config.desk.keys.len(), 1);
}

#[test]
fn layers_lie_over_each_other() {
    let folder = Folder::new("layers");
    let machine = folder.file(
        "machine.toml",
        "[fetch]\ncontact = 'desk@example.org'\nparallel = 4\n[[sources]]\nid = 'a'\nname = 'A'\nurl = 'https://a.example'\n\
         [[sources]]\nid = 'c'\nname = 'C'\nurl = 'https://c.example'\n",
    );
    let user = folder.file(
        "user.toml",
        "[fetch]\nparallel = 2\n[desk]\nascii = true\n[[sources]]\nid = 'b'\nname = 'B'\nurl = 'https://b.example'\n\
         [[sources]]\nid = 'c'\nname = 'Mine'\nurl = 'https://c.example'\n",
    );
    let missing = folder.0.join("missing.toml");
    let around = Surroundings { files: vec![missing, machine, user], ..Surroundings::default() };
    let config = load(None, &around).expect("loads");
    assert_eq!(config.fetch.contact, "desk@example.org");
    assert_eq!(config.fetch.parallel, 2);
    assert_eq!(config.fetch.per_host, 2);
    assert!(config.desk.ascii);
    let names: Vec<_> = config.sources.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["A", "B", "Mine"]);
}

#[test]
fn two_sources_of_one_file_have_two_ids() {
    let folder = Folder::new("twice");
    let source = "[[sources]]\nid = 'a'\nname = 'A'\nurl = 'https://a.example'\n";
    let file = folder.file("twice.toml", &source.repeat(2));
    let error = load(Some(&file), &Surroundings::default()).expect_err("twice").to_string();
    assert!(error.ends_with("two sources have the id `a`: give one another"), "{error}");
}

#[test]
fn a_named_file_stands_alone_and_must_exist() {
    let folder = Folder::new("named");
    let file = folder.file("one.toml", "[desk]\nmouse = true\n");
    let around = Surroundings { files: vec![folder.0.join("bad")], ..Surroundings::default() };
    fs::write(&around.files[0], "nonsense").expect("writable");
    assert!(load(Some(&file), &around).expect("loads").desk.mouse);
    let error = load(Some(Path::new("/nowhere/vigie.toml")), &around).expect_err("missing");
    assert_eq!(error.to_string(), "/nowhere/vigie.toml: no such file");
}

#[test]
fn a_fault_has_its_line_and_caret() {
    let folder = Folder::new("fault");
    let file = folder.file("bad.toml", "[fetch]\nparallel = 4\nevry_s = 5\n");
    let error = load(Some(&file), &Surroundings::default()).expect_err("unknown key").to_string();
    let path = file.display();
    assert!(error.starts_with(&format!("{path}: TOML parse error at line 3, column 1")), "{error}");
    assert!(error.contains("3 | evry_s = 5\n  | ^^^^^^"), "{error}");
    assert!(error.contains("unknown field `evry_s`, expected one of"), "{error}");
}

fn settings(config: Config, flags: Flags) -> anyhow::Result<Settings> {
    let data = Some("/data/vigie".into());
    Settings::new(config, flags, &Surroundings { data, no_color: true, ..Default::default() })
}

#[test]
fn flags_are_the_highest_layer() {
    let from_flags = settings(
        Config { store: Store { folder: "/etc/store".into() }, ..Config::default() },
        Flags { store: Some("/flag".into()), color: Some(Color::Always), ..Flags::default() },
    );
    let from_flags = from_flags.expect("sound");
    assert_eq!(from_flags.store, Path::new("/flag"));
    assert!(from_flags.colored(false));
    let usual = settings(Config::default(), Flags::default()).expect("sound");
    assert_eq!(usual.store, Path::new("/data/vigie"));
    assert!(!usual.colored(true), "NO_COLOR is set");
}

#[test]
fn a_number_out_of_range_is_named() {
    let mut config = Config::default();
    config.fetch.parallel = 0;
    let error = settings(config, Flags::default()).expect_err("zero").to_string();
    assert_eq!(error, "configuration: `fetch.parallel` must be at least 1");
}

#[test]
fn own_sources_replace_the_packs_and_lists_switch_them() {
    let pack = settings(Config::default(), Flags::default()).expect("sound");
    let pack = pack.sources().expect("the pack is sound");
    let Some(first) = pack.first() else { return };
    let mut config = Config::default();
    config.sources.push(crate::theatre::SourceEntry { name: "mine".into(), ..first.clone() });
    config.fetch.off.push(first.id.to_string());
    let own = settings(config, Flags::default()).expect("sound").sources().expect("sound");
    assert_eq!(own.len(), pack.len());
    let mine = own.iter().find(|it| it.id == first.id).expect("there");
    assert_eq!((mine.name.as_str(), mine.enabled), ("mine", false));
}
