//! The whole of what the desk knows between two keys. Changed by `update` alone, drawn by `view`.

use jiff::{Timestamp, civil::Date};

use super::{
    data::{ActorLine, Ask, Day, Health, Marks, Row, Select, Slot, Sort, SourceLine, TownLine},
    effect::Effect,
    filter::Filter,
    history::History,
    keymap::{Context, Keymap},
    labels,
    layout::{Areas, Layout, Pane, areas},
    list::List,
    personal::{Personal, Undo},
    prompt::Prompt,
    reader::{Reader, Subject},
    theme::{Role, Theme},
};
use crate::config::{Bidi, Rule};
use crate::theatre::Names;

/// What does not change by itself while the desk is open.
#[derive(Debug)]
pub struct Settings {
    /// The theatre.
    pub names: &'static Names,
    /// Keys in force.
    pub keymap: Keymap,
    /// Colours and signs.
    pub theme: Theme,
    /// Who lays out right-to-left text; a key switches it.
    pub bidi: Bidi,
    /// Whether the mouse is taken; a key switches it.
    pub mouse: bool,
    /// Whether the terminal is another machine's.
    pub remote: bool,
    /// Whether the store is the demo's, with its archive's last hour as now.
    pub demo: bool,
    /// Views of the configuration: name → filter.
    pub views: std::collections::BTreeMap<String, String>,
    /// Watch rules of the configuration.
    pub rules: Vec<Rule>,
    /// Where a configuration file would be looked for, for the first run's words.
    pub config_path: Option<String>,
}

/// What is looked at: the part of the state that going back restores.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    /// The arrangement of panes.
    pub layout: Layout,
    /// The filter.
    pub filter: Filter,
    /// The order of the timeline.
    pub sort: Sort,
    /// The statements instead of the incidents.
    pub statements: bool,
    /// Only what is new since the person last looked.
    pub since_looked: bool,
    /// A sheet over the layout.
    pub open: Option<Subject>,
}

/// An end of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The first row.
    First,
    /// The last row.
    Last,
}

/// Something said once in the status line, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The words.
    pub text: String,
    /// How they look.
    pub role: Role,
}

/// The state.
#[derive(Debug)]
pub struct State {
    /// Settings.
    pub settings: Settings,
    /// The present instant, to the minute.
    pub now: Timestamp,
    /// Columns and rows of the screen.
    pub size: (u16, u16),
    /// What is looked at.
    pub sight: Sight,
    /// The pane with the focus.
    pub focus: Pane,
    /// What was looked at before.
    pub history: History<Sight>,
    /// The incidents.
    pub timeline: List<Row>,
    /// Incidents that changed since the timeline was read and wait above it.
    pub waiting: u64,
    /// The newest commit that the timeline has seen.
    pub commit: u64,
    /// The actors of the selected incidents.
    pub actors: List<ActorLine>,
    /// Their towns.
    pub towns: List<TownLine>,
    /// Their days.
    pub days: Vec<Day>,
    /// The sources.
    pub sources: List<SourceLine>,
    /// The open or previewed text.
    pub reader: Reader,
    /// A line of text with choices, over everything.
    pub prompt: Option<Prompt>,
    /// Said once.
    pub notice: Option<Notice>,
    /// The person's own marks.
    pub personal: Personal,
    /// For undoing them.
    pub undo: Undo,
    /// The commit up to which the person had looked when the desk was opened.
    pub looked: u64,
    /// Poller, sources, progress.
    pub health: Health,
    /// Whether the first run's lines are shown.
    pub welcome: bool,
    /// Whether the first timeline has arrived.
    pub loaded: bool,
    /// Whether more rows are on their way because the cursor nears an end of those at hand.
    pub paging: bool,
    /// The end of the list to which the cursor goes with the next rows.
    pub end: Option<End>,
    numbers: [u64; Slot::COUNT],
    next: u64,
    pause: u64,
}

impl State {
    /// The state of a desk that is just opening.
    pub fn new(settings: Settings, personal: Personal, now: Timestamp) -> Self {
        let sight = Sight { layout: personal.layout, ..Sight::default() };
        Self {
            focus: sight.layout.first(),
            welcome: !personal.welcomed,
            looked: personal.looked,
            settings,
            now,
            size: (80, 24),
            sight,
            history: History::new(),
            timeline: List::default(),
            waiting: 0,
            commit: 0,
            actors: List::default(),
            towns: List::default(),
            days: Vec::new(),
            sources: List::default(),
            reader: Reader::default(),
            prompt: None,
            notice: None,
            personal,
            undo: Undo::default(),
            health: Health::default(),
            loaded: false,
            paging: false,
            end: None,
            numbers: [0; Slot::COUNT],
            next: 0,
            pause: 0,
        }
    }

    /// A question with a fresh number, which outdates what was asked for the same slot.
    pub fn ask(&mut self, ask: Ask) -> Effect {
        self.next += 1;
        self.numbers[ask.slot() as usize] = self.next;
        Effect::Ask(self.next, ask)
    }

    /// Whether an answer is the one that its slot waits for.
    pub fn is_awaited(&self, slot: Slot, number: u64) -> bool {
        self.numbers[slot as usize] == number
    }

    /// A fresh number for a pause, which outdates the one before.
    pub fn pause(&mut self) -> u64 {
        self.pause += 1;
        self.pause
    }

    /// Whether a pause is the last that was begun.
    pub fn is_pause(&self, number: u64) -> bool {
        self.pause == number
    }

    /// Writes the person's file.
    pub fn save(&self) -> Effect {
        Effect::Save(Box::new(self.personal.clone()))
    }

    /// What the lists are to hold.
    pub fn select(&self) -> Select {
        let query = self.sight.filter.query(self.names(), self.now);
        let marks = query.is_personal().then(|| {
            Box::new(Marks {
                stars: self.personal.stars.clone(),
                read_to: self.personal.read_to,
                read: self.personal.read.clone(),
                looked: self.looked,
            })
        });
        Select {
            query,
            sort: self.sight.sort,
            statements: self.sight.statements,
            since: self.sight.since_looked.then_some(self.looked),
            marks,
        }
    }

    /// Where everything stands on the screen.
    pub fn areas(&self) -> Areas {
        areas(self.size, self.sight.layout, self.focus, self.sight.open.is_some())
    }

    /// The keys that hold now.
    pub fn context(&self) -> Context {
        match (&self.prompt, self.focus) {
            (Some(_), _) => Context::Prompt,
            (None, Pane::Reader) => Context::Reader,
            (None, _) => Context::List,
        }
    }

    /// The present day, UTC.
    pub fn today(&self) -> Date {
        labels::day_of(self.now)
    }

    /// The theatre.
    pub fn names(&self) -> &'static Names {
        self.settings.names
    }

    /// The watch rules: the configuration's and the person's own.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.settings.rules.iter().chain(&self.personal.rules)
    }

    /// Says something in the status line.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), role: Role::Text });
    }

    /// Says that something went wrong.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), role: Role::Alert });
    }
}
