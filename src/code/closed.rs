//! The closed-class words of time and number in English, French and Arabic: which of them a token
//! is, in one look-up.
//!
//! The tables are written as the languages write them and folded when they are built. Grammar lives
//! in [`super::dates`] and [`super::numbers`]; this module knows single words only.

use jiff::civil::Weekday;

use crate::{
    model::{Lang, TimeOfDay},
    text::{
        fold,
        quick::{Heads, QuickMap},
        token::{Case, Gap, TokenKind, Tokens},
    },
};

pub(super) mod casualties;
mod tables;

/// A span of time that people count in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// Months.
    Month,
    /// Years and longer.
    Year,
}

/// A feast that dates are told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Feast {
    /// 25 December.
    Christmas,
    /// 1 January.
    NewYear,
    /// Easter Sunday.
    Easter,
    /// The month of Ramadan.
    Ramadan,
    /// Eid al-Fitr, at the end of Ramadan.
    Breaking,
    /// Eid al-Adha, Tabaski.
    Sacrifice,
    /// Mawlid.
    Birth,
}

/// The grammatical number of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Number {
    One,
    Two,
    Many,
}

/// What a word means to the grammars of time and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lex {
    /// Nothing that these grammars know.
    Other,
    /// Digits, with how many there are; `value` is capped at `u32::MAX`.
    Digits { value: u32, len: u8 },
    /// A number word: units, tens, hundred, thousand, million.
    Count(u32),
    /// A word for one or two that stands only before ten (أحد عشر).
    Teen(u32),
    /// A noun of number: douzaine, dozen.
    Around(u32),
    /// dozens, plusieurs, عدد: a number without a value.
    Vague,
    /// A noun in the dual; `sure` when it can be nothing else.
    DualNoun { sure: bool },
    /// An ordinal word.
    Ordinal(u8),
    /// st, nd, er, ème after digits.
    OrdinalEnd,
    /// A month; `sure` when the word alone says so (no verb, no abbreviation).
    Month { month: i8, sure: bool },
    /// A weekday; abbreviations are not `sure`.
    Weekday { day: Weekday, sure: bool },
    /// Days from today.
    Near(i8),
    /// A part of the day; `sure` when it can stand alone as a time.
    Part { part: TimeOfDay, sure: bool },
    /// Hours, days, weeks.
    Unit(Unit, Number),
    /// A feast by name.
    Feast(Feast),
    /// A function word.
    Is(Cue),
}

/// Function words, named by their English counterpart or by the word itself where a language has
/// uses that the others lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    The,
    A,
    Of,
    On,
    In,
    At,
    From,
    To,
    Or,
    And,
    Between,
    Since,
    Until,
    Ago,
    Before,
    After,
    Later,
    Earlier,
    Last,
    Next,
    Following,
    This,
    That,
    Same,
    Recent,
    Few,
    Early,
    Mid,
    Late,
    About,
    More,
    Less,
    Than,
    Least,
    Most,
    No,
    Not,
    Some,
    Several,
    Every,
    During,
    Eve,
    Morrow,
    AfterMorrow,
    Hour,
    Am,
    Pm,
    Zone,
    /// Streets, squares, stadiums and movements, which are named after days.
    Named,
    // French words whose use depends on their neighbours.
    Il,
    Y,
    Plus,
    Petit,
    Pres,
    Mi,
    // Arabic: ما لا يقل عن, ما بين.
    Ma,
    Yaqill,
    Yazid,
    An,
    As,
    Many,
    NumberOf,
    Half,
    Overnight,
    Tonight,
    /// Words about a feast: prayers, mass, عيد.
    Feast,
    New,
}

/// A token as the grammars see it; one for each token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    pub(super) lex: Lex,
    pub(super) gap: Gap,
    pub(super) case: Case,
    /// Whether an Arabic "and" is written as one with the word.
    pub(super) and: bool,
}

/// A passage read word by word against the tables: what [`super::dates::find`] and
/// [`super::numbers::find`] work on. Atom `n` is token `n`.
#[derive(Clone, Debug)]
pub struct Scan {
    pub(super) atoms: Vec<Atom>,
    pub(super) lang: Lang,
}

impl Scan {
    const END: Atom = Atom { lex: Lex::Other, gap: Gap::START, case: Case::Lower, and: false };

    /// The atom at an index, or one that nothing matches beyond either end.
    pub(super) fn at(&self, index: usize) -> &Atom {
        self.atoms.get(index).unwrap_or(&Self::END)
    }

    pub(super) fn len(&self) -> usize {
        self.atoms.len()
    }

    pub(super) fn lex(&self, index: usize) -> Lex {
        self.at(index).lex
    }

    pub(super) fn is(&self, index: usize, cue: Cue) -> bool {
        self.lex(index) == Lex::Is(cue)
    }

    pub(super) fn any(&self, index: usize, cues: &[Cue]) -> bool {
        matches!(self.lex(index), Lex::Is(cue) if cues.contains(&cue))
    }

    /// Whether these function words follow one another at an index, joined by blanks.
    pub(super) fn has_phrase(&self, index: usize, phrase: &[Cue]) -> bool {
        phrase.iter().enumerate().all(|(nth, &cue)| {
            self.is(index + nth, cue) && (nth == 0 || self.gap(index + nth).joins())
        })
    }

    /// Whether "between" opened the expression whose first part ends at an index.
    pub(super) fn is_between(&self, end: usize) -> bool {
        (end.saturating_sub(6)..end).any(|at| self.is(at, Cue::Between))
    }

    /// What stood between this atom and the one before.
    pub(super) fn gap(&self, index: usize) -> Gap {
        self.at(index).gap
    }

    /// Whether the atom is written without anything between it and the one before.
    pub(super) fn glued(&self, index: usize) -> bool {
        self.gap(index) == Gap::default()
    }

    /// The digits at an index.
    pub(super) fn digits(&self, index: usize) -> Option<(u32, u8)> {
        match self.lex(index) {
            Lex::Digits { value, len } => Some((value, len)),
            _ => None,
        }
    }
}

/// The three tables. Build once and share.
#[derive(Clone, Debug)]
pub struct Words {
    tables: [Table; 3],
}

impl Default for Words {
    fn default() -> Self {
        Self::new()
    }
}

impl Words {
    /// Folds and indexes the tables.
    pub fn new() -> Self {
        Self { tables: Lang::ALL.map(Table::of) }
    }

    /// Reads tokens of a passage in a language.
    pub fn read(&self, tokens: &Tokens, lang: Lang) -> Scan {
        let table = match lang {
            Lang::En => &self.tables[0],
            Lang::Fr => &self.tables[1],
            Lang::Ar => &self.tables[2],
        };
        let atoms = tokens
            .iter()
            .enumerate()
            .map(|(at, token)| {
                let word = tokens.word(at);
                let (lex, and) = match token.kind {
                    TokenKind::Number => (digits(word), false),
                    TokenKind::Word => table.look_up(word),
                };
                Atom { lex, gap: token.gap, case: token.case, and }
            })
            .collect();
        Scan { atoms, lang }
    }
}

fn digits(word: &str) -> Lex {
    let value = word.parse().unwrap_or(u32::MAX);
    Lex::Digits { value, len: u8::try_from(word.len()).unwrap_or(u8::MAX) }
}

/// The words of one language, behind a filter on head and length.
#[derive(Clone, Debug)]
struct Table {
    words: QuickMap<Box<str>, Lex>,
    heads: Heads,
    clitics: bool,
}

impl Table {
    fn of(lang: Lang) -> Self {
        let mut table =
            Self { words: QuickMap::default(), heads: Heads::default(), clitics: lang == Lang::Ar };
        for &(words, lex) in tables::of(lang) {
            for word in words.split_whitespace() {
                table.insert(&fold(word), lex);
            }
        }
        table
    }

    fn insert(&mut self, word: &str, lex: Lex) {
        self.heads.add(word);
        let before = self.words.insert(word.into(), lex);
        debug_assert!(before.is_none_or(|it| it == lex), "two meanings: {word}");
    }

    fn get(&self, word: &str) -> Option<Lex> {
        self.heads.may_hold(word).then(|| self.words.get(word).copied()).flatten()
    }

    /// What a word is, and whether an Arabic "and" is written as one with it.
    fn look_up(&self, word: &str) -> (Lex, bool) {
        if let Some(lex) = self.get(word) {
            return (lex, false);
        }
        if !self.clitics {
            return (Lex::Other, false);
        }
        let rest = word.strip_prefix('و');
        if let Some(lex) = rest.and_then(|it| self.get(it)) {
            return (lex, true);
        }
        let and = rest.is_some();
        let bare = without_preposition(rest.unwrap_or(word));
        (
            bare.and_then(|it| self.get(&it)).filter(|it| takes_clitics(*it)).unwrap_or(Lex::Other),
            and,
        )
    }
}

/// The word without the prepositions written as one with it: بيوم, للأحد, فالأحد.
fn without_preposition(word: &str) -> Option<std::borrow::Cow<'_, str>> {
    if let Some(rest) = word.strip_prefix("لل") {
        return Some(format!("ال{rest}").into());
    }
    let rest = word.strip_prefix(['ب', 'ل', 'ف', 'ك'])?;
    Some(rest.into())
}

/// Function words with a preposition in front are other words; days, months and numbers are not.
fn takes_clitics(lex: Lex) -> bool {
    matches!(
        lex,
        Lex::Count(3..)
            | Lex::Month { .. }
            | Lex::Weekday { .. }
            | Lex::Unit(..)
            | Lex::Vague
            | Lex::DualNoun { sure: true }
    )
}
