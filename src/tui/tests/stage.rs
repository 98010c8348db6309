//! A desk on a stage: keys go through keymap and update, effects are answered from memory at once.

use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};

use super::memory::{Memory, names, now};
use crate::{
    config::Bidi,
    tui::{
        effect::{Effect, Msg},
        key::Key,
        keymap::Keymap,
        personal::Personal,
        state::{Settings, State},
        theme::{Colours, Theme},
        update::{open, update},
        view::view,
    },
};

/// A desk with its store, and what it did outside.
pub(super) struct Stage {
    pub(super) state: State,
    pub(super) memory: Memory,
    pub(super) done: Vec<Effect>,
}

impl Stage {
    pub(super) fn new(memory: Memory, size: (u16, u16)) -> Self {
        let personal = Personal { welcomed: true, ..Personal::default() };
        Self::with(memory, size, Colours::None, personal)
    }

    pub(super) fn with(
        memory: Memory,
        size: (u16, u16),
        colours: Colours,
        personal: Personal,
    ) -> Self {
        let settings = Settings {
            names: names(),
            keymap: Keymap::default(),
            theme: Theme { colours, ascii: false },
            bidi: Bidi::Program,
            mouse: false,
            remote: true,
            demo: false,
            views: [("kidal".to_owned(), "town:kidal".to_owned())].into(),
            rules: Vec::new(),
            config_path: Some("~/.config/vigie/config.toml".to_owned()),
        };
        let mut state = State::new(settings, personal, now());
        state.size = size;
        let effects = open(&mut state);
        let mut stage = Self { state, memory, done: Vec::new() };
        stage.perform(effects);
        stage
    }

    /// Presses keys, written as [`Key::sequence`] reads them.
    pub(super) fn keys(&mut self, keys: &str) -> &mut Self {
        for key in Key::sequence(keys).expect("keys of a test") {
            self.tell(Msg::Key(key));
        }
        self
    }

    pub(super) fn tell(&mut self, msg: Msg) -> &mut Self {
        let effects = update(&mut self.state, msg);
        self.perform(effects);
        self
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(number, ask) => {
                    let answer = self.memory.answer(&ask);
                    self.tell(Msg::Answer(number, ask.slot(), answer));
                }
                Effect::Pause(number) => {
                    self.tell(Msg::Paused(number));
                }
                other => self.done.push(other),
            }
        }
    }

    pub(super) fn buffer(&self) -> Buffer {
        let (width, height) = self.state.size;
        let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a test backend");
        terminal.draw(|frame| view(&self.state, frame)).expect("draws");
        terminal.backend().buffer().clone()
    }

    /// The screen as lines, blanks at their ends cut.
    pub(super) fn screen(&self) -> String {
        let buffer = self.buffer();
        let lines = (0..buffer.area.height).map(|y| {
            let line: String = (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect();
            line.trim_end().to_owned()
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Keys in, screen out, at 80 by 24.
pub(super) fn story(keys: &str) -> String {
    Stage::new(Memory::usual(), (80, 24)).keys(keys).screen()
}
