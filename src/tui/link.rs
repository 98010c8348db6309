//! Links in the grid (OSC 8): which terminals have them, and targets that cannot break out.
//!
//! A cell says which link it belongs to by a number in its underline colour, which nothing else
//! uses: so a cell whose target alone changed is drawn again. The targets of a frame are given to
//! the screen beside its cells.

use ratatui::style::Color;

use crate::config::TerminalFacts;

/// Longest target; terminals cut or drop what is longer.
const LONGEST: usize = 2_000;

/// The first version of tmux that hands links on.
const TMUX: (u32, u32) = (3, 4);

/// The target of a web address: printable ASCII only, everything else percent-encoded, so that it
/// ends neither the sequence nor the line. `None` where it is no web address.
pub fn target(url: &str) -> Option<String> {
    let web = url.starts_with("https://") || url.starts_with("http://");
    if !web || url.len() > LONGEST || url.chars().any(char::is_control) {
        return None;
    }
    let encoded = |byte: u8| match byte {
        b'!'..=b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    Some(url.bytes().map(encoded).collect())
}

/// The colour by which the cells of a link are known.
pub fn mark(url: &str) -> Color {
    let [r, g, b, ..] = xxhash_rust::xxh3::xxh3_64(url.as_bytes()).to_le_bytes();
    Color::Rgb(r, g, b)
}

/// Whether the terminal has links: by what it calls itself where it answers, else by what the
/// environment says.
pub fn supported(terminal: &TerminalFacts, version: Option<&str>) -> bool {
    if terminal.is_dumb() {
        return false;
    }
    if let Some(version) = version {
        return by_version(version);
    }
    let term = terminal.term.as_deref().unwrap_or("");
    let plain = ["linux", "screen", "tmux", "vt"].iter().any(|it| term.starts_with(it));
    let known = ["kitty", "foot", "alacritty", "wezterm", "ghostty", "contour", "iterm"];
    let known = known.iter().any(|it| term.contains(it));
    !terminal.tmux && !plain && (known || terminal.links)
}

/// By the answer to XTVERSION: `tmux 3.4`, `kitty(0.32.1)`, `VTE(7600)`.
fn by_version(version: &str) -> bool {
    let lower = version.to_lowercase();
    let mut numbers = lower
        .split(|it: char| !it.is_ascii_digit())
        .filter(|it| !it.is_empty())
        .map(|it| it.parse::<u32>().unwrap_or(0));
    let first = numbers.next().unwrap_or(0);
    if lower.starts_with("tmux") {
        return (first, numbers.next().unwrap_or(0)) >= TMUX;
    }
    if lower.starts_with("vte") {
        return first >= 5_000;
    }
    let known = [
        "kitty",
        "foot",
        "wezterm",
        "iterm2",
        "ghostty",
        "contour",
        "konsole",
        "mintty",
        "alacritty",
        "rio",
        "windows terminal",
    ];
    known.iter().any(|it| lower.starts_with(it))
}
