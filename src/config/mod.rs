//! Configuration: defaults, files and flags laid over each other, then made ready for use.
//!
//! [`Config`] holds concrete values; its `Default` is the lowest layer. Each file is read whole as
//! a [`Config`] first, so that a fault has its line and caret, and then laid over the layers below
//! as a table. [`Settings`] is the second step: paths made absolute, ranges checked, the theatre
//! pack at hand. The environment is read in this module only, and no file is ever written.

use std::{collections::BTreeMap, path::PathBuf};

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::theatre::SourceEntry;

mod layers;
mod settings;
mod terminal;
#[cfg(test)]
mod tests;

pub use layers::{Fault, Surroundings, load, secret};
pub use settings::{Flags, Settings, read_pack};
pub use terminal::TerminalFacts;

/// `config.example.toml`: the defaults with every key explained.
pub const EXAMPLE: &str = include_str!("../../config.example.toml");

/// Everything that can be set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where reports are kept.
    pub store: Store,
    /// What is followed.
    pub theatre: Theatre,
    /// Manners and limits of polling.
    pub fetch: Fetch,
    /// Sources beside the pack's; one with the id of a pack's source replaces it.
    pub sources: Vec<SourceEntry>,
    /// The screen.
    pub desk: Desk,
}

/// Where reports are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Store {
    /// The folder; empty means `$STATE_DIRECTORY`, else the user's own data folder.
    pub folder: PathBuf,
}

/// What is followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Theatre {
    /// A name that ships with the program, or a folder.
    pub pack: String,
}

impl Default for Theatre {
    fn default() -> Self {
        Self { pack: "sahel".to_owned() }
    }
}

/// Manners and limits of polling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fetch {
    /// An address or a page at which the operator can be reached; sent with every request.
    pub contact: String,
    /// Requests under way at a time, all hosts together.
    pub parallel: u32,
    /// Requests under way at a time to one host.
    pub per_host: u32,
    /// Seconds until a connection stands.
    pub connect_s: u32,
    /// Seconds until the first byte of an answer.
    pub first_byte_s: u32,
    /// Seconds for a whole answer.
    pub whole_s: u32,
    /// Most megabytes that travel for one answer.
    pub max_transfer_mb: u32,
    /// Most megabytes of one answer after decompression.
    pub max_body_mb: u32,
    /// Most redirects that are followed.
    pub max_redirects: u32,
    /// Most entries of one feed that are read.
    pub max_entries: u32,
    /// Least minutes between two polls of a source.
    pub min_minutes: u32,
    /// Most minutes between two polls of a source.
    pub max_minutes: u32,
    /// Proxy for all sources; empty follows the environment.
    pub proxy: String,
    /// Ids of the pack's sources that are polled although the pack has them off.
    pub on: Vec<String>,
    /// Ids of sources that are not polled.
    pub off: Vec<String>,
}

impl Default for Fetch {
    fn default() -> Self {
        Self {
            contact: String::new(),
            parallel: 16,
            per_host: 2,
            connect_s: 10,
            first_byte_s: 30,
            whole_s: 120,
            max_transfer_mb: 16,
            max_body_mb: 64,
            max_redirects: 8,
            max_entries: 5000,
            min_minutes: 5,
            max_minutes: 1440,
            proxy: String::new(),
            on: Vec::new(),
            off: Vec::new(),
        }
    }
}

/// The screen.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Desk {
    /// When to use colour, on the screen and in tables.
    pub color: Color,
    /// Who puts right-to-left text in reading order.
    pub bidi: Bidi,
    /// Signs and lines in ASCII only.
    pub ascii: bool,
    /// Wheel and click; the terminal's own selection then needs Shift.
    pub mouse: bool,
    /// Keys by context, laid over the built-in ones: key → action, `"none"` unbinds.
    pub keys: BTreeMap<String, BTreeMap<String, String>>,
    /// Saved views: name → filter.
    pub views: BTreeMap<String, String>,
    /// Watch rules.
    pub rules: Vec<Rule>,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Color {
    /// On a terminal that has it, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Who puts right-to-left text in reading order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bidi {
    /// The program, for the many terminals that draw cells from left to right.
    #[default]
    Program,
    /// The terminal.
    Terminal,
}

/// A named filter that tells when an incident meets it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name.
    pub name: String,
    /// What it watches for, in the filter language.
    pub filter: String,
    /// How it tells.
    #[serde(default = "bell")]
    pub tell: Vec<Tell>,
    /// Program and arguments for [`Tell::Command`]; it gets the incident as JSON on standard input
    /// and is never run through a shell.
    #[serde(default)]
    pub command: Vec<String>,
    /// What an incident must gain to be told again.
    #[serde(default)]
    pub again: Vec<Again>,
}

fn bell() -> Vec<Tell> {
    vec![Tell::Bell]
}

/// How a rule tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tell {
    /// The terminal's bell.
    Bell,
    /// A notification of the terminal (OSC 9).
    Notify,
    /// The terminal's title.
    Title,
    /// A program.
    Command,
}

/// What an incident can gain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Again {
    /// Another report.
    Reports,
    /// An independent source.
    Sources,
    /// More dead.
    Deaths,
    /// A claim or denial.
    Claims,
    /// A higher severity.
    Severity,
}
