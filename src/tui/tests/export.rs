//! What the desk writes to files.

use super::sketch::{incident, report, sketches};
use crate::{
    output::json,
    theatre::Names,
    tui::export::{Told, export},
};

#[test]
fn an_exported_row_is_the_lists_own() {
    let all = sketches();
    let told = |statement| {
        let mut incident = incident(&all[0], &report(&all[0]).report);
        incident.statement = statement;
        Told { incident, publishers: vec!["a.example".into()], aliases: vec!["old".into()] }
    };
    let told = [told(false), told(true)];
    let path = std::env::temp_dir().join(format!("vigie-export-{}.jsonl", std::process::id()));
    export(&path, Names::embedded("sahel"), &told).unwrap();
    let text = std::fs::read_to_string(&path).unwrap();
    let _ = std::fs::remove_file(path);
    let lines = told.iter().map(|it| json::text(&it.incident, &it.aliases).unwrap() + "\n");
    assert_eq!(text, lines.collect::<String>());
    assert!(text.lines().all(|it| it.contains("\"aliases\":[\"old\"]")), "{text}");
    assert!(text.lines().nth(1).unwrap().contains("\"about\":"), "{text}");
}
