//! Who stands where about an Arabic verb.
//!
//! The verb comes first, then its subject, then its object; a subject before its verb needs أن or
//! the head of the sentence. A verb under "and" opens a clause of its own, one in the plural with
//! the doer of the clause before. A verb behind the noun of an act ("هجوم استهدف") is said of it.

use crate::model::Lang;
use crate::text::token::Gap;

use super::clauses::Sentence;
use super::frames::is_suffered;
use super::meaning::{Act, Cue, Form, Meaning, Noun};
use super::objects::has_object;
use super::parties::PartyAt;
use super::reading::Passage;
use super::reasons::Reason;
use super::roles::Cast;
use super::told::{is_craft, names_craft};
use super::triggers::Trigger;

/// Verbs whose subject suffers, whatever their form.
fn is_exposed(word: &str) -> bool {
    // In the past, or behind the letter of the present; never within a word (سقط, not اسقط).
    let bare = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    let present = bare.strip_prefix(['ي', 'ت']);
    [
        "تعرض",
        "اصيب",
        "لقي",
        "لقوا",
        "سقط",
        "سقوط",
        "استشهد",
        "قضي",
        "قضوا",
        "توفي",
        "هوجم",
        "اغتيل",
        "اقتيد",
    ]
    .iter()
    .any(|it| bare.starts_with(it) || present.is_some_and(|rest| rest.starts_with(it)))
}

/// A body (الجيش, جماعة) does what is done; only its members are killed, wounded or taken.
fn is_body(word: &str) -> bool {
    let bare = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    [
        "الجيش",
        "القوات",
        "قوات",
        "الدرك",
        "الشرطه",
        "السلطات",
        "الحكومه",
        "الحرس",
        "جماعه",
        "الجماعه",
        "تنظيم",
        "التنظيم",
        "حركه",
        "جبهه",
        "كتيبه",
        "اجهزه",
        "قوه",
        "مجموعه",
        "الامن",
    ]
    .contains(&bare)
}

/// Men in the nominative (مسلحون) are the subject of their verb.
fn is_nominative(word: &str) -> bool {
    word.chars().count() > 4 && word.ends_with("ون")
}

/// Whether what stands before a verb suffers it: counted victims before "قتلوا", or an exposed verb.
pub(super) fn is_passive(passage: &Passage, trigger: &Trigger) -> bool {
    let verb_next = passage
        .hits_in(&(trigger.to..trigger.to + 1))
        .iter()
        .any(|it| it.meanings.iter().any(|m| matches!(m, Meaning::Act(_, Form::Verb))));
    is_suffered(trigger.act) && (verb_next || !has_object(passage, trigger))
        || is_exposed(passage.tokens.word(trigger.from))
}

/// Points for a party before a verb.
pub(super) fn before(passage: &Passage, party: &PartyAt, trigger: &Trigger, cast: &mut Cast) {
    let word = passage.tokens.word(trigger.from);
    let plural = word.ends_with("وا") || word.ends_with("ون");
    let linked = word.starts_with(['و', 'ف']) && trigger.from > party.to && !is_rooted(word);
    let between = party.to..trigger.from;
    let tells_of_itself =
        between.clone().any(|at| matches!(passage.tokens.word(at), "انه" | "انها" | "انهم"));
    let aside = (party.to..=trigger.from)
        .any(|at| passage.tokens.get(at).is_some_and(|it| it.gap.has(Gap::COMMA)));
    // "Vehicles of the army": whose they are did nothing.
    let owns = trigger.act != Act::Shootdown
        && ["لل", "بال"].iter().any(|it| passage.tokens.word(party.from).starts_with(it));
    if owns || said_of_an_act(passage, trigger) || linked && !plural || aside && !tells_of_itself {
        return;
    }
    if trigger.act == Act::Shootdown && owns_craft(passage, party.from.saturating_sub(3), party) {
        cast.patient += 6;
        cast.why = Reason::Craft;
    } else if is_passive(passage, trigger) && !(linked && plural) && !is_active_present(word) {
        cast.patient += 4;
        cast.why = Reason::PassiveSubject;
    } else {
        cast.agent += 4;
        cast.why = Reason::Subject;
    }
}

/// A phrase of ending somebody in the present, which has no passive: تقضي علي.
fn is_active_present(word: &str) -> bool {
    let bare = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    ["يقضي", "تقضي", "يقضون", "يجهز", "تجهز", "يحيد", "تحيد", "يفرج", "تفرج"].contains(&bare)
}

/// مسلحون يقتلون, الجيش يدك: a party at the head of the sentence and right before a verb in the present
/// is its subject.
fn has_subject_before(sentence: &Sentence<'_>, trigger: &Trigger) -> bool {
    let passage = sentence.passage;
    let word = passage.tokens.word(trigger.from);
    let present = word.starts_with(['ي', 'ت']) && !is_exposed(word);
    trigger.form == Form::Verb
        && present
        && !said_of_an_act(passage, trigger)
        && sentence.parties.iter().any(|it| {
            it.from <= sentence.range.start + 1
                && it.to <= trigger.from
                && trigger.from - it.to <= 1
                && (it.from + 1..=trigger.from)
                    .all(|at| passage.tokens.get(at).is_some_and(|it| it.gap.joins()))
        })
}

/// Verbs that begin with the letter of "and" themselves.
fn is_rooted(word: &str) -> bool {
    ["وقع", "وصل", "وزع", "وجه", "فجر", "فتح", "فكك", "فرض", "فرق", "فر"]
        .iter()
        .any(|it| word.starts_with(it))
}

/// استهدفت جماعة قافلة للجيش: the first of two behind a verb that no act stands before is its subject.
pub(super) fn is_subject_of(
    sentence: &Sentence<'_>,
    party: &PartyAt,
    verb: &super::phrases::Hit,
) -> bool {
    let passage = sentence.passage;
    let acts = |it: &&Trigger| it.from == verb.from && it.form == Form::Verb;
    passage.lang == Lang::Ar
        && verb.to == party.from
        && second_party(sentence, party)
        && sentence.triggers.iter().find(acts).is_some_and(|it| !said_of_an_act(passage, it))
}

/// ذبح مسلحون تسعة أشخاص: a word that may be noun or verb is the verb where it heads the sentence and
/// people are counted behind the party next to it.
pub(super) fn heads_a_clause(sentence: &Sentence<'_>, party: &PartyAt, trigger: &Trigger) -> bool {
    let word = sentence.passage.tokens.word(trigger.from);
    sentence.passage.lang == Lang::Ar
        && trigger.from == sentence.range.start
        && trigger.to == trigger.from + 1
        && is_suffered(trigger.act)
        && !word.starts_with('م')
        && party.from <= trigger.to + 1
        && counts_people(sentence, party)
}

/// "كمين استهدف": the verb's subject is the act before it.
fn said_of_an_act(passage: &Passage, trigger: &Trigger) -> bool {
    passage.hits_in(&(trigger.from.saturating_sub(3)..trigger.from)).iter().any(|it| {
        it.to + 1 >= trigger.from
            && it.meanings.iter().any(
                |m| matches!(m, Meaning::Act(act, Form::Noun) if act.is_violent() && !is_suffered(*act)),
            )
    })
}

/// Points for a party after a verb: the first did it if an object follows or the verb is one of
/// attacking; victims right after a verb of killing suffered it.
pub(super) fn after(
    sentence: &Sentence<'_>,
    party: &PartyAt,
    trigger: &Trigger,
    others: usize,
    cast: &mut Cast,
) {
    let passage = sentence.passage;
    if passage.has_cue(&(trigger.to..party.from), Cue::By) {
        return;
    }
    let word = passage.tokens.word(trigger.from);
    let of = (trigger.to..party.from).any(|at| passage.tokens.word(at) == "عن");
    if trigger.act == Act::Release && others == 0 {
        // "أفرجت الجماعة عن": who lets go comes first, whom behind the preposition.
        if of {
            cast.patient += 4;
        } else {
            cast.agent += 5;
        }
        cast.why = if of { Reason::LetGo } else { Reason::LetsGo };
        return;
    }
    if trigger.act == Act::Shootdown && owns_craft(passage, trigger.from, party) {
        cast.patient += 6;
        cast.why = Reason::Craft;
        return;
    }
    let counted = passage.numbers.iter().any(|it| {
        it.range.end <= party.to && it.range.end + 3 > party.from && it.range.start >= trigger.to
    });
    let takes = matches!(trigger.act, Act::Arrest | Act::Abduct | Act::Capture);
    let does = trigger.form == Form::Verb
        && trigger.to == party.from
        && (party.body
            || is_body(passage.tokens.word(party.from))
            || takes && is_nominative(passage.tokens.word(party.from)));
    let suffers = is_suffered(trigger.act)
        && !does
        && (counted || !(second_party(sentence, party) || counts_people(sentence, party)));
    let headed = others == 0 && has_subject_before(sentence, trigger);
    if headed || tells_of_itself(sentence, trigger) && !is_exposed(word) {
        cast.patient += 4;
        cast.why = Reason::Object;
    } else if others == 0 && (is_exposed(word) || suffers) {
        cast.patient += 4;
        cast.why = Reason::Suffers;
    } else if others == 0 && !said_of_an_act(passage, trigger) {
        cast.agent += 3;
        cast.why = Reason::SubjectAfter;
    } else if others <= 1 {
        cast.patient += 3;
        cast.why = Reason::Object;
    }
}

/// "قالت الجبهة إنها قصفت": the verb's subject is the one who speaks before it.
fn tells_of_itself(sentence: &Sentence<'_>, trigger: &Trigger) -> bool {
    let passage = sentence.passage;
    trigger.form == Form::Verb
        && trigger.from > sentence.range.start
        && matches!(
            passage.tokens.word(trigger.from - 1),
            "انه" | "انها" | "انهم" | "انهما" | "بانها" | "بانه" | "بانهم"
        )
        && sentence.parties.iter().any(|it| it.to < trigger.from)
}

/// "أسقط مسيرة للجيش": whose craft it is stands behind it.
fn owns_craft(passage: &Passage, from: usize, party: &PartyAt) -> bool {
    passage.hits_in(&(from..party.from)).iter().any(|it| {
        it.to <= party.from
            && it.to + 3 > party.from
            && (is_craft(it) || names_craft(passage, it.from..it.to))
    })
}

fn second_party(sentence: &Sentence<'_>, party: &PartyAt) -> bool {
    sentence.parties.iter().any(|it| {
        it.from >= party.to && it.from < party.to + 8 && !verb_between(sentence, party.to, it.from)
    })
}

/// "أوقفت قوات الأمن أربعة أشخاص": people are counted behind the party, with no verb in between.
fn counts_people(sentence: &Sentence<'_>, party: &PartyAt) -> bool {
    let passage = sentence.passage;
    passage.numbers.iter().any(|it| {
        it.range.start >= party.to
            && it.range.start < party.to + 8
            && !verb_between(sentence, party.to, it.range.start)
            && (it.dual_noun
                || passage.hits_in(&(it.range.end..it.range.end + 2)).iter().any(|hit| {
                    hit.meanings.iter().any(|m| {
                        matches!(
                            m,
                            Meaning::Noun(Noun::People)
                                | Meaning::Actor(_)
                                | Meaning::Class(_)
                                | Meaning::Generic(_)
                        )
                    })
                }))
    })
}

fn verb_between(sentence: &Sentence<'_>, from: usize, to: usize) -> bool {
    sentence.triggers.iter().any(|it| it.form == Form::Verb && it.from >= from && it.from < to)
}
