//! Roles, not colours: what a sign means is decided elsewhere, how it looks is decided here.
//!
//! Every role that carries meaning also has a letter, sign or attribute beside its colour, so that
//! nothing is lost where there is none. The palette is Okabe and Ito's, safe for the common kinds
//! of colour blindness; with sixteen colours the terminal's own theme decides.

use ratatui::style::{Color, Modifier, Style};
use serde::{Deserialize, Serialize};

/// How many colours the terminal is trusted with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Colours {
    /// None: bold, underlined and reversed only.
    None,
    /// The terminal's sixteen.
    #[default]
    Ansi,
    /// 256.
    Indexed,
    /// 24 bits.
    True,
}

/// What a piece of text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Running text.
    #[default]
    Text,
    /// Less important: labels, rules, old things.
    Muted,
    /// A pane's title; stronger with the focus.
    Title,
    /// The title of the pane that has the focus.
    Focus,
    /// The selected row.
    Selected,
    /// A key in a footer or help.
    Key,
    /// A chip of the filter.
    Chip,
    /// Unread.
    Unread,
    /// Something new, a star.
    Accent,
    /// Wrong, broken, disputed.
    Alert,
    /// Well established, sound.
    Good,
    /// Old or silent.
    Stale,
    /// Severity 5 and 4.
    Grave,
    /// Severity 3.
    Serious,
    /// The attacking side, and actors in text.
    Actor,
    /// The other side.
    Target,
    /// Places.
    Town,
    /// Dates.
    Date,
    /// Numbers and tolls.
    Number,
    /// The words that tell an event.
    Event,
    /// Persons.
    Person,
    /// A link.
    Link,
    /// The river on the map.
    Water,
}

/// The colours and signs in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// How many colours.
    pub colours: Colours,
    /// Plain ASCII for our own signs and rules.
    pub ascii: bool,
}

// Okabe and Ito's palette: (sixteen, 256, true colour).
type Paint = (Color, u8, (u8, u8, u8));
const ORANGE: Paint = (Color::Yellow, 214, (230, 159, 0));
const SKY: Paint = (Color::Cyan, 74, (86, 180, 233));
const GREEN: Paint = (Color::Green, 36, (0, 158, 115));
const BLUE: Paint = (Color::Blue, 32, (0, 114, 178));
const VERMILION: Paint = (Color::Red, 166, (213, 94, 0));
const PURPLE: Paint = (Color::Magenta, 175, (204, 121, 167));
const GREY: Paint = (Color::DarkGray, 245, (138, 138, 138));

impl Theme {
    /// The style of a role.
    pub fn style(self, role: Role) -> Style {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        match role {
            Role::Text => plain,
            Role::Muted | Role::Stale => self.paint(plain, GREY),
            Role::Title | Role::Target | Role::Person => self.paint(plain, SKY),
            Role::Focus => self.paint(bold, SKY),
            Role::Selected => plain.add_modifier(Modifier::REVERSED),
            Role::Key | Role::Number | Role::Unread => bold,
            Role::Chip => self.paint(plain.add_modifier(Modifier::REVERSED), SKY),
            Role::Accent => self.paint(bold, ORANGE),
            Role::Alert | Role::Grave => self.paint(bold, VERMILION),
            Role::Serious | Role::Event => self.paint(plain, ORANGE),
            Role::Good | Role::Town => self.paint(plain, GREEN),
            Role::Actor => self.paint(plain, PURPLE),
            Role::Date | Role::Water => self.paint(plain, BLUE),
            Role::Link => self.paint(plain.add_modifier(Modifier::UNDERLINED), SKY),
        }
    }

    /// The style of words highlighted in running text: without colour, an underline must do.
    pub fn evidence(self, role: Role) -> Style {
        match self.colours {
            Colours::None => Style::new().add_modifier(Modifier::UNDERLINED),
            _ => self.style(role),
        }
    }

    fn paint(self, style: Style, (ansi, indexed, (r, g, b)): Paint) -> Style {
        match self.colours {
            Colours::None => style,
            Colours::Ansi => style.fg(ansi),
            Colours::Indexed => style.fg(Color::Indexed(indexed)),
            Colours::True => style.fg(Color::Rgb(r, g, b)),
        }
    }

    /// One of our own signs, or its ASCII form.
    pub fn sign(self, pretty: &'static str, ascii: &'static str) -> &'static str {
        if self.ascii { ascii } else { pretty }
    }

    /// A grapheme as it is drawn: in ASCII, what we and typographers draw has a plain stand-in.
    pub fn drawn(self, grapheme: &str) -> &str {
        const PLAIN: [(&str, &str); 12] = [
            ("█▇", "#"),
            ("▆▅", "+"),
            ("▄▃", ":"),
            ("▂▁", "."),
            ("─—–‐‑", "-"),
            ("━", "="),
            ("│", "|"),
            ("•∙·", "o"),
            ("→›»", ">"),
            ("…", "~"),
            ("“”„", "\""),
            ("‘’", "'"),
        ];
        if !self.ascii || grapheme.is_ascii() {
            return grapheme;
        }
        PLAIN.iter().find(|(signs, _)| signs.contains(grapheme)).map_or(grapheme, |it| it.1)
    }

    /// The role of a severity, 1–5.
    pub fn severity(severity: u8) -> Role {
        match severity {
            4.. => Role::Grave,
            3 => Role::Serious,
            _ => Role::Muted,
        }
    }

    /// A severity in one cell, readable without colour.
    pub fn severity_sign(self, severity: u8) -> &'static str {
        let (pretty, ascii) = match severity {
            5.. => ("█", "5"),
            4 => ("▆", "4"),
            3 => ("▄", "3"),
            2 => ("▂", "2"),
            _ => ("▁", "1"),
        };
        self.sign(pretty, ascii)
    }

    /// A bar of eight heights for `value` of `most`; blank for nothing.
    pub fn bar(self, value: u32, most: u32) -> &'static str {
        const PRETTY: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
        const ASCII: [&str; 9] = [" ", ".", ".", ":", ":", "+", "+", "#", "#"];
        let height = (value * 8).checked_div(most.max(1)).unwrap_or(0).min(8) as usize;
        let height = if value > 0 { height.max(1) } else { 0 };
        if self.ascii { ASCII[height] } else { PRETTY[height] }
    }
}
