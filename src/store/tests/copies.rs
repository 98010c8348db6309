//! Near-copies are found whatever the order, and let go again.

use crate::{
    model::Report,
    store::{Batch, Coded, Writer},
    theatre::Names,
};

use super::build::{folder, now, paragraph};

fn story(from: u32, to: u32) -> String {
    (from..to).map(|it| format!("word{} ", it * 7919 % 1009)).collect::<Vec<_>>().concat()
}

/// The copies of reports that are given one commit each, as sets of their ids.
fn copies(reports: &[Report]) -> Vec<Vec<String>> {
    let dir = folder();
    let mut writer = Writer::open(&dir, Names::embedded("sahel"), 1).unwrap();
    for report in reports {
        let reports = vec![Coded { report: report.clone(), coding: None }];
        writer.commit(&mut Batch { reports, ..Batch::default() }, now()).unwrap();
    }
    let sql =
        "SELECT group_concat(id) FROM (SELECT id, copy FROM report ORDER BY id) GROUP BY copy";
    let mut sets: Vec<Vec<String>> = {
        let mut find = writer.db.prepare(sql).unwrap();
        let sets = find.query_map([], |row| row.get::<_, String>(0)).unwrap();
        sets.map(|it| it.unwrap().split(',').map(str::to_owned).collect()).collect()
    };
    sets.sort();
    let _ = std::fs::remove_dir_all(dir);
    sets
}

#[test]
fn copies_hang_together_in_any_order() {
    // `c` is similar to `a` only through `b`.
    let reports = [
        paragraph("a", &story(0, 300)),
        paragraph("b", &story(45, 345)),
        paragraph("c", &story(90, 390)),
        paragraph("d", &story(500, 800)),
        paragraph("e", "Attack in Gao"),
        paragraph("f", "Attack in Gao"),
    ];
    let expected = vec![vec!["a", "b", "c"], vec!["d"], vec!["e"], vec!["f"]];
    for turn in 0..reports.len() {
        let mut reports = reports.clone();
        reports.rotate_left(turn);
        assert_eq!(copies(&reports), expected, "turn {turn}");
        reports.reverse();
        assert_eq!(copies(&reports), expected, "turn {turn}, reversed");
    }
}

#[test]
fn a_revision_lets_copies_go() {
    let mut reports = vec![
        paragraph("a", &story(0, 300)),
        paragraph("b", &story(45, 345)),
        paragraph("c", &story(90, 390)),
    ];
    assert_eq!(copies(&reports), [["a", "b", "c"]]);
    reports.push(paragraph("b", &story(500, 800)));
    assert_eq!(copies(&reports), [["a"], ["b"], ["c"]]);
}
