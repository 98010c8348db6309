//! What comes into the desk from outside, and what it wants done there. Both are values: `update`
//! turns one into the other, and only the runtime acts.

use jiff::Timestamp;

use super::{
    data::{Answer, Ask, Health, Slot},
    key::Key,
    personal::Personal,
};
use crate::{config::Tell, model::Incident};

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key.
    Key(Key),
    /// Text pasted into the terminal.
    Paste(String),
    /// The wheel, by so many lines, with the cell under the pointer.
    Wheel(isize, u16, u16),
    /// A click on a cell.
    Click(u16, u16),
    /// The screen has a new size.
    Resize(u16, u16),
    /// A new minute.
    Minute(Timestamp),
    /// Another program has committed incidents to the store.
    Changed,
    /// Another program has committed to the store, and no list of incidents is another for it.
    Polled,
    /// An answer, with the number of its question.
    Answer(u64, Slot, Answer),
    /// Poller, sources and progress as they are now.
    Health(Health),
    /// The pause after the last key is over; the number is that of [`Effect::Pause`].
    Paused(u64),
    /// The person's marks, with what another desk of the same person did.
    Person(Box<Personal>),
    /// How an effect went, in words.
    Said(Result<String, String>),
}

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the store.
    Ask(u64, Ask),
    /// Say when a tenth of a second has passed.
    Pause(u64),
    /// Put text on the clipboard; the words say what it is.
    Copy {
        /// What it is, for the status line.
        what: String,
        /// The text.
        text: String,
    },
    /// Open a link with the desktop's own program.
    Open(String),
    /// Write the person's file.
    Save(Box<Personal>),
    /// Write the selected incidents to a file, in the format of its ending.
    Export(String, Ask),
    /// Tell of an incident that a watch rule found.
    Tell {
        /// The rule.
        rule: String,
        /// How.
        ways: Vec<Tell>,
        /// What, in one line.
        text: String,
        /// A program that gets the incident.
        command: Vec<String>,
        /// The incident.
        incident: Box<Incident>,
    },
    /// Take the mouse or leave it to the terminal.
    Mouse(bool),
    /// Draw everything again.
    Redraw,
    /// Stop, until the shell says otherwise.
    Suspend,
    /// End.
    Quit,
}
