//! What happened to the people that a number or a noun names: the casualty word before them, or the
//! first one after them whose subject they are.

use crate::model::{Lang, TollKind};
use crate::text::token::Gap;

use super::clauses::{Part, Sentence};
use super::closed::casualties::{BOUND, STATES};
use super::counting::{self, Counted, casualty};
use super::lists::{goes_on, is_and, joins};
use super::meaning::{Act, Cue, Form, Meaning, Noun};
use super::objects::noun_follows;
use super::parties::PartyAt;
use super::phrases::Hit;
use super::reading::Passage;
use super::roles::{self, Kind};
use crate::theatre::Names;

/// What happened, and the token of the word that says so.
pub(super) type Fate = (TollKind, usize);

/// How far back a casualty word may stand from what it governs, in phrases and words.
const STEPS: usize = 8;

/// The casualty word before a number or noun: "killed at least", "tuant", مقتل.
pub(super) fn before(sentence: &Sentence<'_>, start: usize) -> Option<Fate> {
    let passage = sentence.passage;
    let arabic = passage.lang == Lang::Ar;
    let mut at = start;
    for _ in 0..STEPS {
        let gap = passage.tokens.get(at).map(|it| it.gap)?;
        if at <= sentence.range.start || !(gap.joins() || gap.has(Gap::COLON)) {
            return None;
        }
        if let Some(date) = passage.dates.iter().find(|it| it.range.end == at) {
            at = date.range.start;
            continue;
        }
        // قتل في الهجوم أربعة, "ont abattu à Gao un chef": where and in what stand between.
        if let Some(start) = in_what(sentence, at) {
            at = start;
            continue;
        }
        // "Had buried 32 soldiers": whom one buries is dead.
        if at < start + 1 && is_burial(passage.tokens.word(at - 1)) {
            return Some((TollKind::Dead, at - 1));
        }
        if let Some(hit) = passage.hit_before(at) {
            if let Some(kind) = told(sentence, hit) {
                return governs(passage, hit, start).then_some((kind, hit.from));
            }
            let doer = |it: &Meaning| {
                matches!(
                    it,
                    Meaning::Generic(_)
                        | Meaning::Actor(_)
                        | Meaning::Class(_)
                        | Meaning::Demonym(_)
                        | Meaning::Noun(Noun::People)
                )
            };
            let said = |it: &Meaning| {
                matches!(it, Meaning::Cue(Cue::Hearsay | Cue::Provisional | Cue::Negation))
            };
            // In Arabic the doer may stand between the verb and the number.
            let passes = hit.meanings.iter().all(|it| said(it) || arabic && doer(it))
                || arabic && hit.meanings.iter().any(doer);
            if !passes {
                return None;
            }
            at = hit.from;
        } else if is_bound_word(passage.tokens.word(at - 1)) || is_adverb(passage, at - 1) {
            at -= 1;
        } else {
            return None;
        }
    }
    None
}

/// Verbs of burying.
pub(super) fn is_burial(word: &str) -> bool {
    matches!(word, "buried" | "enterre" | "inhume" | "enterrent" | "دفن" | "دفنت" | "دفنوا")
}

/// Where "in the attack", "in Tessit" starts that ends at a token.
fn in_what(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    const IN: &[&str] = &["في", "خلال", "اثر", "جرا", "قرب", "a", "in", "at", "near"];
    let passage = sentence.passage;
    let act = |it: &&Hit| {
        it.meanings
            .iter()
            .any(|m| matches!(m, Meaning::Act(act, Form::Noun) if act.toll().is_none()))
    };
    let arabic = passage.lang == Lang::Ar;
    let named = passage.hit_before(at).filter(act).map(|it| it.from).filter(|_| arabic);
    let place = || sentence.places.iter().find(|it| it.to == at).map(|it| it.from);
    let start = named.or_else(place)?;
    let mut before = start.checked_sub(1)?;
    if passage
        .hit_before(start)
        .is_some_and(|it| it.meanings.iter().any(|m| matches!(m, Meaning::Place(_))))
    {
        before = before.checked_sub(1)?;
    }
    // "Près de Gao": the preposition has a second word.
    if matches!(passage.tokens.word(before), "de" | "d")
        && before > 0
        && passage.tokens.word(before - 1) == "pres"
    {
        return Some(before - 1);
    }
    IN.contains(&passage.tokens.word(before)).then_some(before)
}

/// Whether a casualty word has what follows it for its object: a participle after "was" or "a été"
/// has none.
fn governs(passage: &Passage, hit: &Hit, start: usize) -> bool {
    // "Douze blessés, sept morts": a noun with a number of its own speaks of that number.
    let counted =
        passage.numbers.iter().any(|it| it.range.end == hit.from && !it.weak && !it.dual_noun);
    let joined = passage.tokens.get(start).is_some_and(|it| !it.gap.has(Gap::COLON));
    let verb = hit.meanings.iter().any(|it| matches!(it, Meaning::Act(_, Form::Verb)));
    let owned = counted && joined && !verb;
    let passive = passage.lang == Lang::En && is_passive(passage, hit.from);
    !owned && !passive
}

fn is_adverb(passage: &Passage, at: usize) -> bool {
    let word = passage.tokens.word(at);
    match passage.lang {
        Lang::En => word.len() > 4 && word.ends_with("ly"),
        Lang::Fr => word.len() > 6 && word.ends_with("ment"),
        Lang::Ar => matches!(word, "علنا" | "فجرا" | "ليلا" | "صباحا" | "مسا" | "ميدانيا"),
    }
}

/// Words that may stand between a casualty word and what it governs.
fn is_bound_word(word: &str) -> bool {
    // A day goes with its preposition, "par" with nothing that suffers.
    word != "par" && BOUND.contains(&word)
}

/// "Was killed", "were shot dead", "a été tué": the auxiliary stands right before.
pub(super) fn is_passive(passage: &Passage, from: usize) -> bool {
    let near = |at: usize| match passage.lang {
        Lang::En => matches!(
            passage.tokens.word(at),
            "was" | "were" | "been" | "being" | "is" | "are" | "be"
        ),
        Lang::Fr => matches!(
            passage.tokens.word(at),
            "ete" | "etaient" | "etait" | "est" | "sont" | "fut" | "furent"
        ),
        Lang::Ar => false,
    };
    from > 0 && (near(from - 1) || from > 1 && is_adverb(passage, from - 1) && near(from - 2))
        || near(from)
}

/// The casualty that a word tells in its sentence; none where its company makes another act of it
/// (a drone shot down).
pub(super) fn told(sentence: &Sentence<'_>, hit: &Hit) -> Option<TollKind> {
    let mut acts = sentence.triggers.iter().filter(|it| it.from >= hit.from && it.from < hit.to);
    let paired = hit.meanings.iter().find_map(|it| {
        let Meaning::Opens(number, act) = *it else { return None };
        let own = acts.clone().find_map(|it| it.act.toll());
        let closed = || {
            let near = hit.to..(hit.to + 6).min(sentence.range.end);
            sentence
                .passage
                .hits_in(&near)
                .iter()
                .any(|it| it.meanings.contains(&Meaning::Closes(number)))
        };
        own.or_else(|| act.toll().filter(|_| closed()))
    });
    if acts.any(|it| it.act == Act::Shootdown) {
        return None;
    }
    let closes = || {
        hit.meanings.iter().find_map(|it| {
            let Meaning::Closes(number) = *it else { return None };
            let near = hit.from.saturating_sub(14).max(sentence.range.start)..hit.from;
            sentence.passage.hits_in(&near).iter().flat_map(|it| &it.meanings).find_map(|it| {
                match *it {
                    Meaning::Opens(own, act) if own == number => act.toll(),
                    _ => None,
                }
            })
        })
    };
    let life = |it: &TollKind| {
        *it == TollKind::Dead && sentence.passage.tokens.word(hit.from).contains("حيا")
    };
    let paired = paired.or_else(|| closes().filter(life));
    let kind = paired.or_else(|| casualty(sentence.passage, hit));
    // فقدت القوات جنديين: who loses soldiers has them dead.
    let loses = kind == Some(TollKind::Missing)
        && sentence.passage.lang == Lang::Ar
        && (sentence.passage.tokens.word(hit.from).ends_with("فقدت")
            || sentence.passage.numbers.iter().any(|it| {
                it.dual_noun
                    && it.range.start == hit.to
                    && sentence.passage.tokens.word(hit.to).ends_with("ين")
            }));
    if loses { Some(TollKind::Dead) } else { kind }
}

/// The first casualty word after a noun whose subject that noun is. A bare participle behind a comma
/// gives way to a verb: "des bergers, arrêtés lundi, auraient été égorgés".
pub(super) fn after(
    names: &Names,
    sentence: &Sentence<'_>,
    part: &Part,
    end: usize,
) -> Option<Fate> {
    let passage = sentence.passage;
    let limit = (end + 22).min(part.range.end.max(end).min(sentence.range.end));
    let stop = (end..limit)
        .find(|&at| {
            passage.tokens.get(at).is_some_and(|it| it.gap.has(Gap::SEMICOLON.with(Gap::COLON)))
        })
        .unwrap_or(limit);
    if let Some(at) = falls(passage, end, stop) {
        return Some((TollKind::Dead, at));
    }
    let mut aside = None;
    let mut gives_way = false;
    for hit in passage.hits_in(&(end..stop)) {
        let Some(kind) = told(sentence, hit) else { continue };
        if is_owned(names, sentence, end, hit) {
            return aside;
        }
        if !suffers(passage, end, hit) {
            return aside;
        }
        // "A man abducted last week was found dead": a participle right behind gives way as well.
        let bare = kind != TollKind::Dead && passage.lang != Lang::Ar && hit.from == end;
        let apart = bare
            || (end..=hit.from)
                .any(|at| passage.tokens.get(at).is_some_and(|it| it.gap.has(Gap::COMMA)));
        let finite = is_passive(passage, hit.from) || is_dying(passage, hit.from);
        if apart && aside.is_none() && !finite {
            aside = Some((kind, hit.from));
            gives_way = bare;
            continue;
        }
        if gives_way && !finite {
            return aside;
        }
        return Some((kind, hit.from));
    }
    aside
}

/// The casualty that the sentence goes on to tell of others.
pub(super) fn beyond(sentence: &Sentence<'_>, end: usize) -> Option<TollKind> {
    let passage = sentence.passage;
    let reach = end..(end + 22).min(sentence.range.end);
    let mut suffered = passage.hits_in(&reach).iter().filter(|it| suffers(passage, end, it));
    suffered.find_map(|it| told(sentence, it))
}

/// "Onze soldats tombés", "huit sont tombés": those who fell are dead where nothing says into what.
fn falls(passage: &Passage, end: usize, stop: usize) -> Option<usize> {
    let word = |at: usize| passage.tokens.word(at);
    (end..(end + 4).min(stop)).find(|&at| {
        word(at) == "tombes"
            && (!matches!(word(at + 1), "dans" | "sur" | "aux" | "entre" | "en" | "sous" | "a")
                || in_a_fight(passage, at + 1))
            && passage.hit_before(at + 1).is_none_or(|it| it.from == at)
    })
}

/// "Tombés dans l'attaque": what those who fell were in is no trap that they fell into.
fn in_a_fight(passage: &Passage, at: usize) -> bool {
    passage.tokens.word(at) == "dans"
        && passage.hits_in(&(at + 1..at + 4)).iter().any(|it| {
            it.from <= at + 2
                && it.meanings.iter().any(|m| {
                    matches!(m, Meaning::Act(Act::Attack | Act::Clash | Act::Explode, Form::Noun))
                })
        })
}

/// A casualty word that has its own number before it speaks of that one, unless the list goes on to
/// it with an "and": "six assaillants et un soldat tués".
fn is_owned(names: &Names, sentence: &Sentence<'_>, end: usize, hit: &Hit) -> bool {
    let passage = sentence.passage;
    let mut reached = end;
    for number in &passage.numbers {
        if number.range.start < end || number.range.end > hit.from {
            continue;
        }
        if super::lists::is_subset(sentence, number) {
            continue;
        }
        let Some(counted) = counting::counted(names, sentence, number) else { continue };
        let to = match counted {
            Counted::People(_, to)
            | Counted::Unknown(to)
            | Counted::Bare(to)
            | Counted::Casualties(_, to) => to,
        };
        if matches!(counted, Counted::Unknown(_)) && to + 2 < hit.from {
            continue;
        }
        let start = number.range.start;
        // "Two soldiers, three guards and a civilian were killed": the list is not at its end.
        let last = to + 6 > hit.from && !(to..hit.from).any(|at| is_and(passage, at));
        if !goes_on(passage, reached, start) || last && !joins(passage, start) {
            return true;
        }
        reached = to;
    }
    false
}

/// Verbs and participles of dying.
pub(super) fn is_dying(passage: &Passage, at: usize) -> bool {
    ["died", "mort", "decede", "peri", "succomb", "perdu", "توفي", "لقي"]
        .iter()
        .any(|it| passage.tokens.word(at).starts_with(it))
}

/// Whether a casualty word tells what its subject suffered: a passive, a participle or a verb of
/// dying, not a verb with an object of its own ("40 fighters killed 12 soldiers", "tuant").
fn suffers(passage: &Passage, end: usize, hit: &Hit) -> bool {
    let word = passage.tokens.word(hit.to - 1);
    let first = passage.tokens.word(hit.from);
    let before = |at: usize| if at == 0 { "" } else { passage.tokens.word(at - 1) };
    // تم تحييدهم: a noun behind "was done" is a verb.
    let done = matches!(before(hit.from), "تم" | "جري" | "وتم" | "يتم");
    let verb = hit
        .meanings
        .iter()
        .any(|it| matches!(it, Meaning::Act(_, Form::Verb) | Meaning::Opens(..)))
        || done;
    // "La mort d'un gardien": a noun under its article, no state of those before it.
    let noun = matches!(before(hit.from), "la" | "le" | "sa" | "leur" | "the" | "l" | "une" | "of");
    if !verb && (!is_state(first) || noun) {
        return false;
    }
    match passage.lang {
        Lang::En => {
            let dies = matches!(first, "died" | "die" | "perished" | "succumbed" | "lay" | "fell")
                || matches!(first, "lost" | "lose") && hit.to - hit.from > 1;
            let passive = is_passive(passage, hit.from)
                || (end..hit.from).any(|at| {
                    matches!(passage.tokens.word(at), "was" | "were" | "been" | "being" | "be")
                });
            let active = first.ends_with("ing") && !is_state(first)
                || matches!(first, "kill" | "kills" | "killing" | "claimed" | "left" | "leaves")
                || matches!(first, "lost" | "wounds" | "injures")
                || noun_follows(passage, hit.to) && !is_state(first);
            dies || passive || !active
        }
        Lang::Fr => {
            let auxiliary = (hit.from.saturating_sub(2).max(end)..hit.from).any(|at| {
                matches!(
                    passage.tokens.word(at),
                    "a" | "ont" | "avait" | "avaient" | "aurait" | "auraient" | "ayant" | "avoir"
                )
            });
            let dies = [
                "peri", "decede", "mouru", "mort", "succomb", "perdu", "trouve", "disparu",
                "laisse",
            ]
            .iter()
            .any(|it| first.starts_with(it));
            let passive = (hit.from.saturating_sub(4).max(end)..hit.from)
                .any(|at| passage.tokens.word(at) == "ete");
            let active = first.ends_with("ant") && !passive
                || word.ends_with("ent") && !first.starts_with("perdent") && !dies
                || auxiliary && !passive && !dies
                || first == "tuer";
            passive || !active
        }
        Lang::Ar => {
            let it = first.trim_start_matches(['و', 'ف']);
            !has_arabic_object(passage, hit) && !it.starts_with("ارد")
        }
    }
}

/// Nouns and adjectives of a state that stand behind those who are in it: "found dead", "blessés".
fn is_state(word: &str) -> bool {
    STATES.contains(&word)
}

/// مسلحون قتلوا 12 جنديا: the plural verb has an object right behind it.
fn has_arabic_object(passage: &Passage, hit: &Hit) -> bool {
    let at = hit.to;
    let joined = passage.tokens.get(at).is_some_and(|it| it.gap.joins()) && !is_and(passage, at);
    let number = passage.numbers.iter().any(|it| it.range.start == at && !it.weak);
    let person = passage.hits_in(&(at..at + 1)).first().is_some_and(|it| {
        it.from == at
            && it.meanings.iter().any(|m| {
                matches!(
                    m,
                    Meaning::Class(_)
                        | Meaning::Actor(_)
                        | Meaning::Noun(Noun::People)
                        | Meaning::Generic(_)
                )
            })
    });
    joined && (number || person)
}

/// "And lost two men", "perd huit soldats", خسر: the dead are the subject's own.
pub(super) fn is_loss(passage: &Passage, start: usize) -> bool {
    (start.saturating_sub(3)..start).any(|at| {
        let word = passage.tokens.word(at);
        matches!(word, "lost" | "losing" | "loses" | "perdu" | "perd" | "perdent" | "perdant")
            || word.ends_with("خسر")
            || word.ends_with("خسرت")
            || word.ends_with("فقدت")
    })
}

/// "The army lost three men", خسر الجيش خمسة: whose dead those are, where they are counted as men.
pub(super) fn loser(names: &Names, sentence: &Sentence<'_>, start: usize) -> Option<u16> {
    let force = |it: &&PartyAt| {
        matches!(roles::kind(names, it.actor), Kind::State | Kind::Armed | Kind::Militia)
    };
    // "Had killed thirty jihadists and lost two men": who is counted is no subject.
    let counted = |it: &PartyAt| {
        sentence
            .passage
            .numbers
            .iter()
            .any(|n| !n.weak && n.range.end <= it.from && it.from <= n.range.end + 1)
    };
    let mut before = sentence.parties.iter().rev().filter(force);
    let near = before.find(|it| it.to <= start && !counted(it))?;
    (is_loss(sentence.passage, start) && start - near.to <= 5).then_some(near.actor)
}

/// "By four gunmen", على يد: those who are counted did it.
pub(super) fn is_doer(sentence: &Sentence<'_>, start: usize) -> bool {
    let passage = sentence.passage;
    let mut at = start;
    while at > sentence.range.start
        && matches!(passage.tokens.word(at - 1), "the" | "les" | "des" | "some" | "l" | "about")
    {
        at -= 1;
    }
    // أطلق رجلان: who stands right behind a verb of attacking does it.
    let acts = |it: &Meaning| {
        matches!(it, Meaning::Act(act, Form::Verb) | Meaning::Opens(_, act)
            if act.toll().is_none() && act.is_violent())
    };
    if passage.lang == Lang::Ar
        && passage.hit_before(at).is_some_and(|it| it.meanings.iter().any(acts))
        && !passage.tokens.word(at - 1).ends_with("سقط")
        && passage.numbers.iter().any(|it| it.range.start == at && it.dual_noun)
    {
        return true;
    }
    at > sentence.range.start
        && passage.tokens.get(at).is_some_and(|it| it.gap.joins())
        && passage.hit_before(at).is_some_and(|it| it.is_cue(Cue::By))
}

/// The casualty that the inherited acts of a part tell, for a number that only goes on with a list.
pub(super) fn inherited(part: &Part) -> Option<TollKind> {
    part.triggers.iter().filter(|_| part.inherits).find_map(|it| match it.act {
        Act::Kill | Act::Wound | Act::Abduct | Act::Massacre => it.act.toll(),
        _ => None,
    })
}

/// Whether a casualty is told from the side of those who suffer it: a noun, a passive, dying.
pub(super) fn is_undergone(sentence: &Sentence<'_>, trigger: &super::triggers::Trigger) -> bool {
    let passage = sentence.passage;
    let word = passage.tokens.word(trigger.from);
    let dies = ["died", "die", "peri", "mort", "decede", "succomb", "perdu", "قضي", "لقي", "توفي"]
        .iter()
        .any(|it| word.trim_start_matches('و').starts_with(it));
    trigger.form == Form::Noun || dies || is_passive(passage, trigger.from)
}

/// The active verb that heads a list whose first item nothing counted: "killed Ag Moussa, a chief, and
/// four of his men".
pub(super) fn heading(sentence: &Sentence<'_>, start: usize) -> Option<TollKind> {
    let passage = sentence.passage;
    let from = start.saturating_sub(14).max(sentence.range.start);
    let hit = passage.hits_in(&(from..start)).iter().rev().find(|it| {
        it.meanings.iter().any(|m| matches!(m, Meaning::Act(_, Form::Verb) | Meaning::Opens(..)))
    })?;
    told(sentence, hit).filter(|_| !is_passive(passage, hit.from))
}
