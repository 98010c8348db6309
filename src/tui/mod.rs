//! The desk: the screen that an analyst keeps open.
//!
//! [`update::update`] turns a message into a new [`state::State`] and the effects that it wants,
//! [`view::view`] turns the state into cells, and neither does anything else; [`runtime`] is the
//! loop around the two that acts. What there is to do stands once, in [`action`]; which key does it
//! stands once, in the key file. Nothing in here writes to the store or speaks to a network.

use std::path::PathBuf;

use anyhow::Result;

use crate::{
    config::{self, Settings, TerminalFacts},
    model::Fault,
    query,
    theatre::{Names, SourceEntry},
};

pub mod action;
pub mod bidi;
pub mod cells;
pub mod choices;
pub mod cite;
pub mod clock;
pub mod data;
pub mod effect;
pub mod export;
pub mod files;
pub mod filter;
pub mod history;
pub mod key;
pub mod keymap;
pub mod labels;
pub mod layout;
pub mod link;
pub mod list;
pub mod loader;
pub mod merge;
pub mod page;
pub mod personal;
pub mod programs;
pub mod prompt;
pub mod reader;
pub mod runtime;
pub mod screen;
pub mod sheet;
pub mod source;
pub mod state;
pub mod terminal;
pub mod theme;
pub mod timeline;
pub mod update;
pub mod view;
pub mod watch;
pub mod watchdog;
#[cfg(test)]
mod tests;

pub use keymap::keys_markdown;
pub use runtime::Now;
pub use watchdog::End;

use theme::{Colours, Theme};

/// What the desk is opened with.
pub struct Options<'a> {
    /// The settings in force.
    pub settings: &'a Settings,
    /// The theatre.
    pub names: &'static Names,
    /// Folder of the store.
    pub store: PathBuf,
    /// The sources, to show how they do.
    pub sources: Vec<SourceEntry>,
    /// What the environment says of the terminal.
    pub terminal: TerminalFacts,
    /// The clock.
    pub now: Now,
    /// Whether the store is the demo's.
    pub demo: bool,
    /// Where a configuration would be looked for.
    pub config_path: Option<PathBuf>,
}

/// Opens the desk and stays until it is left. The terminal is given back whatever happens.
///
/// # Errors
/// When the terminal cannot be taken or the store cannot be read.
pub fn run(options: Options<'_>) -> Result<End> {
    let desk = &options.settings.config.desk;
    let (keymap, mut faults) = keymap::Keymap::with(&keymap::KeyTables(desk.keys.clone()));
    let folder = options.settings.state.as_deref().filter(|_| !options.demo);
    let person = folder.map(|it| files::path(it, &options.store));
    let (keeper, unread) = files::Keeper::open(person);
    faults.extend(unread.filter(|_| !options.demo).map(|it| Fault::new("marks", it)));
    faults.extend(unreadable(desk, options.names, (options.now)()));
    let settings = state::Settings {
        names: options.names,
        keymap,
        theme: Theme {
            colours: colours(options.settings.colored(true), &options.terminal),
            ascii: desk.ascii,
        },
        bidi: desk.bidi,
        mouse: desk.mouse,
        remote: options.terminal.remote,
        demo: options.demo,
        views: desk.views.clone(),
        rules: desk.rules.clone(),
        config_path: options.config_path.map(|it| it.display().to_string()),
    };
    let source =
        source::Source::open(&options.store, options.names, options.sources, options.now.clone())?;
    let now = (options.now)();
    let mut state = state::State::new(settings, keeper.personal().clone(), clock::minute(now));
    state
        .personal
        .told
        .keep(options.settings.config.desk.rules.iter().chain(&state.personal.rules.clone()));
    if let Some(fault) = faults.first() {
        state.warn(fault.to_string());
    }
    let outside = runtime::Outside { now: options.now, keeper, terminal: options.terminal };
    runtime::run(state, source, outside)
}

/// Filters of the configuration that cannot be read: a rule that never tells must say so.
fn unreadable(desk: &config::Desk, names: &Names, now: jiff::Timestamp) -> Vec<Fault> {
    let views = desk.views.iter().map(|(name, filter)| ("view", name, filter));
    let rules = desk.rules.iter().map(|it| ("watch rule", &it.name, &it.filter));
    views
        .chain(rules)
        .filter_map(|(what, name, filter)| match query::parse(filter, names, now) {
            Ok(it) if what == "watch rule" && it.is_personal() => {
                let why = "a watch rule cannot ask for your own marks";
                Some(Fault::new("desk", format!("{what} {name}: {why}")))
            }
            Ok(_) => None,
            Err(it) => {
                let at = filter.get(it.at..).unwrap_or("");
                let why = format!("expected {} at `{at}`", it.expected);
                Some(Fault::new("desk", format!("{what} {name}: {why}")))
            }
        })
        .collect()
}

/// How many colours to use: what the terminal says, and no more than sixteen where it says nothing,
/// since those follow its own theme.
pub fn colours(colour: bool, terminal: &TerminalFacts) -> Colours {
    let says =
        |text: &Option<String>, word: &str| text.as_deref().is_some_and(|it| it.contains(word));
    match terminal {
        _ if !colour => Colours::None,
        it if says(&it.colorterm, "truecolor") || says(&it.colorterm, "24bit") => Colours::True,
        it if says(&it.term, "256color") => Colours::Indexed,
        _ => Colours::Ansi,
    }
}
