//! One person at two desks: neither loses what it marked, and each thing is told once.

use std::path::{Path, PathBuf};

use crate::{
    config::Rule,
    model::Slug,
    tui::{
        files::Keeper,
        layout::Layout,
        personal::{Personal, Undo},
        tests::sketch::{incident, report, sketches},
    },
};

fn file(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("vigie-person-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    folder.join("desk.json")
}

fn open(path: &Path) -> (Keeper, Personal) {
    let (keeper, fault) = Keeper::open(Some(path.to_owned()));
    assert_eq!(fault, None);
    let personal = keeper.personal().clone();
    (keeper, personal)
}

fn rule(name: &str) -> Rule {
    Rule {
        name: name.to_owned(),
        filter: "town:gao".to_owned(),
        tell: Vec::new(),
        command: Vec::new(),
        again: Vec::new(),
    }
}

fn slug(id: &str) -> Slug {
    Slug::from(id)
}

#[test]
fn two_desks_keep_each_others_marks() {
    let path = file("merge");
    let (mut first, mut one) = open(&path);
    one.star(&slug("old"), &mut Undo::default());
    one.set_view("old", Some("town:gao".to_owned()), &mut Undo::default());
    one.looked = 3;
    one = first.save(&one).expect("written");
    let (mut second, mut two) = open(&path);
    assert_eq!(two, one);

    // Both go on from the same marks, the second writes last.
    one.star(&slug("mine"), &mut Undo::default());
    one.star(&slug("old"), &mut Undo::default());
    one.saw(&slug("read"), 7);
    one.set_view("mine", Some("town:kati".to_owned()), &mut Undo::default());
    one.layout = Layout::Map;
    one.looked = 9;
    first.save(&one).expect("written");
    two.star(&slug("theirs"), &mut Undo::default());
    two.set_rule("theirs", Some(rule("theirs")), &mut Undo::default());
    two.set_view("old", None, &mut Undo::default());
    two.looked = 5;
    let both = second.save(&two).expect("written");
    assert_eq!(both.stars, [slug("mine"), slug("theirs")]);
    assert_eq!(both.read.get("read"), Some(&7));
    assert_eq!(both.views.keys().collect::<Vec<_>>(), ["mine"]);
    assert_eq!(both.rules.len(), 1);
    assert_eq!((both.layout, both.looked), (Layout::Map, 9));

    // The first learns of it without doing anything, and the file says the same.
    assert_eq!(first.news(&one), Some(both.clone()));
    assert_eq!(first.news(&both), None, "what is known is no news");
    assert_eq!(open(&path).1, both);
    let _ = std::fs::remove_dir_all(path.parent().expect("a folder"));
}

#[test]
fn one_desk_of_a_person_tells_of_an_incident() {
    let path = file("told");
    let all = sketches();
    let it = incident(&all[0], &report(&all[0]).report);
    let rule = rule("gao");
    let (mut first, mut one) = open(&path);
    one = first.save(&one).expect("written");
    let (mut second, mut two) = open(&path);
    assert!(one.told.tells(&rule, &it) && two.told.tells(&rule, &it));
    first.save(&one).expect("written");
    assert!(!first.is_told_elsewhere("gao", &it.id), "the first tells");
    two = second.save(&two).expect("written");
    assert!(second.is_told_elsewhere("gao", &it.id), "the second is too late");
    // It has grown: both see it again, and the second is the quicker.
    let mut grown = it.clone();
    grown.verification = crate::model::Verification::Refuted;
    assert!(one.told.tells(&rule, &grown) && two.told.tells(&rule, &grown));
    second.save(&two).expect("written");
    assert!(!second.is_told_elsewhere("gao", &it.id));
    first.save(&one).expect("written");
    assert!(first.is_told_elsewhere("gao", &it.id));
    let _ = std::fs::remove_dir_all(path.parent().expect("a folder"));
}

#[test]
fn an_unreadable_file_is_kept_aside() {
    let path = file("bad");
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(&path, "{half").expect("written");
    let (mut keeper, fault) = Keeper::open(Some(path.clone()));
    assert!(fault.expect("a fault").contains("kept as"));
    keeper.save(&Personal::default()).expect("written");
    assert_eq!(
        std::fs::read_to_string(path.with_extension("json.unreadable")).expect("kept"),
        "{half"
    );
    let _ = std::fs::remove_dir_all(path.parent().expect("a folder"));
}

#[test]
fn a_file_that_becomes_unreadable_is_kept_aside_too() {
    let path = file("worse");
    let (mut keeper, mut marks) = open(&path);
    marks.star(&slug("mine"), &mut Undo::default());
    marks = keeper.save(&marks).expect("written");
    std::fs::write(&path, "{half of what a person wrote").expect("written");
    assert_eq!(keeper.news(&marks), None);
    assert_eq!(keeper.save(&marks).expect("written"), marks);
    let aside = std::fs::read_to_string(path.with_extension("json.unreadable"));
    assert_eq!(aside.expect("kept"), "{half of what a person wrote");
    assert_eq!(open(&path).1, marks);
    let _ = std::fs::remove_dir_all(path.parent().expect("a folder"));
}
