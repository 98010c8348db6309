//! Every action of the table by every key that is bound to it: keys in, screen or effect out.

use std::collections::BTreeSet;

use super::{memory::Memory, stage::Stage};
use crate::tui::{
    action::Action as A,
    effect::{Effect, Msg},
    keymap::{
        Context::{self, Global, List, Prompt, Reader},
        Keymap,
    },
};

/// What a key is followed by.
enum Then {
    /// These words on the screen; after `!` not there.
    Shows(&'static [&'static str]),
    /// The cursor of the timeline on this incident.
    On(&'static str),
    /// Something done outside.
    Does(fn(&Effect) -> bool),
}
use Then::{Does, On, Shows};

/// Where, which action, after which keys, and what follows.
const STORIES: &[(Context, A, &str, Then)] = &[
    (List, A::Down, "", On("a2")),
    (List, A::Up, "jj", On("a2")),
    (List, A::PageDown, "", On("b2")),
    (List, A::PageUp, "G", On("a2")),
    (List, A::HalfDown, "", On("a6")),
    (List, A::HalfUp, "G", On("a7")),
    (List, A::Top, "jjj", On("a1")),
    (List, A::Bottom, "", On("b3")),
    (List, A::Enter, "j", Shows(&["▌Incident", "Rebels say they hold the town"])),
    (List, A::Back, "a", Shows(&["everything", "!actor JNIM"])),
    (Reader, A::Down, "<enter>", Shows(&["!garrison town"])),
    (Reader, A::Up, "<enter>j", Shows(&["garrison town"])),
    (Reader, A::PageDown, "<enter>", Shows(&["report 1 of 1"])),
    (Reader, A::PageUp, "<enter> ", Shows(&["garrison town"])),
    (Reader, A::HalfDown, "<enter>", Shows(&["!what      vehicle"])),
    (Reader, A::HalfUp, "<enter><ctrl-d>", Shows(&["garrison town"])),
    (Reader, A::Top, "<enter>G", Shows(&["garrison town"])),
    (Reader, A::Bottom, "<enter>", Shows(&["100%", "report 1 of 1"])),
    (Reader, A::NextTag, "j<enter>", Shows(&["town Kidal, Kidal"])),
    (Reader, A::PreviousTag, "j<enter>", Shows(&["town Kidal, Kidal"])),
    (Reader, A::NextReport, "<enter>", Shows(&["this is the last report"])),
    (Reader, A::PreviousReport, "<enter>", Shows(&["this is the first report"])),
    (Global, A::Back, "<enter>", Shows(&["▌Timeline"])),
    (Global, A::NextPane, "", Shows(&["▌Actors"])),
    (Global, A::PreviousPane, "", Shows(&["▌Towns"])),
    (Global, A::FilterLine, "", Shows(&["▌filter", "an actor of the theatre"])),
    (Global, A::FilterActor, "", Shows(&["actor JNIM", "7 incidents"])),
    (Global, A::FilterTown, "", Shows(&["town Kati", "1 incident"])),
    (Global, A::FilterRegion, "", Shows(&["region Koulikoro"])),
    (Global, A::FilterKind, "", Shows(&["vehicle bomb", "1 incident"])),
    (Global, A::Invert, "a", Shows(&["not actor JNIM", "5 incidents"])),
    (Global, A::DropChip, "at", Shows(&["actor JNIM", "!town Kati"])),
    (Global, A::ClearFilter, "at", Shows(&["everything"])),
    (Global, A::PickActor, "", Shows(&["▌actor", "jnim"])),
    (Global, A::PickTown, "", Shows(&["▌town", "Kidal"])),
    (Global, A::PickView, "", Shows(&["▌view", "town:kidal"])),
    (Global, A::SaveView, "a", Shows(&["▌save this view as"])),
    (Global, A::HistoryBack, "a", Shows(&["everything"])),
    (Global, A::HistoryForward, "a[", Shows(&["actor JNIM"])),
    (Global, A::ShowNew, "jj", On("a1")),
    (Global, A::SinceLooked, "", Shows(&["this is the first look"])),
    (Global, A::Statements, "", Shows(&["▌Statements", "0 statements"])),
    (Global, A::Sort, "", Shows(&["by event day"])),
    (Global, A::Star, "", Shows(&["starred", ">*"])),
    (Global, A::Unread, "", Shows(&["marked unread", ">•"])),
    (Global, A::ReadAll, "m", Shows(&["everything marked read", "!•"])),
    (Global, A::Undo, "s", Shows(&["undone: starred", "!>*"])),
    (Global, A::Redo, "su", Shows(&["done again: starred", ">*"])),
    (Global, A::OpenLink, "<enter>", Does(|it| copies(it, "https://tamani.example/a1"))),
    (Global, A::CopyUrl, "<enter>", Does(|it| copies(it, "https://tamani.example/a1"))),
    (Global, A::CopyCitation, "<enter>", Does(|it| copies(it, "studiotamani.org, “Car bomb"))),
    (Global, A::CopyMarkdown, "<enter>", Does(|it| copies(it, "- where: Kati"))),
    (Global, A::Bidi, "", Shows(&["right-to-left text is laid out by the terminal"])),
    (Global, A::LayoutDesk, "3", Shows(&["▌Timeline", "─Actors", "─Towns"])),
    (Global, A::LayoutReading, "", Shows(&["▌Timeline", "─Incident"])),
    (Global, A::LayoutMap, "", Shows(&["─Map", "km", "5 or more"])),
    (Global, A::LayoutTrend, "", Shows(&["─Trend by event day", "incidents, most"])),
    (Global, A::LayoutActors, "", Shows(&["▌Actors", "Malian Armed Forces", "!Timeline"])),
    (Global, A::LayoutTowns, "", Shows(&["▌Towns"])),
    (Global, A::LayoutSources, "", Shows(&["▌Sources", "HTTP 403: forbidden"])),
    (Global, A::Rules, "aWmine<enter>", Shows(&["▌watch rule", "mine", "actor:jnim"])),
    (Global, A::SaveRule, "a", Shows(&["▌watch for this as"])),
    (Global, A::Export, "", Shows(&["▌write to", "incidents.csv"])),
    (Global, A::Help, "", Shows(&["▌help", "everywhere"])),
    (Global, A::Palette, "", Shows(&["▌action", "page-down"])),
    (Global, A::Redraw, "", Does(|it| *it == Effect::Redraw)),
    (Global, A::Suspend, "", Does(|it| *it == Effect::Suspend)),
    (Global, A::Quit, "", Does(|it| *it == Effect::Quit)),
    (Prompt, A::Accept, ":layout-m", Shows(&["─Map"])),
    (Prompt, A::Cancel, "/town:kidal", Shows(&["everything", "!▌filter"])),
    (Prompt, A::Complete, "/act", Shows(&["> actor:"])),
    (Prompt, A::Forget, "aVmine<enter>v<down>", Shows(&["mine forgotten"])),
    (Prompt, A::NextChoice, ":", Shows(&["> up"])),
    (Prompt, A::PreviousChoice, ":<down><down>", Shows(&["> up"])),
    (Prompt, A::PageDown, "?", Shows(&["▌help"])),
    (Prompt, A::PageUp, "?<pgdn>", Shows(&["> esc backspace"])),
    (Prompt, A::Redraw, "/", Does(|it| *it == Effect::Redraw)),
    (Prompt, A::Suspend, "/", Does(|it| *it == Effect::Suspend)),
];

fn copies(effect: &Effect, words: &str) -> bool {
    matches!(effect, Effect::Copy { text, .. } if text.contains(words))
}

impl Then {
    /// What is missing.
    fn fault(&self, stage: &Stage) -> Option<String> {
        let screen = stage.screen();
        match self {
            Shows(words) => words
                .iter()
                .find(|it| match it.strip_prefix('!').filter(|it| !it.is_empty()) {
                    Some(absent) => screen.contains(absent),
                    None => !screen.contains(**it),
                })
                .map(|it| format!("{it}\n{screen}")),
            On(id) => {
                let on = stage.state.timeline.selected.as_deref();
                (on != Some(*id)).then(|| format!("the cursor is on {on:?}"))
            }
            Does(wanted) => {
                (!stage.done.iter().any(wanted)).then(|| format!("did {:?}", stage.done.last()))
            }
        }
    }
}

#[test]
fn every_key_does_what_the_table_says() {
    let keymap = Keymap::default();
    let mut faults = Vec::new();
    for (context, action, before, then) in STORIES {
        let keys = keymap.keys_of(*context, *action);
        assert!(!keys.is_empty(), "{action:?} has no key in {context:?}");
        for key in keys {
            let mut stage = Stage::new(Memory::usual(), (80, 24));
            stage.keys(before).tell(Msg::Key(key));
            faults.extend(then.fault(&stage).map(|it| format!("{action:?}, {before} {key}: {it}")));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

#[test]
fn every_row_of_the_key_file_has_its_story() {
    let told: BTreeSet<(Context, A)> = STORIES.iter().map(|it| (it.0, it.1)).collect();
    let keymap = Keymap::default();
    for context in Context::ALL {
        for action in A::ALL.iter().filter(|it| !keymap.keys_of(context, **it).is_empty()) {
            assert!(told.contains(&(context, *action)), "{context:?} {action:?} has no story");
        }
    }
    // What has no key is reached by the palette.
    let mut stage = Stage::new(Memory::usual(), (80, 24));
    stage.keys(":mouse<enter>");
    assert!(stage.done.contains(&Effect::Mouse(true)));
}
