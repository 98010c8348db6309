use clap::{CommandFactory, Parser};

use super::args::{Cli, Command, negated_words};

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
