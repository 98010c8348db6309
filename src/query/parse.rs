//! From a line to a query.

use jiff::Timestamp;

use crate::theatre::Names;

use super::{
    ast::{Amount, Compare, Node, Number, Query, Term},
    resolve::{NameKey, is_name},
    time::{Period, Stretch},
    words::search_words,
};

/// Where a line is no query, and what could stand there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}")]
pub struct QueryError {
    /// Byte of the line.
    pub at: usize,
    /// What could stand there, in words.
    pub expected: String,
}

/// How deep brackets may be nested.
const DEEPEST: usize = 64;

/// How many words a name may have.
const LONGEST_NAME: usize = 8;

/// Reads a line of the filter language; the empty line is the query that everything satisfies.
/// Spans such as `7d` count back from `now`.
pub fn parse(line: &str, names: &Names, now: Timestamp) -> Result<Query, QueryError> {
    let mut parser = Parser { line, at: 0, depth: 0, names };
    let root = match parser.token() {
        Token::End => Node::And(Vec::new()),
        _ => parser.any()?,
    };
    match parser.token() {
        Token::End => Ok(Query { root, now }),
        _ => parser.fail("the end, AND, OR or another term"),
    }
}

/// What a key compares.
#[derive(Clone, Copy)]
pub(super) enum Key {
    Name(NameKey),
    Number(Number),
    On,
    Since,
    Until,
}

impl Key {
    pub(super) fn of(word: &str) -> Option<Self> {
        Some(match word {
            "severity" => Self::Number(Number::Severity),
            "deaths" => Self::Number(Number::Deaths),
            "wounded" => Self::Number(Number::Wounded),
            "on" => Self::On,
            "since" => Self::Since,
            "until" => Self::Until,
            _ => Self::Name(NameKey::ALL.iter().copied().find(|it| it.word() == word)?),
        })
    }
}

impl Key {
    pub(super) fn takes_words(self) -> bool {
        matches!(self, Self::Name(it) if it.takes_words())
    }

    pub(super) fn expected(self) -> &'static str {
        match self {
            Self::Name(name_key) => name_key.expected(),
            Self::Number(_) => "a number, or a range such as 3..5",
            Self::On | Self::Since | Self::Until => {
                "a date (2026, 2026-04, 2026-04-25), a range a..b, a span (7d, 48h) or today"
            }
        }
    }
}

/// Keys that are no names, in the order of the help.
pub(super) const OTHER_KEYS: [&str; 6] = ["severity", "deaths", "wounded", "on", "since", "until"];

/// What stands at the parser's place.
enum Token<'a> {
    End,
    Open,
    Close,
    And,
    Or,
    Not(usize),
    Quoted,
    Word(&'a str),
}

struct Parser<'a> {
    line: &'a str,
    at: usize,
    depth: usize,
    names: &'a Names,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        self.line.get(self.at..).unwrap_or("")
    }

    fn fail<T>(&self, expected: impl Into<String>) -> Result<T, QueryError> {
        Err(QueryError { at: self.at, expected: expected.into() })
    }

    fn skip_blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn token(&mut self) -> Token<'a> {
        self.skip_blanks();
        let rest = self.rest();
        match rest.chars().next() {
            None => Token::End,
            Some('(') => Token::Open,
            Some(')') => Token::Close,
            Some('"') => Token::Quoted,
            Some('-') if rest.len() > 1 => Token::Not(1),
            Some(_) => match bare(rest) {
                "AND" => Token::And,
                "OR" => Token::Or,
                "NOT" => Token::Not(3),
                word => Token::Word(word),
            },
        }
    }

    fn any(&mut self) -> Result<Node, QueryError> {
        let mut nodes = vec![self.all()?];
        while let Token::Or = self.token() {
            self.at += 2;
            nodes.push(self.all()?);
        }
        Ok(Node::or(nodes))
    }

    fn all(&mut self) -> Result<Node, QueryError> {
        let mut nodes = vec![self.unary()?];
        loop {
            match self.token() {
                Token::And => self.at += 3,
                Token::End | Token::Close | Token::Or => return Ok(Node::and(nodes)),
                _ => {}
            }
            nodes.push(self.unary()?);
        }
    }

    fn unary(&mut self) -> Result<Node, QueryError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return self.fail("fewer brackets within brackets");
        }
        let node = match self.token() {
            Token::Not(width) => {
                self.at += width;
                self.unary()?.negated()
            }
            Token::Open => self.bracket()?,
            Token::Quoted => Node::Term(self.phrase()?),
            Token::Word(word) => self.word(word)?,
            Token::End | Token::Close | Token::And | Token::Or => {
                return self.fail("a word, a \"phrase\", key:value or an opening bracket");
            }
        };
        self.depth -= 1;
        Ok(node)
    }

    fn bracket(&mut self) -> Result<Node, QueryError> {
        self.at += 1;
        let node = self.any()?;
        match self.token() {
            Token::Close => {
                self.at += 1;
                Ok(node)
            }
            _ => self.fail("a closing bracket"),
        }
    }

    fn phrase(&mut self) -> Result<Term, QueryError> {
        let start = self.at;
        let words = search_words(&self.quoted()?);
        if words.is_empty() {
            self.at = start;
            return self.fail("words between the quotes");
        }
        Ok(Term::Phrase(words))
    }

    /// What stands between the quotes, which are passed.
    fn quoted(&mut self) -> Result<String, QueryError> {
        let inner = self.rest().strip_prefix('"').unwrap_or("");
        let Some((text, _)) = inner.split_once('"') else {
            self.at = self.line.len();
            return self.fail("a closing quote");
        };
        self.at += text.len() + 2;
        Ok(text.to_owned())
    }

    fn word(&mut self, word: &str) -> Result<Node, QueryError> {
        if let Some((name, comparison, width)) = key_of(word) {
            let Some(key) = Key::of(&name.to_lowercase()) else {
                return self.fail(format!("one of the keys {}", all_keys()));
            };
            self.at += name.len() + width;
            return self.keyed(key, comparison);
        }
        let words = search_words(word);
        if words.is_empty() {
            return self.fail("a word of letters or digits");
        }
        self.at += word.len();
        Ok(Node::Term(Term::Word(words)))
    }

    fn keyed(&mut self, key: Key, comparison: Compare) -> Result<Node, QueryError> {
        if comparison != Compare::Equal {
            return match key {
                Key::Name(_) => self.fail("a colon and a value: this key has no order"),
                _ => self.compared(key, comparison).map(Node::Term),
            };
        }
        let mut terms = vec![self.value(key)?];
        while self.rest().starts_with(',') {
            self.at += 1;
            terms.push(self.value(key)?);
        }
        Ok(Node::or(terms.into_iter().map(Node::Term)))
    }

    fn compared(&mut self, key: Key, comparison: Compare) -> Result<Term, QueryError> {
        let text = value_word(self.rest());
        let term = match key {
            Key::Number(number) => {
                text.parse().ok().map(|it| Term::Number(number, Amount::Is(comparison, it)))
            }
            _ => Stretch::parse(text).map(|it| period_term(key, Period::Is(comparison, it))),
        };
        let Some(term) = term else { return self.fail(key.expected()) };
        self.at += text.len();
        Ok(term)
    }

    fn value(&mut self, key: Key) -> Result<Term, QueryError> {
        let name_key = match key {
            Key::Name(name_key) => name_key,
            Key::Number(number) => {
                return self.plain(key, |text| amount(text).map(|it| Term::Number(number, it)));
            }
            Key::On | Key::Since | Key::Until => {
                return self.plain(key, |text| Period::parse(text).map(|it| period_term(key, it)));
            }
        };
        if self.rest().starts_with('"') {
            let start = self.at;
            let text = even(&self.quoted()?);
            if text.is_empty() {
                self.at = start;
            }
            let term = (!text.is_empty()).then(|| name_key.term(&text, self.names)).flatten();
            return term.ok_or(QueryError { at: start, expected: name_key.expected().to_owned() });
        }
        let (text, end) = self.name(name_key);
        let term = (!text.is_empty()).then(|| name_key.term(&text, self.names)).flatten();
        let Some(term) = term else { return self.fail(name_key.expected()) };
        self.at = end;
        Ok(term)
    }

    fn plain(&mut self, key: Key, read: impl Fn(&str) -> Option<Term>) -> Result<Term, QueryError> {
        let text = value_word(self.rest());
        let Some(term) = read(text) else { return self.fail(key.expected()) };
        self.at += text.len();
        Ok(term)
    }

    /// The longest run of words from here that is a name, else the first word; and where it ends.
    fn name(&self, name_key: NameKey) -> (String, usize) {
        let mut words: Vec<(&str, usize)> = Vec::new();
        let mut at = self.at;
        while words.len() < LONGEST_NAME {
            let rest = self.line.get(at..).unwrap_or("");
            let word = value_word(rest);
            if word.is_empty() || !words.is_empty() && ends_name(bare(rest)) {
                break;
            }
            at += word.len();
            words.push((word, at));
            let after = self.line.get(at..).unwrap_or("");
            let blank = after.len() - after.trim_start().len();
            if !name_key.takes_words() || blank == 0 {
                break;
            }
            at += blank;
        }
        for n in (2..=words.len()).rev() {
            let text = words.iter().take(n).map(|it| it.0).collect::<Vec<_>>().join(" ");
            if is_name(name_key, &text, self.names) {
                return (text, words.get(n - 1).map_or(self.at, |it| it.1));
            }
        }
        words.first().map_or((String::new(), self.at), |it| (it.0.to_owned(), it.1))
    }
}

/// The run of characters up to a blank, bracket or quote.
fn bare(text: &str) -> &str {
    let end = text.find(|it: char| it.is_whitespace() || "()\"".contains(it));
    text.get(..end.unwrap_or(text.len())).unwrap_or("")
}

/// The same, up to a comma too.
fn value_word(text: &str) -> &str {
    let word = bare(text);
    word.split(',').next().unwrap_or("")
}

/// Whether a word cannot be part of a name that began before it.
fn ends_name(word: &str) -> bool {
    matches!(word, "AND" | "OR" | "NOT") || word.starts_with('-') || key_of(word).is_some()
}

/// The key of `key:value` or `key>value`, the comparison, and its width in bytes.
fn key_of(word: &str) -> Option<(&str, Compare, usize)> {
    let at = word.find([':', '<', '>', '='])?;
    let key = word.get(..at)?;
    let rest = word.get(at..)?;
    let (comparison, width) = match rest {
        _ if rest.starts_with("<=") => (Compare::AtMost, 2),
        _ if rest.starts_with(">=") => (Compare::AtLeast, 2),
        _ if rest.starts_with('<') => (Compare::Less, 1),
        _ if rest.starts_with('>') => (Compare::More, 1),
        _ => (Compare::Equal, 1),
    };
    Some((key, comparison, width))
}

fn amount(text: &str) -> Option<Amount> {
    match text.split_once("..") {
        Some((low, high)) => Some(Amount::Between(low.parse().ok()?, high.parse().ok()?)),
        None => text.parse().ok().map(|it| Amount::Is(Compare::Equal, it)),
    }
}

fn period_term(key: Key, period: Period) -> Term {
    match key {
        Key::Since => Term::Since(period),
        Key::Until => Term::Until(period),
        _ => Term::On(period),
    }
}

fn all_keys() -> String {
    let names = NameKey::ALL.iter().map(|it| it.word());
    names.chain(OTHER_KEYS).collect::<Vec<_>>().join(", ")
}

/// Blanks evened out.
fn even(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
