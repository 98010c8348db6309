//! The key file, laid over by a person's own.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::tui::{
    action::Action,
    key::{Code, Key},
    keymap::{Context, KeyTables, Keymap, keys_markdown},
};

/// Actions that a person reaches by the palette alone.
const WITHOUT_KEY: &[Action] = &[Action::Mouse];

fn with(context: &str, key: &str, action: &str) -> (Keymap, Vec<String>) {
    let row = BTreeMap::from([(key.to_owned(), action.to_owned())]);
    let tables = KeyTables(BTreeMap::from([(context.to_owned(), row)]));
    let (map, faults) = Keymap::with(&tables);
    (map, faults.iter().map(ToString::to_string).collect())
}

fn key(text: &str) -> Key {
    text.parse().expect("a key")
}

#[test]
fn every_action_has_a_key_or_is_known_not_to() {
    let map = Keymap::default();
    for action in Action::ALL {
        let has = Context::ALL.iter().any(|it| map.key_of(*it, *action).is_some());
        assert_ne!(has, WITHOUT_KEY.contains(action), "{action:?}");
    }
}

#[test]
fn the_default_file_names_known_tables_and_actions_only() {
    let file: KeyTables = toml::from_str(crate::tui::keymap::DEFAULT).expect("reads");
    assert_eq!(Keymap::with(&file).1, []);
}

#[test]
fn names_of_actions_are_distinct() {
    for (n, action) in Action::ALL.iter().enumerate() {
        assert_eq!(Action::from_name(action.name()), Some(*action));
        assert!(Action::ALL[n + 1..].iter().all(|it| it.name() != action.name()));
    }
}

#[test]
fn a_person_can_rebind_and_unbind() {
    let (map, faults) = with("global", "ctrl-q", "quit");
    assert_eq!((map.action(Context::List, key("ctrl-q")), faults.len()), (Some(Action::Quit), 0));
    let (map, faults) = with("global", "q", "none");
    assert_eq!((map.action(Context::List, key("q")), faults.len()), (None, 0));
    let (map, _) = with("list", "q", "down");
    assert_eq!(map.action(Context::List, key("q")), Some(Action::Down));
    assert_eq!(map.action(Context::Reader, key("q")), Some(Action::Quit));
}

#[test]
fn faults_are_named_and_the_rest_holds() {
    let (map, faults) = with("global", "q", "quite");
    assert!(faults[0].contains("keys.global: `q`: no action is called `quite`"), "{faults:?}");
    assert!(faults[0].contains("nearest is `quit`"), "{faults:?}");
    assert_eq!(map.action(Context::List, key("q")), Some(Action::Quit));
    assert!(with("globl", "q", "quit").1[0].contains("no such table"));
    assert!(with("global", "hyper-q", "quit").1[0].contains("no key is called `hyper-q`"));
}

#[test]
fn the_table_of_the_readme_has_every_row_of_the_help() {
    let table = keys_markdown();
    assert_eq!(table.lines().count(), Keymap::default().help().len() + 2);
}

fn any_key() -> impl Strategy<Value = Key> {
    let named = prop::sample::select(vec!["enter", "esc", "tab", "shift-tab", "pgup", "home"]);
    let code = prop_oneof![
        any::<char>().prop_filter("drawn", |it| !it.is_control()).prop_map(Code::Char),
        named.prop_map(Code::Named),
        (1_u8..=24).prop_map(Code::Function),
    ];
    (code, any::<bool>(), any::<bool>()).prop_map(|(code, ctrl, alt)| Key { code, ctrl, alt })
}

proptest! {
    #[test]
    fn a_key_reads_back_as_it_is_written(key in any_key()) {
        prop_assert_eq!(key.to_string().parse::<Key>(), Ok(key));
    }
}
