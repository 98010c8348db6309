//! Tokens: the words and numbers of a passage, folded, with the bytes that they stand on.
//!
//! A token is a run of letters or a run of digits; what stands between two tokens is kept as
//! [`Gap`] of the second. So a phrase matches whether its words are joined by blanks, hyphens or
//! apostrophes ("Tin-Zaouatine", "l'armée"), but never across a comma or a full stop.

use crate::model::Span;

use super::fold::{push_ascii, push_folded};

/// What stands between a token and the one before it: a set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Gap(u16);

impl Gap {
    /// White space.
    pub const SPACE: Self = Self(1);
    /// A hyphen without blanks.
    pub const HYPHEN: Self = Self(1 << 1);
    /// An apostrophe.
    pub const APOSTROPHE: Self = Self(1 << 2);
    /// A comma, Arabic or Latin.
    pub const COMMA: Self = Self(1 << 3);
    /// A full stop, question or exclamation mark, or an ellipsis.
    pub const STOP: Self = Self(1 << 4);
    /// A colon.
    pub const COLON: Self = Self(1 << 5);
    /// A semicolon.
    pub const SEMICOLON: Self = Self(1 << 6);
    /// An opening quotation mark, or one that may be either.
    pub const QUOTE: Self = Self(1 << 7);
    /// An opening bracket.
    pub const OPEN: Self = Self(1 << 8);
    /// A closing bracket.
    pub const CLOSE: Self = Self(1 << 9);
    /// A dash between blanks.
    pub const DASH: Self = Self(1 << 10);
    /// A slash.
    pub const SLASH: Self = Self(1 << 11);
    /// The start of the passage.
    pub const START: Self = Self(1 << 12);
    /// Any other sign.
    pub const OTHER: Self = Self(1 << 13);
    /// A closing quotation mark.
    pub const UNQUOTE: Self = Self(1 << 14);

    /// Whether it holds any flag of `other`.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Nothing but blanks, hyphens, apostrophes and quotation marks: words so joined can be one
    /// name.
    pub fn joins(self) -> bool {
        const JOIN: u16 = 1 | 1 << 1 | 1 << 2 | 1 << 7 | 1 << 14;
        self.0 & !JOIN == 0
    }
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters.
    Word,
    /// Digits.
    Number,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// No capital at its head, or a script without capitals.
    Lower,
    /// A capital at its head.
    Capital,
    /// Two letters or more, all capitals.
    Upper,
}

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the report's text.
    pub span: Span,
    /// Letters or digits.
    pub kind: TokenKind,
    /// How it is written.
    pub case: Case,
    /// What stands before it.
    pub gap: Gap,
    folded: (u32, u32),
}

/// The tokens of a passage, with their folded forms in one buffer.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    list: Vec<Token>,
    folded: String,
}

impl Tokens {
    /// The tokens of `passage`, which starts at byte `offset` of the report's text.
    pub fn of(passage: &str, offset: usize) -> Self {
        let mut tokens = Self::default();
        tokens.read(passage, offset);
        tokens
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Token> {
        self.list.iter()
    }

    /// The token at an index; `None` past the end.
    pub fn get(&self, at: usize) -> Option<&Token> {
        self.list.get(at)
    }

    /// The folded form of the token at an index; empty past the end.
    pub fn word(&self, at: usize) -> &str {
        self.list
            .get(at)
            .and_then(|it| self.folded.get(it.folded.0 as usize..it.folded.1 as usize))
            .unwrap_or("")
    }

    /// The bytes from the first token of a range to its last.
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.list.get(from), self.list.get(to.saturating_sub(1))) {
            (Some(first), Some(last)) => Span { start: first.span.start, end: last.span.end },
            _ => Span { start: 0, end: 0 },
        }
    }

    fn read(&mut self, passage: &str, offset: usize) {
        self.folded.reserve(passage.len());
        self.list.reserve(passage.len() / 5);
        let mut gap = Gap::START;
        let mut rest = passage;
        while let Some(c) = rest.chars().next() {
            let start = passage.len() - rest.len();
            let Some(kind) = kind_of(c) else {
                rest = after(c, rest);
                gap = gap.with(gap_of(c, gap, rest));
                continue;
            };
            let from = self.folded.len();
            while let Some(c) = rest.chars().next().filter(|it| continues(*it, kind)) {
                if c.is_ascii() {
                    rest = match kind {
                        TokenKind::Word => {
                            push_ascii(rest, u8::is_ascii_alphabetic, &mut self.folded)
                        }
                        TokenKind::Number => push_ascii(rest, u8::is_ascii_digit, &mut self.folded),
                    };
                } else {
                    push_folded(c, &mut self.folded);
                    rest = after(c, rest);
                }
            }
            let end = passage.len() - rest.len();
            let case = case_of(passage.get(start..end).unwrap_or_default());
            self.push(Span::new(offset + start, offset + end), kind, case, gap, from);
            gap = Gap::default();
        }
    }

    fn push(&mut self, span: Span, kind: TokenKind, case: Case, gap: Gap, from: usize) {
        if self.folded.len() == from {
            return;
        }
        let folded = Span::new(from, self.folded.len());
        self.list.push(Token { span, kind, case, gap, folded: (folded.start, folded.end) });
    }
}

/// How a word is written.
fn case_of(word: &str) -> Case {
    let capital = |c: char| !is_arabic_letter(c) && c.is_uppercase();
    let mut letters = word.chars();
    if !letters.next().is_some_and(capital) {
        Case::Lower
    } else if !letters.as_str().is_empty() && letters.all(capital) {
        Case::Upper
    } else {
        Case::Capital
    }
}

/// What is left of a text behind its first character.
fn after(c: char, text: &str) -> &str {
    text.get(c.len_utf8()..).unwrap_or("")
}

fn kind_of(c: char) -> Option<TokenKind> {
    match c {
        _ if c.is_ascii_alphabetic() || is_arabic_letter(c) => Some(TokenKind::Word),
        _ if c.is_ascii_digit() => Some(TokenKind::Number),
        '\0'..='\x7f' => None,
        // Letters with accents, then signs: all that most texts have besides.
        '\u{c0}'..='\u{24f}' => (!matches!(c, '×' | '÷')).then_some(TokenKind::Word),
        '\u{2000}'..='\u{206f}' => None,
        '٠'..='٩' | '۰'..='۹' => Some(TokenKind::Number),
        _ => c.is_alphabetic().then_some(TokenKind::Word),
    }
}

/// The letters of Arabic itself: spares nearly all of its text a look into the tables of Unicode.
fn is_arabic_letter(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64a}')
}

fn continues(c: char, kind: TokenKind) -> bool {
    match kind_of(c) {
        Some(it) => it == kind,
        None => kind == TokenKind::Word && is_inner(c),
    }
}

/// Marks within a word: vowel signs, tatweel, combining accents.
fn is_inner(c: char) -> bool {
    matches!(c, 'ـ' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{300}'..='\u{36f}')
}

fn gap_of(c: char, before: Gap, rest: &str) -> Gap {
    if c == ' ' {
        return Gap::SPACE;
    }
    let spaced = || before.has(Gap::SPACE) && !rest.starts_with(|it: char| !it.is_whitespace());
    match c {
        _ if c.is_whitespace() => Gap::SPACE,
        '-' | '‐' | '‑' | '–' | '—' | '‒' if spaced() => Gap::DASH,
        '—' => Gap::DASH,
        '-' | '‐' | '‑' | '–' | '‒' => Gap::HYPHEN,
        '\'' | '’' | 'ʼ' | '‘' | '`' | '´' => Gap::APOSTROPHE,
        ',' | '،' => Gap::COMMA,
        '.' | '!' | '?' | '؟' | '…' | '۔' => Gap::STOP,
        ':' => Gap::COLON,
        ';' | '؛' => Gap::SEMICOLON,
        '“' | '«' | '„' | '"' | '‹' => Gap::QUOTE,
        '”' | '»' | '›' => Gap::UNQUOTE,
        '(' | '[' | '{' => Gap::OPEN,
        ')' | ']' | '}' => Gap::CLOSE,
        '/' => Gap::SLASH,
        _ => Gap::OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let tokens = Tokens::of(text, 0);
        let words: Vec<_> = (0..tokens.len()).map(|it| tokens.word(it)).collect();
        assert_eq!(words, expected, "{text}");
        for token in tokens.iter() {
            assert!(text.get(token.span.range()).is_some(), "{text}: {:?}", token.span);
        }
    }

    #[test]
    fn words_and_numbers_split_where_a_reader_splits_them() {
        check("L’armée de Tin-Zaouatine", &["l", "armee", "de", "tin", "zaouatine"]);
        check("le 1er mai, 4H00", &["le", "1", "er", "mai", "4", "h", "00"]);
        check("قُتل ٣ جنود", &["قتل", "3", "جنود"]);
        check("", &[]);
    }

    #[test]
    fn gaps_tell_what_stood_between() {
        let tokens = Tokens::of("Kati, near Bamako. The army — said", 7);
        let gaps: Vec<_> = tokens.iter().map(|it| it.gap).collect();
        assert!(gaps[0].has(Gap::START));
        assert!(gaps[1].has(Gap::COMMA) && !gaps[1].joins());
        assert!(gaps[2].joins());
        assert!(gaps[3].has(Gap::STOP));
        assert!(gaps[5].has(Gap::DASH));
        assert_eq!(tokens.get(0).unwrap().span, Span { start: 7, end: 11 });
    }

    #[test]
    fn case_is_kept() {
        let tokens = Tokens::of("FAMa FLA Gao gao مالي", 0);
        let cases: Vec<_> = tokens.iter().map(|it| it.case).collect();
        assert_eq!(cases, [Case::Capital, Case::Upper, Case::Capital, Case::Lower, Case::Lower]);
    }
}
