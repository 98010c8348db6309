//! One report as the coder sees it: passages with their tokens, sentences, phrases, dates and
//! numbers, before anything is settled.

use std::ops::Range;

use crate::model::{Lang, PassageKind, Report, Text};
use crate::text::sentence::sentences;
use crate::text::token::Tokens;
use crate::text::{ascii_letters, beyond_ascii, head};

use super::Coder;
use super::closed::Lex;
use super::dates::{self, DateExpr};
use super::meaning::{Cue, Meaning};
use super::numbers::{self, NumberExpr};
use super::phrases::Hit;
use super::signs::{Sign, Signs};

/// One passage.
pub(super) struct Passage {
    /// What part of the article it is.
    pub(super) kind: PassageKind,
    /// Its language.
    pub(super) lang: Lang,
    /// Its words.
    pub(super) tokens: Tokens,
    /// Its sentences, as ranges of tokens.
    pub(super) sentences: Vec<Range<usize>>,
    /// In which lists of the rules each word stands.
    signs: Vec<Signs>,
    /// Phrases of the dictionaries, in order, never overlapping.
    pub(super) hits: Vec<Hit>,
    /// How many of them begin before each token.
    begun: Vec<u32>,
    /// Time expressions, in order.
    pub(super) dates: Vec<DateExpr>,
    /// For each token the end of the time expression that begins there, 0 where none does.
    times: Vec<usize>,
    /// Number expressions, in order.
    pub(super) numbers: Vec<NumberExpr>,
}

impl Passage {
    /// The phrases that begin within a range of tokens.
    pub(super) fn hits_in(&self, range: &Range<usize>) -> &[Hit] {
        self.hits.get(self.hits_before(range.start)..self.hits_before(range.end)).unwrap_or(&[])
    }

    /// The phrase that ends right before a token.
    pub(super) fn hit_before(&self, at: usize) -> Option<&Hit> {
        let last = self.hits_before(at).checked_sub(1)?;
        self.hits.get(last).filter(|it| it.to == at)
    }

    /// How many phrases begin before a token.
    fn hits_before(&self, at: usize) -> usize {
        self.begun.get(at).map_or(self.hits.len(), |it| *it as usize)
    }

    /// The index past so many words from `at`, no time expression counted among them.
    pub(super) fn past(&self, at: usize, words: usize) -> usize {
        (0..words).fold(at, |at, _| match self.times.get(at) {
            Some(&end) if end > at => end + 1,
            _ => at + 1,
        })
    }

    /// The index so many words before `at`, no time expression counted among them.
    pub(super) fn before(&self, at: usize, words: usize) -> usize {
        (0..words).fold(at, |at, _| {
            let back = (0..at).rev().find(|it| !self.in_time(*it));
            back.unwrap_or_default()
        })
    }

    /// Whether a token belongs to a time expression or leads one.
    pub(super) fn in_time(&self, at: usize) -> bool {
        self.times.get(at).is_some_and(|it| *it > at)
            || self.dates.iter().any(|it| it.range.contains(&at))
    }

    /// Whether the word at an index stands in a list.
    pub(super) fn is(&self, at: usize, sign: Sign) -> bool {
        self.signs.get(at).is_some_and(|it| it.has(sign))
    }

    /// The phrase in which a token lies.
    pub(super) fn hit_at(&self, at: usize) -> Option<&Hit> {
        let last = self.hits_before(at + 1).checked_sub(1)?;
        self.hits.get(last).filter(|it| at < it.to)
    }

    /// Whether the word at an index is "après" by itself: the "après-midi" opens no clause and names
    /// no source.
    pub(super) fn is_after(&self, at: usize) -> bool {
        self.tokens.word(at) == "apres" && self.tokens.word(at + 1) != "midi"
    }

    /// The folded words of a range, joined by blanks.
    pub(super) fn words(&self, range: Range<usize>) -> String {
        let mut out = String::with_capacity(range.len() * 10);
        self.push_words(range, &mut out);
        out
    }

    /// Appends the folded words of a range, joined by blanks.
    pub(super) fn push_words(&self, range: Range<usize>, out: &mut String) {
        let start = range.start;
        for at in range {
            if at > start {
                out.push(' ');
            }
            out.push_str(self.tokens.word(at));
        }
    }

    /// Whether a cue stands in a range.
    pub(super) fn has_cue(&self, range: &Range<usize>, cue: Cue) -> bool {
        self.hits_in(range).iter().any(|it| it.is_cue(cue))
    }
}

/// Reads every passage of a report once.
pub(super) fn read(coder: &Coder<'_>, report: &Report) -> Vec<Passage> {
    let text = &report.text;
    let whole = report.lang.or_else(|| guess(text)).or_else(|| by_lexicon(coder, text));
    let of = |it: &crate::model::Passage| passage(coder, text, it.kind, it.span.range(), whole);
    let mut passages: Vec<Passage> = text.passages.iter().map(of).collect();
    settle_short_names(&mut passages);
    passages
}

/// A report that names "Niger State" means it by "Niger" too: the short name is the long one's.
fn settle_short_names(passages: &mut [Passage]) {
    let country = |hit: &Hit| {
        hit.meanings
            .iter()
            .find_map(|it| if let Meaning::Country(it) = it { Some(*it) } else { None })
    };
    let is_state = |word: &str| matches!(word, "state" | "etat" | "ولايه");
    let mut long: Vec<(String, u16)> = Vec::new();
    for passage in passages.iter() {
        for hit in passage.hits.iter().filter(|it| it.to - it.from >= 2) {
            let Some(country) = country(hit) else { continue };
            if (hit.from..hit.to).any(|at| is_state(passage.tokens.word(at))) {
                let words = (hit.from..hit.to).map(|at| passage.tokens.word(at).to_owned());
                long.extend(words.map(|it| (it, country)));
            }
        }
    }
    for passage in passages.iter_mut().filter(|_| !long.is_empty()) {
        let Passage { hits, tokens, .. } = passage;
        for hit in hits.iter_mut().filter(|it| it.to - it.from == 1 && country(it).is_some()) {
            if let Some((_, country)) = long.iter().find(|it| it.0 == tokens.word(hit.from)) {
                let meanings = smallvec::smallvec![Meaning::Country(*country)];
                *hit = Hit::new(hit.from, hit.to, meanings);
            }
        }
    }
}

fn guess(text: &Text) -> Option<Lang> {
    crate::text::language(&text.text)
}

/// A text too short to tell its language by small words is in the one of whose words for war it has
/// more.
fn by_lexicon(coder: &Coder<'_>, text: &Text) -> Option<Lang> {
    let tokens = Tokens::of(&text.text, 0);
    let told = |lang| -> usize {
        let hits = coder.phrases.find(&tokens, lang, &[]);
        let words = hits.iter().filter(|it| it.meanings.iter().any(|m| m.is_word()));
        words.map(|it| it.to - it.from).sum()
    };
    let (english, french) = (told(Lang::En), told(Lang::Fr));
    (english != french).then_some(if french > english { Lang::Fr } else { Lang::En })
}

fn passage(
    coder: &Coder<'_>,
    text: &Text,
    kind: PassageKind,
    bytes: Range<usize>,
    whole: Option<Lang>,
) -> Passage {
    let words = text.text.get(bytes.clone()).unwrap_or("");
    let tokens = Tokens::of(words, bytes.start);
    let count = tokens.len();
    let lang = language_of(words, whole);
    let signs = coder.signs.read(&tokens);
    let scan = coder.closed.read(&tokens, lang);
    let dates = dates::find(&scan);
    let times = dates::ends(&scan, &dates);
    let mut hits = coder.phrases.find(&tokens, lang, &times);
    // "On 12 May", "in March": the month of a date is neither a doubt nor a demonstration.
    // "En fin d'après-midi": nor does it say according to whom.
    hits.retain(|it| {
        let month = matches!(scan.lex(it.from), Lex::Month { .. }) && it.to == it.from + 1;
        let noon = it.to - it.from == 2 && matches!(scan.lex(it.to), Lex::Part { .. });
        !((month || noon) && dates.iter().any(|date| date.range.contains(&it.from)))
    });
    let numbers = numbers::find(&scan, &dates);
    let sentences = sentences(&tokens);
    drop(scan);
    Passage {
        kind,
        lang,
        tokens,
        sentences,
        signs,
        begun: begun(&hits, count),
        hits,
        dates,
        times,
        numbers,
    }
}

/// How many phrases begin before each of so many tokens.
fn begun(hits: &[Hit], count: usize) -> Vec<u32> {
    let mut out = Vec::with_capacity(count);
    for (sum, hit) in (0..).zip(hits) {
        out.resize(hit.from + 1, sum);
    }
    out
}

/// A passage in another script than the whole is in that script's language; a long one is judged
/// by itself.
fn language_of(words: &str, whole: Option<Lang>) -> Lang {
    let head = head(words, 400);
    let (mut latin, mut arabic) = (ascii_letters(head), 0);
    for c in beyond_ascii(head) {
        match c {
            '\u{600}'..='\u{6ff}' => arabic += 1,
            _ => latin += usize::from(c.is_alphabetic()),
        }
    }
    if arabic > latin {
        return Lang::Ar;
    }
    match whole {
        Some(lang @ (Lang::En | Lang::Fr)) if latin < 200 => lang,
        other => crate::text::language(words)
            .filter(|it| *it != Lang::Ar)
            .or(other.filter(|it| *it != Lang::Ar))
            .unwrap_or(Lang::En),
    }
}
