//! What must never be shown raw, taken out: control, direction, zero-width and tag characters.
//!
//! Text from outside passes here once when it is read and again wherever it leaves the grid of the
//! screen. Nothing else is changed: no folding, no trimming.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;

/// The longest run of combining marks that is kept; every living orthography needs fewer.
const MOST_MARKS: usize = 4;

/// One line: tabs and line ends become blanks, everything invisible goes. Idempotent; borrows what
/// is clean already.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    clean(text, Ends::Blank)
}

/// The same for text of several lines: line ends of every kind become `\n`.
pub fn sanitize_lines(text: &str) -> Cow<'_, str> {
    clean(text, Ends::Line)
}

/// What becomes of a line end.
#[derive(Clone, Copy, PartialEq)]
enum Ends {
    Blank,
    Line,
}

impl Ends {
    fn sign(self) -> char {
        match self {
            Self::Blank => ' ',
            Self::Line => '\n',
        }
    }
}

fn clean(text: &str, ends: Ends) -> Cow<'_, str> {
    let dirty = |c: char| match c {
        ' '..='~' => false,
        '\n' => ends == Ends::Blank,
        _ => fate(c) != Fate::Keep || is_combining_mark(c),
    };
    let Some((kept, rest)) = text.find(dirty).and_then(|at| text.split_at_checked(at)) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(kept);
    push_clean(rest, ends, &mut out);
    if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

fn push_clean(text: &str, ends: Ends, out: &mut String) {
    let mut marks = 0;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match fate(c) {
            Fate::Drop => {}
            Fate::Blank => push(out, ' ', &mut marks),
            Fate::LineEnd => {
                if c == '\r' && chars.peek() == Some(&'\n') {
                    chars.next();
                }
                push(out, ends.sign(), &mut marks);
            }
            Fate::Keep if is_combining_mark(c) => {
                marks += 1;
                if marks <= MOST_MARKS {
                    out.push(c);
                }
            }
            Fate::Keep => push(out, c, &mut marks),
        }
    }
}

fn push(out: &mut String, c: char, marks: &mut usize) {
    *marks = 0;
    out.push(c);
}

/// What becomes of a character.
#[derive(PartialEq)]
enum Fate {
    Keep,
    Blank,
    LineEnd,
    Drop,
}

fn fate(c: char) -> Fate {
    match c {
        ' '..='~' => Fate::Keep,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Fate::LineEnd,
        '\t' => Fate::Blank,
        _ if c.is_control() || is_invisible(c) => Fate::Drop,
        _ => Fate::Keep,
    }
}

/// Characters without a form of their own that steer, hide or vary what stands beside them.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, line: &str) {
        assert_eq!(sanitize(text), line, "{text:?}");
    }

    #[test]
    fn what_steers_a_terminal_or_hides_goes() {
        check("plain", "plain");
        check("a\tb\nc\r\nd", "a b c d");
        check("\x1b[31mred\x1b[0m\x07", "[31mred[0m");
        check("\u{9b}2Jx\u{85}y", "2Jx y");
        check("\u{202e}evil\u{202c} \u{2066}x\u{2069}\u{200f}", "evil x");
        check("a\u{200b}b\u{feff}c\u{ad}d\u{2060}e", "abcde");
        check("\u{2764}\u{fe0f}", "\u{2764}");
        check("x\u{e0041}\u{e0100}y", "xy");
    }

    #[test]
    fn letters_of_every_script_stay() {
        for text in ["Sévaré, l’armée", "هَاجَمَ المسلّحون", "Ɓandiagara — « oui »", "👍", "e\u{301}"]
        {
            check(text, text);
        }
    }

    #[test]
    fn towers_of_marks_are_cut() {
        let tower = format!("a{}b", "\u{301}".repeat(40));
        assert_eq!(sanitize(&tower).chars().count(), 2 + MOST_MARKS);
    }

    #[test]
    fn line_ends_of_every_kind_are_one() {
        assert_eq!(sanitize_lines("a\r\nb\rc\u{2028}d\te"), "a\nb\nc\nd e");
        assert!(matches!(sanitize_lines("a\nb"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in any::<String>()) {
            let once = sanitize(&text).into_owned();
            prop_assert_eq!(sanitize(&once), once.as_str());
            prop_assert!(once.chars().all(|c| !c.is_control()));
            let lines = sanitize_lines(&text).into_owned();
            prop_assert_eq!(sanitize_lines(&lines), lines.as_str());
        }
    }
}
