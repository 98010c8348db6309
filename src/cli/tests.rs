use std::{
    panic,
    sync::{
        Mutex,
        atomic::{AtomicU32, Ordering},
    },
    thread,
};

use clap::{CommandFactory, Parser};

use super::{
    args::{Cli, Command, negated_words},
    tell_panics,
};
use crate::tui::runtime::restore_on_panic;

#[test]
fn tree_is_sound() {
    Cli::command().debug_assert();
}

fn filter_of(line: &str) -> String {
    let cli = Cli::try_parse_from(negated_words(line.split(' ').map(Into::into))).expect("parses");
    match cli.command {
        Some(Command::Incidents(list)) => list.filter.line(),
        Some(Command::Sources(it)) => it.list.filter.line(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn filter_words_may_begin_with_a_minus_and_stand_beside_options() {
    assert_eq!(
        filter_of("vigie incidents town:nioro du sahel -realis:alleged --format jsonl --limit 3"),
        "town:nioro du sahel NOT realis:alleged"
    );
    assert_eq!(
        filter_of("vigie incidents --format csv -kind:bomb deaths>5"),
        "NOT kind:bomb deaths>5"
    );
    assert_eq!(filter_of("vigie incidents -vq -fuel"), "NOT fuel");
    assert_eq!(filter_of("vigie sources --format jsonl rfi"), "rfi");
}

#[test]
fn a_bare_day_as_of_means_its_end() {
    let cli = Cli::try_parse_from(["vigie", "incidents", "--as-of", "2026-04-27"]).expect("parses");
    let Some(Command::Incidents(list)) = cli.command else { panic!("another command") };
    assert_eq!(list.as_of.expect("given").to_string(), "2026-04-27T23:59:59.999999Z");
}

/// One test for both, since all tests share one hook.
#[test]
fn a_panic_is_told_cleaned_and_takes_the_screen_down_on_the_desks_thread_alone() {
    static SAID: Mutex<Vec<String>> = Mutex::new(Vec::new());
    static LEFT: AtomicU32 = AtomicU32::new(0);
    let before = panic::take_hook();
    tell_panics(|it| SAID.lock().unwrap().push(it.to_owned()));
    restore_on_panic(|| _ = LEFT.fetch_add(1, Ordering::Relaxed));
    let odd = || panic!("byte 2 is no boundary of \u{1b}]0;owned\u{7}é");
    let elsewhere = thread::spawn(odd).join();
    let left_elsewhere = LEFT.load(Ordering::Relaxed);
    let here = panic::catch_unwind(odd);
    panic::set_hook(before);
    assert!(elsewhere.is_err() && here.is_err());
    assert_eq!((left_elsewhere, LEFT.load(Ordering::Relaxed)), (0, 1));
    let said = SAID.lock().unwrap().concat();
    assert!(said.contains("boundary of ") && said.contains("owned"), "{said}");
    assert!(said.chars().all(|it| it == '\n' || !it.is_control()), "{said:?}");
}
