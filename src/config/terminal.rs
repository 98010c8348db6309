//! What the environment says of the terminal.

use super::layers::variable;

/// The variables by which a terminal is known; `None` where one is not set or empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TerminalFacts {
    /// `TERM`.
    pub term: Option<String>,
    /// `COLORTERM`, often lost on the way through SSH.
    pub colorterm: Option<String>,
    /// A terminal that is known to have links said so in a variable of its own.
    pub links: bool,
    /// Within tmux.
    pub tmux: bool,
    /// The terminal is another machine's.
    pub remote: bool,
}

impl TerminalFacts {
    /// The facts of this process.
    pub fn of_this_process() -> Self {
        Self {
            term: text("TERM"),
            colorterm: text("COLORTERM"),
            links: links(),
            tmux: variable("TMUX").is_some(),
            remote: variable("SSH_CONNECTION").is_some() || variable("SSH_TTY").is_some(),
        }
    }

    /// Whether full-screen drawing makes no sense there.
    pub fn is_dumb(&self) -> bool {
        matches!(self.term.as_deref(), None | Some("dumb"))
    }
}

/// Terminals that name themselves and draw links.
fn links() -> bool {
    let programs = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "rio"];
    let vte = text("VTE_VERSION").and_then(|it| it.parse::<u32>().ok());
    vte.is_some_and(|it| it >= 5_000)
        || text("KONSOLE_VERSION").is_some()
        || text("WT_SESSION").is_some()
        || text("TERM_PROGRAM").is_some_and(|it| programs.contains(&it.as_str()))
}

fn text(name: &str) -> Option<String> {
    variable(name).and_then(|it| it.into_os_string().into_string().ok())
}
