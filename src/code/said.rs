//! The day of a word beside the day of a deed: who says, claims or denies something on a day does not
//! say that it happened on it.

use crate::model::{Lang, When};
use crate::text::token::Gap;

use super::clauses::{Part, Sentence};
use super::dates::{self, DateExpr};
use super::meaning::{Act, Cue, Meaning};
use super::narrate::Setting;
use super::reading::Passage;
use super::signs::Sign;
use super::told::joined;

/// The day on which somebody said it, for an event without a day of its own.
pub(super) fn said_day(
    setting: &Setting<'_>,
    sentence: &Sentence<'_>,
    part: &Part,
) -> Option<(When, String)> {
    let passage = sentence.passage;
    let context = dates::Context { named: setting.named, future: false };
    let mut said = passage.dates.iter().filter(|it| {
        sentence.range.contains(&it.range.start)
            && !it.is_history()
            && is_day_of_speech(sentence, part, it)
    });
    let (date, found) = said.find_map(|it| {
        let found = dates::resolve(it, setting.anchor, context)?;
        (found.precision == 1).then_some((it, found))
    })?;
    let when = When { date: found.date, end: None, precision: 2, time_of_day: None };
    Some((when, format!("day on which it was said `{}`", passage.words(date.range.clone()))))
}

/// "Accused the army on Thursday of having executed … on 25 February", أعلنت باريس الخميس أن … ليل
/// الثلاثاء: of two days the one before every deed, behind a verb of saying or accusing, is the word's.
fn is_day_of_first_verb(sentence: &Sentence<'_>, part: &Part, date: &DateExpr) -> bool {
    const ADMITS: &[&str] =
        &["اقر", "اقرت", "found", "confirmed", "confirme", "admitted", "reconnu"];
    let passage = sentence.passage;
    let deeds = || part.triggers.iter().filter(|it| !is_word_of_mouth(it.act));
    let first = deeds().map(|it| it.from).min();
    let told_later = first.is_some_and(|it| it >= date.range.end);
    let another = passage.dates.iter().any(|it| {
        it.range.start >= date.range.end
            && sentence.range.contains(&it.range.start)
            && first.is_some_and(|first| it.range.start > first)
            && !it.is_history()
            && it.what != dates::What::Time
    });
    let before = sentence.range.start..date.range.start;
    let said = [Cue::Say, Cue::Hearsay].iter().any(|it| passage.has_cue(&before, *it))
        || part.triggers.iter().any(|it| is_word_of_mouth(it.act) && it.to <= date.range.start)
        || before.clone().any(|at| ADMITS.contains(&passage.tokens.word(at)));
    told_later && another && said
}

/// Acts of saying, whatever is said.
pub(super) fn is_word_of_mouth(act: Act) -> bool {
    matches!(
        act,
        Act::Statement | Act::Claim | Act::Deny | Act::Inquiry | Act::Threaten | Act::Decree
    )
}

/// "… on Tuesday and claimed", الثلاثاء وأعلنت: a verb of saying behind "and" has a clause of its own.
fn is_told_after(passage: &Passage, date: &DateExpr, verb: usize, told_before: bool) -> bool {
    // "…, on Monday morning, a source said": a comma ends the deed's clause.
    let stopped = verb >= date.range.end
        && (date.range.end..=verb)
            .any(|at| passage.tokens.get(at).is_some_and(|it| it.gap.has(Gap::COMMA)))
        && told_before;
    stopped
        || verb >= date.range.end
            && ((date.range.end..verb).any(|at| matches!(passage.tokens.word(at), "and" | "et"))
                || passage.lang == Lang::Ar && passage.tokens.word(verb).starts_with('و'))
}

fn is_said(act: Act) -> bool {
    matches!(act, Act::Statement | Act::Claim | Act::Deny)
}

/// "Saturday's attack", "Tuesday's statement": whether the noun that a day is the genitive of is a
/// word; `None` where it is no genitive.
fn owner(passage: &Passage, date: &DateExpr) -> Option<bool> {
    let end = date.range.end;
    let genitive = passage.lang == Lang::En
        && passage.tokens.word(end) == "s"
        && passage.tokens.get(end).is_some_and(|it| it.gap.has(Gap::APOSTROPHE));
    let word = |it: &Meaning| {
        matches!(
            it,
            Meaning::Cue(Cue::Say)
                | Meaning::Act(Act::Statement | Act::Claim | Act::Deny | Act::Inquiry, _)
        )
    };
    let said =
        || passage.hits_in(&(end + 1..end + 3)).iter().any(|it| it.meanings.iter().any(word));
    genitive.then(said)
}

/// "A report published on Tuesday", "communiqué daté du 3 mars", بيان صدر الأحد: the day of a paper or
/// a film, not of what it tells.
fn is_day_of_print(passage: &Passage, date: &DateExpr) -> bool {
    const PRINTS: &[&str] = &[
        "published",
        "posted",
        "aired",
        "broadcast",
        "publie",
        "publiee",
        "publies",
        "diffuse",
        "diffusee",
        "diffusees",
        "نشر",
        "نشره",
        "نشرته",
        "نشرت",
        "بثته",
    ];
    // Hostages are released, dates unknown: these print only beside what is printed.
    const OF_PAPERS: &[&str] =
        &["released", "issued", "dated", "date", "datee", "rendu", "صدر", "الصادر", "صادر", "مورخ"];
    const PAPERS: &[&str] = &[
        "statement",
        "report",
        "video",
        "footage",
        "message",
        "recording",
        "note",
        "rapport",
        "enregistrement",
        "تقرير",
        "تسجيل",
        "فيديو",
        "رساله",
    ];
    let word = |at: usize| passage.tokens.word(at);
    let paper = |at: usize| {
        (at.saturating_sub(4)..at)
            .any(|it| passage.is(it, Sign::Paper) || PAPERS.contains(&word(it)))
    };
    let prints =
        |at: usize| PRINTS.contains(&word(at)) || OF_PAPERS.contains(&word(at)) && paper(at);
    !matches!(date.what, dates::What::Month { .. })
        && (date.range.start.saturating_sub(4)..date.range.start)
            .any(|at| prints(at) && hangs_on(passage, at + 1, date.range.start))
}

/// Whether a day hangs on the verb of saying before it: no comma, no deed or word of doing it, no other
/// day and no "that", which opens what is said, between them.
fn hangs_on(passage: &Passage, verb: usize, day: usize) -> bool {
    let opens = |at: usize| {
        matches!(
            passage.tokens.word(at),
            "that"
                | "carried"
                | "conducted"
                | "launched"
                | "staged"
                | "perpetrated"
                | "que"
                | "qu"
                | "menee"
                | "mene"
                | "perpetree"
                | "lancee"
                | "commise"
                | "survenue"
                | "ان"
                | "بان"
                | "انه"
                | "انها"
                | "انهم"
                | "بانه"
                | "بانها"
        )
    };
    let deed = |it: &Meaning| matches!(it, Meaning::Act(act, _) if act.is_violent());
    joined(passage, verb - 1, day)
        && !(verb..day).any(opens)
        && !passage.hits_in(&(verb..day)).iter().any(|it| it.meanings.iter().any(deed))
        && !passage.dates.iter().any(|it| (verb..day).contains(&it.range.start))
}

/// "Officials said Sunday", "a annoncé samedi l'armée", في بيان مساء الأحد: the day of the word, not
/// of the deed.
pub(super) fn is_day_of_speech(sentence: &Sentence<'_>, part: &Part, date: &DateExpr) -> bool {
    let passage = sentence.passage;
    if let Some(word) = owner(passage, date) {
        return word;
    }
    if is_day_of_first_verb(sentence, part, date) || is_day_of_print(passage, date) {
        return true;
    }
    let distance = |from: usize, to: usize| {
        if to <= date.range.start {
            date.range.start - to
        } else {
            from.saturating_sub(date.range.end)
        }
    };
    let told_before =
        part.triggers.iter().any(|it| it.to <= date.range.start && !is_word_of_mouth(it.act));
    // What is denied or claimed happened on another day than the word; a denial alone is its own day.
    let only_words = part.triggers.iter().all(|it| is_word_of_mouth(it.act));
    let deed = part
        .triggers
        .iter()
        .filter(|it| only_words && it.act != Act::Statement || !is_said(it.act))
        .map(|it| distance(it.from, it.to))
        .min()
        .unwrap_or(usize::MAX);
    passage.hits_in(&sentence.range).iter().any(|it| {
        let speech = it.meanings.iter().any(|m| {
            matches!(
                m,
                Meaning::Cue(Cue::Say) | Meaning::Act(Act::Statement | Act::Claim | Act::Deny, _)
            )
        });
        speech && !is_told_after(passage, date, it.from, told_before) && {
            let gap = distance(it.from, it.to);
            let parties = sentence.parties.iter().any(|p| {
                (p.from >= it.to && p.to <= date.range.start)
                    || (p.from >= date.range.end && p.to <= it.from)
            });
            // "Told Reuters by phone on Wednesday": whom and how stand between.
            let behind = it.to <= date.range.start && hangs_on(passage, it.to, date.range.start);
            let leads = behind && gap == deed;
            (gap < deed || leads) && gap <= if parties || behind { 6 } else { 3 }
        }
    })
}

/// "Qui avait d'abord annoncé huit morts samedi", "had said on Friday": the day of an earlier word.
pub(super) fn is_day_of_earlier_word(sentence: &Sentence<'_>, date: &DateExpr) -> bool {
    let passage = sentence.passage;
    let start = date.range.start.saturating_sub(7).max(sentence.range.start);
    let had = |at: usize| {
        (at.saturating_sub(4).max(sentence.range.start)..at).any(|it| {
            matches!(passage.tokens.word(it), "avait" | "avaient" | "had" | "كان" | "كانت")
        })
    };
    passage.hits_in(&(start..date.range.start)).iter().any(|it| {
        it.is_cue(Cue::Say)
            && had(it.from)
            && (it.to..=date.range.start).all(|at| {
                passage
                    .tokens
                    .get(at)
                    .is_some_and(|it| !it.gap.has(Gap::COMMA.with(Gap::SEMICOLON)))
            })
    })
}
