//! What the environment says of the terminal.

use super::layers::variable;

/// The variables by which a terminal is known; `None` where one is not set or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TerminalFacts {
    /// `TERM`.
    pub term: Option<String>,
    /// `COLORTERM`, often lost on the way through SSH.
    pub colorterm: Option<String>,
    /// Within tmux.
    pub tmux: bool,
    /// The terminal is another machine's.
    pub remote: bool,
}

impl TerminalFacts {
    /// The facts of this process.
    pub fn of_this_process() -> Self {
        let text = |name| variable(name).and_then(|it| it.into_os_string().into_string().ok());
        Self {
            term: text("TERM"),
            colorterm: text("COLORTERM"),
            tmux: variable("TMUX").is_some(),
            remote: variable("SSH_CONNECTION").is_some() || variable("SSH_TTY").is_some(),
        }
    }

    /// Whether full-screen drawing makes no sense there.
    pub fn is_dumb(&self) -> bool {
        matches!(self.term.as_deref(), None | Some("dumb"))
    }
}
