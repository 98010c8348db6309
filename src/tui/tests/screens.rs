//! Whole screens at the sizes that matter.

use ratatui::style::{Color, Modifier};

use super::{
    memory::{Memory, now},
    stage::Stage,
};
use crate::tui::{data::Health, effect::Msg, layout::Layout, personal::Personal, theme::Colours};

/// Keys that bring up each layout and sheet.
const PLACES: &[&str] =
    &["1", "2", "3", "4", "5", "6", "7", "1<enter>", "5<enter>", "6<enter>", "?", "/a"];

#[test]
fn every_layout_fits_every_size() {
    for size in
        [(40, 12), (60, 20), (80, 24), (120, 40), (200, 60), (250, 70), (30, 8), (10, 3), (1, 1)]
    {
        for keys in PLACES {
            let mut stage = Stage::new(Memory::usual(), size);
            let screen = stage.keys(keys).keys("jjjj<esc><tab>kk").screen();
            assert_eq!(screen.split('\n').count(), usize::from(size.1), "{size:?} {keys}");
        }
    }
}

#[test]
fn colour_changes_no_character() {
    let screen = |size, keys: &str, colours| {
        let personal = Personal { welcomed: true, ..Personal::default() };
        Stage::with(Memory::usual(), size, colours, personal).keys(keys).screen()
    };
    for size in [(40, 12), (80, 24), (120, 40), (200, 60)] {
        for keys in PLACES {
            let plain = screen(size, keys, Colours::None);
            for colours in [Colours::Ansi, Colours::Indexed, Colours::True] {
                assert_eq!(screen(size, keys, colours), plain, "{size:?} {keys} {colours:?}");
            }
        }
    }
}

#[test]
fn work_under_way_is_told_on_the_status_line() {
    let mut stage = Stage::new(Memory::usual(), (80, 24));
    let of = |done, total| Health {
        progress: Some(("reading all reports again,".to_owned(), done, total)),
        ..Health::default()
    };
    let screen = stage.tell(Msg::Health(of(1_200, 6_000))).screen();
    assert!(screen.contains("reading all reports again, 1.2k of 6.0k"), "{screen}");
    let screen = stage.tell(Msg::Health(of(3, 0))).screen();
    assert!(screen.contains("reading all reports again, 3"), "{screen}");
    let screen = stage.tell(Msg::Health(Health::default())).screen();
    assert!(!screen.contains("reading all"), "{screen}");
}

#[test]
fn the_desk_at_200_by_60() {
    insta::assert_snapshot!(Stage::new(Memory::usual(), (200, 60)).screen());
}

#[test]
fn the_desk_at_80_by_24() {
    insta::assert_snapshot!(Stage::new(Memory::usual(), (80, 24)).screen());
}

#[test]
fn the_desk_at_120_by_40() {
    insta::assert_snapshot!(Stage::new(Memory::usual(), (120, 40)).screen());
}

#[test]
fn the_desk_at_40_by_12() {
    insta::assert_snapshot!(Stage::new(Memory::usual(), (40, 12)).screen());
}

#[test]
fn reading_at_200_by_60() {
    insta::assert_snapshot!(Stage::new(Memory::usual(), (200, 60)).keys("2").screen());
}

#[test]
fn the_first_run_explains_itself() {
    let stage = Stage::with(Memory::usual(), (80, 24), Colours::None, Personal::default());
    insta::assert_snapshot!(stage.screen());
}

/// The cell in which a text begins on the line of the row that holds `mark`.
fn column_of(screen: &str, mark: &str, text: &str) -> usize {
    let line = screen.lines().find(|it| it.contains(mark)).expect(mark);
    let at = line.find(text).expect(text);
    crate::tui::cells::width(line.get(..at).expect("a boundary"))
}

#[test]
fn columns_hold_in_three_languages() {
    let screen = Stage::new(Memory::usual(), (120, 40)).screen();
    let english = column_of(&screen, "Base attacked", "JNIM→FAMa");
    assert_eq!(column_of(&screen, "Des hommes", "ISGS→"), english);
    assert_eq!(column_of(&screen, " Tessit", "ISGS→"), english);
    for line in screen.lines().skip(3).take(30) {
        assert_eq!(line.split('│').count(), 2, "{line}");
        let left = line.split('│').next().expect("a left pane");
        assert_eq!(crate::tui::cells::width(left), 81, "{line}");
    }
}

#[test]
fn the_selection_shows_without_colour() {
    let stage = Stage::new(Memory::usual(), (80, 24));
    let buffer = stage.buffer();
    let row = (0..24).find(|y| buffer[(0, *y)].symbol() == ">").expect("a selected row");
    assert!(buffer[(30, row)].modifier.contains(Modifier::REVERSED));
    assert!(buffer.content.iter().all(|it| it.fg == Color::Reset && it.bg == Color::Reset));
}

#[test]
fn colours_stay_within_what_the_terminal_has() {
    let personal = || Personal { welcomed: true, ..Personal::default() };
    let colours = |colours| {
        let stage = Stage::with(Memory::usual(), (120, 40), colours, personal());
        let mut all: Vec<Color> = stage.buffer().content.iter().map(|it| it.fg).collect();
        all.retain(|it| *it != Color::Reset);
        all
    };
    let ansi = colours(Colours::Ansi);
    assert!(!ansi.is_empty());
    assert!(ansi.iter().all(|it| !matches!(it, Color::Indexed(_) | Color::Rgb(..))));
    assert!(colours(Colours::Indexed).iter().all(|it| matches!(it, Color::Indexed(_))));
    assert!(colours(Colours::True).iter().all(|it| matches!(it, Color::Rgb(..))));
}

#[test]
fn the_last_layout_is_remembered() {
    let mut stage = Stage::new(Memory::usual(), (80, 24));
    stage.keys("3");
    assert_eq!(stage.state.personal.layout, Layout::Map);
    let again = crate::tui::state::State::new(stage.state.settings, stage.state.personal, now());
    assert_eq!(again.sight.layout, Layout::Map);
}

#[test]
fn ascii_on_request() {
    let mut stage = Stage::new(Memory::usual(), (80, 24));
    stage.state.settings.theme.ascii = true;
    for keys in ["1", "2", "3", "4", "5", "<enter>", "6", "<enter>", "1<enter>", "<esc>?", "<esc>/"]
    {
        let screen = stage.keys(keys).screen();
        let odd: Vec<char> =
            screen.chars().filter(|it| !it.is_alphanumeric() && !it.is_ascii()).collect();
        assert!(odd.is_empty(), "{keys}: {odd:?}\n{screen}");
    }
}
