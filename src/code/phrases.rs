//! Phrases: all dictionaries compiled into one automaton over words, read in one pass.
//!
//! A pattern is a phrase of folded words; a star ends a word whose rest may be anything, a lone
//! star is any one word. Arabic words match under their attached particles (و ف, then ب ل ك) and,
//! where the pattern allows it, under the article. At every token the longest pattern wins.

use smallvec::SmallVec;

use crate::model::Lang;
use crate::text::quick::{Heads, QuickMap};
use crate::text::token::{Case, Tokens};

use super::meaning::{Cue, Meaning, Noun};

/// What a token must look like for a pattern to match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Looks {
    /// Any way.
    Any,
    /// A capital at its head; names in scripts that have capitals.
    Capital,
    /// All capitals: short abbreviations that are words otherwise.
    Upper,
}

/// The Arabic article before the first word of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Article {
    /// It makes another word of it: names.
    Never,
    /// With or without it.
    May,
    /// Only with it: a pattern that is written with its article, without its letters, because
    /// they melt into a particle (للجيش).
    Must,
}

/// One entry at the end of a phrase.
#[derive(Clone, Copy, Debug)]
struct Entry {
    meaning: Meaning,
    lang: Option<Lang>,
    looks: Looks,
    article: Article,
}

/// A phrase found in the text.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    /// First token.
    pub(super) from: usize,
    /// One past the last token.
    pub(super) to: usize,
    /// What it can mean.
    pub(super) meanings: Meanings,
    /// One bit for each cue and counted noun among the meanings: they are asked for most often.
    signs: u32,
}

/// Seldom more than three; so they stand with the hit.
pub(super) type Meanings = SmallVec<[Meaning; 3]>;

impl Hit {
    /// A phrase at a range of tokens.
    pub(super) fn new(from: usize, to: usize, meanings: Meanings) -> Self {
        let signs = meanings.iter().fold(0, |signs, it| match *it {
            Meaning::Cue(cue) => signs | Self::cue(cue),
            Meaning::Noun(noun) => signs | Self::noun(noun),
            _ => signs,
        });
        Self { from, to, meanings, signs }
    }

    /// Whether it can be such a cue.
    pub(super) fn is_cue(&self, cue: Cue) -> bool {
        self.signs & Self::cue(cue) != 0
    }

    /// Whether it can be such a noun.
    pub(super) fn is_noun(&self, noun: Noun) -> bool {
        self.signs & Self::noun(noun) != 0
    }

    fn cue(cue: Cue) -> u32 {
        1 << cue as u32
    }

    fn noun(noun: Noun) -> u32 {
        1 << (24 + noun as u32)
    }
}

/// The automaton under construction and in use.
#[derive(Default)]
pub(super) struct Phrases {
    words: QuickMap<Box<str>, u32>,
    stems: QuickMap<Box<str>, u32>,
    word_heads: Heads,
    stem_heads: Heads,
    /// What each word of a phrase stands for, by its id: see [`Phrases::seal`].
    known: IdLists,
    /// The node that each id reaches by itself; 0 where no phrase begins with it.
    first: Vec<u32>,
    next: QuickMap<(u32, u32), u32>,
    nodes: Vec<Node>,
}

/// Where one or more phrases end or go on.
#[derive(Default)]
struct Node {
    entries: Vec<Entry>,
    /// Some phrase goes on from here, with a word or with the lone star.
    goes_on: bool,
    any_word: bool,
}

/// The id of the lone star.
const ANY_WORD: u32 = 0;
/// Shortest and longest stem before a star, in bytes.
const STEM: std::ops::RangeInclusive<usize> = 2..=24;

impl Phrases {
    /// An automaton that knows nothing yet.
    pub(super) fn new() -> Self {
        Self { nodes: vec![Node::default()], ..Self::default() }
    }

    /// Adds a phrase; `words` are folded. An empty phrase is ignored.
    pub(super) fn add(
        &mut self,
        words: &[&str],
        lang: Option<Lang>,
        looks: Looks,
        article: Article,
        meaning: Meaning,
    ) {
        let mut node = 0u32;
        for word in words {
            let id = self.intern(word);
            let fresh = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            let to = *self.next.entry((node, id)).or_insert(fresh);
            if let Some(from) = self.nodes.get_mut(node as usize) {
                from.goes_on = true;
                from.any_word |= id == ANY_WORD;
            }
            if to == fresh {
                self.nodes.push(Node::default());
            }
            if node == 0 {
                self.begins_with(id, to);
            }
            node = to;
        }
        if let Some(end) = self.nodes.get_mut(node as usize)
            && node != 0
        {
            end.entries.push(Entry { meaning, lang, looks, article });
        }
    }

    fn begins_with(&mut self, id: u32, node: u32) {
        let at = id as usize;
        if self.first.len() <= at {
            self.first.resize(at + 1, 0);
        }
        self.first[at] = node;
    }

    fn intern(&mut self, word: &str) -> u32 {
        if word == "*" {
            return ANY_WORD;
        }
        let fresh = u32::try_from(self.words.len() + self.stems.len() + 1).unwrap_or(u32::MAX);
        if let Some(stem) = word.strip_suffix('*') {
            self.stem_heads.add(stem);
            *self.stems.entry(stem.into()).or_insert(fresh)
        } else {
            self.word_heads.add(word);
            *self.words.entry(word.into()).or_insert(fresh)
        }
    }

    /// Notes for every word of the phrases under which ids it continues one: most words of a text
    /// are among them. Called once, when all phrases are added.
    pub(super) fn seal(&mut self) {
        let mut words: Vec<(&str, u32)> = self.words.iter().map(|(it, id)| (&**it, *id)).collect();
        words.sort_unstable_by_key(|it| it.1);
        let mut known = IdLists::default();
        for (word, id) in words {
            // Ids that are a stem's are no word's.
            known.ends.resize(id as usize, known.list.len());
            self.ids(word, &mut known);
        }
        self.known = known;
    }

    /// The ids of every word of a text.
    fn read(&self, tokens: &Tokens) -> Ids<'_> {
        let mut spans = Vec::with_capacity(tokens.len());
        let mut other = IdLists::default();
        for at in 0..tokens.len() {
            let word = tokens.word(at);
            spans.push(if let Some(id) = self.word(word) {
                Stands::Known(id)
            } else {
                self.ids(word, &mut other);
                Stands::Other(other.ends.len() - 1)
            });
        }
        Ids { known: &self.known, other, spans }
    }

    fn word(&self, word: &str) -> Option<u32> {
        self.word_heads.may_hold(word).then(|| self.words.get(word).copied()).flatten()
    }

    /// All phrases of a passage in its language, leftmost and longest, never overlapping; `times`
    /// has for each token the end of the time expression that begins there, 0 where none does.
    pub(super) fn find(&self, tokens: &Tokens, lang: Lang, times: &[usize]) -> Vec<Hit> {
        let ids = self.read(tokens);
        let mut hits = Vec::with_capacity(tokens.len() / 2);
        let mut states = States::default();
        let mut at = 0;
        while at < tokens.len() {
            let found = self.longest(tokens, &ids, at, lang, times, &mut states);
            match found {
                Some(hit) => {
                    at = hit.to;
                    hits.push(hit);
                }
                None => at += 1,
            }
        }
        hits
    }

    fn longest(
        &self,
        tokens: &Tokens,
        ids: &Ids<'_>,
        from: usize,
        lang: Lang,
        times: &[usize],
        states: &mut States,
    ) -> Option<Hit> {
        states.now.clear();
        for &(id, article) in ids.of(from) {
            let node = self.first.get(id as usize).copied().unwrap_or_default();
            if node != 0 {
                states.now.push((node, article));
            }
        }
        let mut best: Option<(usize, Meanings)> = None;
        let mut at = from;
        while !states.now.is_empty() {
            at += 1;
            let mut meanings = self.meanings(tokens, from, &states.now, lang);
            if !meanings.is_empty() {
                if let Some((_, shorter)) = best {
                    keep_objects(&shorter, &mut meanings);
                }
                best = Some((at, meanings));
            }
            states.now.retain(|it| self.node(it.0).is_some_and(|it| it.goes_on));
            self.step(tokens, ids, &mut at, times, states);
        }
        best.map(|(to, meanings)| Hit::new(from, to, meanings))
    }

    /// Goes on from all nodes with the word at an index, or with the one behind a time expression
    /// there: "a nommé jeudi premier ministre", "s'est emparé à l'aube de", سيطر فجر السبت على are
    /// one phrase each.
    fn step(
        &self,
        tokens: &Tokens,
        ids: &Ids<'_>,
        at: &mut usize,
        times: &[usize],
        states: &mut States,
    ) {
        let States { now, next } = states;
        next.clear();
        while !now.is_empty() && tokens.get(*at).is_some_and(|it| it.gap.joins()) {
            for &(node, under) in now.iter() {
                let known = ids.of(*at).iter().filter_map(|(id, _)| self.next.get(&(node, *id)));
                next.extend(known.map(|to| (*to, under)));
                if self.node(node).is_some_and(|it| it.any_word) {
                    next.extend(self.next.get(&(node, ANY_WORD)).map(|to| (*to, under)));
                }
            }
            let end = |at: usize| times.get(at).copied().unwrap_or_default();
            let past = end(*at);
            // "Un mois d'avril": a word of the expression itself goes on with nothing behind it.
            if !next.is_empty() || past <= *at || end(*at - 1) > *at {
                break;
            }
            *at = past;
        }
        std::mem::swap(now, next);
    }

    fn node(&self, id: u32) -> Option<&Node> {
        self.nodes.get(id as usize)
    }

    fn meanings(
        &self,
        tokens: &Tokens,
        from: usize,
        nodes: &[(u32, bool)],
        lang: Lang,
    ) -> Meanings {
        let mut out = Meanings::new();
        let entries = |node: u32| self.node(node).map_or(&[][..], |it| it.entries.as_slice());
        if nodes.iter().all(|it| entries(it.0).is_empty()) {
            return out;
        }
        let case = tokens.get(from).map_or(Case::Lower, |it| it.case);
        let latin = tokens.word(from).is_ascii();
        for &(node, under) in nodes {
            for entry in entries(node) {
                let looks = match entry.looks {
                    Looks::Any => true,
                    Looks::Capital => !latin || case != Case::Lower,
                    Looks::Upper => !latin || case == Case::Upper,
                };
                let speaks = entry.lang.is_none_or(|it| it == lang);
                let article = match entry.article {
                    Article::Never => !under,
                    Article::May => true,
                    Article::Must => under,
                };
                if looks && speaks && article && !out.contains(&entry.meaning) {
                    out.push(entry.meaning);
                }
            }
        }
        out
    }

    /// Adds the ids under which a word can continue a phrase.
    fn ids(&self, word: &str, ids: &mut IdLists) {
        if word.is_ascii() {
            self.forms(word, false, ids);
        } else {
            for (form, article) in arabic_forms(word) {
                self.forms(form, article, ids);
            }
        }
        ids.ends.push(ids.list.len());
    }

    fn forms(&self, word: &str, article: bool, ids: &mut IdLists) {
        if let Some(id) = self.word(word) {
            ids.push(id, article);
        }
        let mut stems = self.stem_heads.lengths(word);
        while stems != 0 {
            let end = stems.trailing_zeros() as usize;
            stems &= stems - 1;
            if STEM.contains(&end)
                && let Some(&id) = word.get(..end).and_then(|it| self.stems.get(it))
            {
                ids.push(id, article);
            }
        }
    }
}

/// The object of a pair is still there where a longer phrase that tells no act begins with it: the
/// prison in "prison de Niono".
fn keep_objects(shorter: &Meanings, longer: &mut Meanings) {
    let is_object = |it: &Meaning| matches!(it, Meaning::Closes(_));
    let tells = |it: &Meaning| matches!(it, Meaning::Act(..) | Meaning::Opens(..));
    if !longer.iter().any(|it| is_object(it) || tells(it)) {
        longer.extend(shorter.iter().filter(|it| is_object(it)).copied());
    }
}

/// Whether a word names a day of the week in a language whose names are one word.
pub(super) fn is_weekday_name(word: &str) -> bool {
    matches!(
        word,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "lundi"
            | "mardi"
            | "mercredi"
            | "jeudi"
            | "vendredi"
            | "samedi"
            | "dimanche"
    )
}

/// Lists of ids, one behind the other, most often empty; the flag says whether the word stood under
/// an article.
#[derive(Default)]
struct IdLists {
    list: Vec<(u32, bool)>,
    /// Where each list ends.
    ends: Vec<usize>,
}

impl IdLists {
    /// Adds an id to the list that is being made.
    fn push(&mut self, id: u32, article: bool) {
        let start = self.ends.last().copied().unwrap_or(0);
        let own = self.list.get(start..).unwrap_or_default();
        if !own.contains(&(id, article)) {
            self.list.push((id, article));
        }
    }

    fn get(&self, at: usize) -> &[(u32, bool)] {
        let start = at.checked_sub(1).and_then(|it| self.ends.get(it)).copied().unwrap_or(0);
        self.ends.get(at).and_then(|end| self.list.get(start..*end)).unwrap_or_default()
    }
}

/// The ids of every word of a passage: those of words that stand in phrases are known beforehand.
struct Ids<'p> {
    known: &'p IdLists,
    other: IdLists,
    spans: Vec<Stands>,
}

/// Where the ids of a word stand.
enum Stands {
    Known(u32),
    Other(usize),
}

impl Ids<'_> {
    fn of(&self, at: usize) -> &[(u32, bool)] {
        match self.spans.get(at) {
            Some(Stands::Known(id)) => self.known.get(*id as usize),
            Some(Stands::Other(list)) => self.other.get(*list),
            None => &[],
        }
    }
}

/// Nodes reached so far and nodes reached next, each with whether the first word stood under an
/// article; kept from one start to the other so that nothing is allocated on the way.
#[derive(Default)]
struct States {
    now: Vec<(u32, bool)>,
    next: Vec<(u32, bool)>,
}

/// An Arabic word with its attached particles taken off one after another; the flag says whether
/// the article was taken off. A word of another script comes back alone.
pub(super) fn arabic_forms(word: &str) -> impl Iterator<Item = (&str, bool)> {
    let bare = word.strip_prefix(['و', 'ف']);
    let bases = [Some(word), bare];
    let forms = bases.into_iter().flatten().flat_map(|base| {
        let rest = base.strip_prefix(['ب', 'ل', 'ك']);
        [
            Some((base, false)),
            base.strip_prefix("ال").map(|it| (it, true)),
            base.strip_prefix("لل").map(|it| (it, true)),
            rest.map(|it| (it, false)),
            rest.and_then(|it| it.strip_prefix("ال")).map(|it| (it, true)),
        ]
    });
    forms.flatten().filter(move |it| it.0.len() == word.len() || it.0.chars().nth(1).is_some())
}
