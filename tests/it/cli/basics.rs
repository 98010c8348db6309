//! Help, settings, errors, completions.

use super::{Folder, program, vigie};

#[test]
fn help_lists_every_command() {
    let folder = Folder::new("help");
    let ran = vigie(&folder, &["--help"]).ends(0);
    insta::assert_snapshot!(ran.out);
}

#[test]
fn every_command_has_its_help() {
    let folder = Folder::new("helps");
    for command in "demo watch fetch ingest incidents reports statements actors towns sources opml show code eval sitrep brief handover decide compare recode theatre config doctor completions man".split(' ') {
        let ran = vigie(&folder, &[command, "--help"]).ends(0);
        assert!(ran.out.contains("Usage:"), "{command}");
        assert_eq!(ran.out.contains("[FILTER]"), ran.out.contains("person:"), "{command}");
        assert_eq!(ran.err, "", "{command}");
    }
}

#[test]
fn wrong_arguments_end_with_2() {
    let folder = Folder::new("wrong");
    vigie(&folder, &["nonsense"]).ends(2);
    vigie(&folder, &["ingest"]).ends(2);
    vigie(&folder, &["ingest", "x", "--published", "yesterday"]).ends(2);
    let ran = vigie(&folder, &["incidents", "--format", "xml"]).ends(2);
    assert_eq!(ran.out, "");
}

#[test]
fn completions_and_the_manual_are_written() {
    let folder = Folder::new("completions");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = vigie(&folder, &["completions", shell]).ends(0);
        assert!(ran.out.contains("handover"), "{shell}");
    }
    let ran = vigie(&folder, &["man"]).ends(0);
    assert!(ran.out.contains(".TH vigie"));
    // One page holds every command: none sends the reader to a page that is not there.
    assert!(!ran.out.contains("(1)\n"), "{}", ran.out);
    for words in
        ["vigie incidents [OPTIONS]", "vigie theatre check", "verification:", "EXIT STATUS"]
    {
        assert!(ran.out.contains(words), "{words}");
    }
}

#[test]
fn settings_are_printed_as_they_are_read() {
    let folder = Folder::new("config");
    let file = folder.file("c.toml", "[fetch]\ncontact = \"desk@example.org\"\n");
    let ran = vigie(&folder, &["config", "--config", file.to_str().expect("text")]).ends(0);
    assert!(ran.out.contains("contact = \"desk@example.org\""));
    let store = folder.path().join("store");
    assert!(ran.out.contains(&format!("folder = {:?}", store.to_str().expect("text"))));
    let again = folder.file("again.toml", &ran.out);
    let second = vigie(&folder, &["config", "--config", again.to_str().expect("text")]).ends(0);
    assert_eq!(second.out, ran.out);
}

#[test]
fn the_defaults_are_the_example() {
    let folder = Folder::new("default");
    let example = include_str!("../../../config.example.toml");
    assert_eq!(vigie(&folder, &["config", "--default"]).ends(0).out, example);
}

#[test]
fn a_faulty_setting_is_named_with_its_line() {
    let folder = Folder::new("faulty");
    let file = folder.file("c.toml", "[desk]\ncolour = \"never\"\n");
    let ran = vigie(&folder, &["config", "--config", file.to_str().expect("text")]).ends(2);
    let head = format!("vigie: {}: TOML parse error at line 2, column 1\n", file.display());
    assert!(ran.err.starts_with(&head), "{}", ran.err);
    assert_eq!(ran.out, "");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = Folder::new("pipe");
    let mut command = program(folder.path());
    command.args(["config", "--default"]).stdout(std::process::Stdio::piped());
    let mut child = command.stderr(std::process::Stdio::piped()).spawn().expect("starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stderr, b"");
}

#[test]
fn the_shipped_pack_is_sound() {
    let folder = Folder::new("pack");
    let ran = vigie(&folder, &["theatre", "check"]).ends(0);
    assert_eq!(ran.out, "");
    let ran = vigie(&folder, &["theatre", "show"]).ends(0);
    assert!(ran.out.starts_with("sahel  Mali and the Sahel\n"), "{}", ran.out);
}

#[test]
fn every_fault_of_a_pack_is_one_line_with_file_and_line() {
    let folder = Folder::new("planted");
    let pack = folder.path().join("pack");
    let ran = vigie(&folder, &["theatre", "check", pack.to_str().expect("text")]).ends(2);
    assert!(ran.err.starts_with("vigie: theatre pack"), "{}", ran.err);
    folder.file("pack/theatre.toml", "id = 3\n");
    let ran = vigie(&folder, &["theatre", "check", pack.to_str().expect("text")]).ends(1);
    assert!(ran.out.lines().count() >= 4, "{}", ran.out);
    for line in ran.out.lines() {
        let mut parts = line.splitn(3, ':');
        assert!(parts.next().is_some_and(|it| it.contains('.')), "{line}");
        assert!(parts.next().is_some_and(|it| it.parse::<u32>().is_ok()), "{line}");
    }
}
