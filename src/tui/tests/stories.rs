//! What a person does, key by key, and what is then on the screen.

use super::{
    memory::Memory,
    stage::{Stage, story},
};
use crate::{
    config::Again,
    tui::effect::{Effect, Msg},
};

/// The keys, and words that must (or, after `!`, must not) be on the screen then.
#[track_caller]
fn check(keys: &str, words: &[&str]) {
    check_on(&story(keys), keys, words);
}

#[track_caller]
fn check_on(screen: &str, keys: &str, words: &[&str]) {
    for word in words {
        match word.strip_prefix('!').filter(|it| !it.is_empty()) {
            Some(absent) => assert!(!screen.contains(absent), "{keys}: {absent}\n{screen}"),
            None => assert!(screen.contains(word), "{keys}: {word}\n{screen}"),
        }
    }
}

#[test]
fn one_key_filters_by_the_row_and_again_adds() {
    check("a", &["actor JNIM", "7 incidents", "!Rebels say"]);
    check("ja", &["actor FLA", "Rebels say", "!Base attacked"]);
    check("a<tab>ja", &["actor JNIM or "]);
    check("t", &["town Kati", "1 incident"]);
    check("jt<esc>", &["everything", "Base attacked"]);
    check("r", &["region Koulikoro"]);
    check("e", &["vehicle bomb", "1 incident"]);
    check("a!", &["not actor JNIM", "5 incidents", "!Car bomb"]);
    check("at", &["actor JNIM", "town Kati", "1 incident"]);
    check("atx", &["actor JNIM", "!town Kati"]);
    check("atX", &["everything"]);
    check("aa", &["no longer filtered by actor jnim"]);
    check("<tab>ja", &["actor FAMa"]);
    check("<tab><tab>jt", &["town Kati"]);
}

#[test]
fn a_filter_is_written_completed_and_mended() {
    check("/town:kidal<enter>", &["town kidal", "2 incidents", "Drone strikes", "!Car bomb"]);
    check("/deaths>5<enter>", &["Base attacked", "!Mine under"]);
    check("/actor:jnm<enter>", &["^ expected an actor of the theatre"]);
    check("/tow", &["town:", "a town of the gazetteer"]);
    check("/tow<tab>kida<tab><enter>", &["town Kidal", "2 incidents"]);
    check("/(town:kidal OR town:gao)<enter>", &["3 incidents"]);
    check("/kidal<esc>", &["everything"]);
    check("/deaths>50<enter>", &["nothing fits this filter"]);
}

#[test]
fn names_are_found_by_any_spelling() {
    check("Afama<enter>", &["actor FAMa"]);
    check("Tmenaka<enter>", &["town Ménaka", "1 incident"]);
    check("Tكيدال<enter>", &["town Kidal"]);
    check("Aنصرة<enter>", &["actor JNIM"]);
}

#[test]
fn views_go_back_and_forward_and_are_saved() {
    check("at[", &["actor JNIM", "!town Kati"]);
    check("at[[", &["everything"]);
    check("at[[]", &["actor JNIM"]);
    check("[", &["no earlier view"]);
    check("vkid<enter>", &["town kidal", "2 incidents"]);
    check("aVmine<enter>Xvmine<enter>", &["actor JNIM"]);
}

#[test]
fn an_incident_opens_with_its_report_and_reasons() {
    check("j<enter>", &["Rebels say they hold the town", "disputed", "Azawad Liberation Front"]);
    check("j<enter>n", &["town Kidal, Kidal"]);
    check("<enter><esc>", &["Timeline"]);
    check("<enter>l", &["this is the last report"]);
    check("5<enter><ctrl-d>", &["new towns", "Kati", "Latest incidents"]);
    check("6<enter>", &["By month", "Who said who holds"]);
}

#[test]
fn help_and_palette_come_from_the_one_table() {
    check("?undo", &["Undo the last star, read mark", "u"]);
    check(":layout-m<enter>", &["Map"]);
    check("?statements<enter>", &["Statements"]);
}

#[test]
fn layouts_have_a_key_each() {
    for (key, word) in [
        ("2", "Incident"),
        ("3", "Map"),
        ("4", "Trend"),
        ("5", "Actors"),
        ("6", "Towns"),
        ("7", "Sources"),
    ] {
        check(key, &[word]);
    }
    check("7", &["HTTP 403: forbidden", "silent for longer", "1 of 3 broken"]);
}

#[test]
fn marks_can_be_undone() {
    check("s", &["starred", ">* 25 Apr"]);
    check("su", &["undone: starred", "!>* "]);
    check("suu", &["nothing to undo"]);
    check("su<ctrl-r>", &["done again: starred"]);
    check("m", &["marked unread", ">•"]);
    check("mM", &["everything marked read", "!•"]);
}

#[test]
fn news_waits_above_the_list_and_moves_nothing() {
    let mut stage = Stage::new(Memory::usual(), (80, 24));
    stage.keys("jj");
    let before = stage.state.timeline.selected.clone();
    stage.memory.news("n1", "Something new");
    let screen = stage.tell(Msg::Changed).screen();
    check_on(&screen, "jj, news", &["▲ 1 new", "!Something new"]);
    assert_eq!(stage.state.timeline.selected, before);
    let screen = stage.keys("n").screen();
    check_on(&screen, "n", &["Something new", "!▲"]);
}

#[test]
fn news_comes_in_at_the_top_and_the_cursor_stays_on_its_incident() {
    let mut stage = Stage::new(Memory::usual(), (80, 24));
    stage.memory.news("n1", "Something new");
    let screen = stage.tell(Msg::Changed).screen();
    check_on(&screen, "news", &["Something new"]);
    let row = screen.lines().find(|it| it.starts_with('>')).expect("a selected row");
    assert!(row.contains("Kati"), "{screen}");
}

#[test]
fn the_cursor_stays_on_its_incident_through_resize_sort_and_filter() {
    let mut stage = Stage::new(Memory::usual(), (80, 24));
    stage.keys("jjj");
    let before = stage.state.timeline.selected.clone();
    for (width, height) in [(40, 12), (200, 60), (31, 9), (80, 24)] {
        stage.tell(Msg::Resize(width, height));
    }
    stage.keys("SS/deaths>1<enter>");
    assert_eq!(stage.state.timeline.selected, before);
    let screen = stage.screen();
    assert!(screen.lines().any(|it| it.starts_with('>') && it.contains("Ménaka")), "{screen}");
}

#[test]
fn a_late_answer_is_dropped() {
    let mut stage = Stage::new(Memory::usual(), (80, 24));
    stage.keys("jt");
    let rows = stage.memory.answer(&crate::tui::data::Ask::Sources);
    stage.tell(Msg::Answer(1, crate::tui::data::Slot::Rows, rows));
    assert_eq!(stage.state.timeline.total, 2);
}

#[test]
fn pages_are_read_as_the_cursor_comes_near_their_end() {
    let mut memory = Memory::usual();
    memory.page = 4;
    let mut stage = Stage::new(memory, (80, 24));
    for expected in ["a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9"] {
        stage.keys("j");
        assert_eq!(stage.state.timeline.selected.as_deref(), Some(expected));
    }
    stage.keys("G");
    assert_eq!(stage.state.timeline.selected.as_deref(), Some("b3"));
    stage.keys("g");
    assert_eq!(stage.state.timeline.selected.as_deref(), Some("a1"));
}

#[test]
fn copying_over_ssh_takes_the_place_of_opening() {
    let mut stage = Stage::new(Memory::usual(), (80, 24));
    stage.keys("o");
    check_on(&stage.screen(), "o", &["open the incident first"]);
    stage.keys("<enter>oyY<ctrl-y>");
    let copied: Vec<&str> = stage
        .done
        .iter()
        .filter_map(|it| match it {
            Effect::Copy { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(copied.len(), 4);
    assert_eq!(copied[0], "https://tamani.example/a1");
    assert!(copied[2].starts_with("studiotamani.org, “Car bomb"), "{}", copied[2]);
    assert!(copied[3].contains("- where: Kati"), "{}", copied[3]);
}

#[test]
fn a_watch_rule_tells_once() {
    let mut stage = Stage::new(Memory::usual(), (80, 24));
    stage.keys("/town:gao<enter>Wgao<enter>X");
    let tells =
        |stage: &Stage| stage.done.iter().filter(|it| matches!(it, Effect::Tell { .. })).count();
    stage.memory.news("n1", "Something new");
    stage.tell(Msg::Changed);
    assert_eq!(tells(&stage), 1);
    check_on(&stage.screen(), "news", &["gao: Something new"]);
    stage.memory.commit += 1;
    stage.tell(Msg::Changed);
    assert_eq!(tells(&stage), 1);
}

#[test]
fn a_watch_rule_is_tried_on_the_past_before_it_is_saved() {
    check("aW", &["would have told 7 incidents", "bell and notification", "… and as it grows"]);
    check("aW<enter>", &["▌watch for this as", "a watch rule needs a name"]);
    check("W<enter>", &["a watch rule needs a filter"]);
    check("/star:yes<enter>Wmine<enter>", &["a watch rule cannot ask for your own marks"]);
    let mut stage = Stage::new(Memory::usual(), (80, 24));
    stage.keys("aWmine<down><down><enter>");
    let rule = &stage.state.personal.rules[0];
    assert_eq!((rule.name.as_str(), rule.filter.as_str()), ("mine", "actor:jnim"));
    assert_eq!(rule.again, [Again::Deaths, Again::Reports]);
    stage.keys("w<ctrl-x>");
    check_on(&stage.screen(), "w<ctrl-x>", &["mine forgotten"]);
    assert!(stage.state.personal.rules.is_empty());
    stage.keys("u");
    assert_eq!(stage.state.personal.rules.len(), 1, "undo brings it back");
}

#[test]
fn an_empty_store_says_what_to_do() {
    let screen = Stage::new(Memory::empty(), (80, 24)).screen();
    check_on(&screen, "", &["no incidents yet", "vigie ingest FILE"]);
}
