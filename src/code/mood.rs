//! How a part of a sentence presents its event: as fact, denied, possible, announced, or history.

use crate::model::{Lang, When};
use crate::text::token::Gap;

use super::clauses::{Part, Sentence};
use super::days::is_lasting;
use super::draft::Mood;
use super::hedges::guesses_author;
use super::meaning::{Act, Cue, Form, Meaning};
use super::narrate::Setting;
use super::phrases::is_weekday_name;
use super::reading::Passage;
use super::signs::Sign;
use super::triggers::Trigger;

/// Whether a cue stands close before a trigger in its clause.
pub(super) fn cue_before(
    sentence: &Sentence<'_>,
    trigger: &Trigger,
    cue: Cue,
    reach: usize,
) -> bool {
    // "Will open in March two posts": a time between takes no room.
    let start = match cue {
        Cue::Future => sentence.passage.before(trigger.from, reach),
        _ => trigger.from.saturating_sub(reach),
    };
    let start = start.max(sentence.range.start);
    sentence.passage.hits_in(&(start..trigger.from)).iter().any(|it| {
        it.is_cue(cue)
            && !(cue == Cue::Background && opens_days(sentence.passage, it.to))
            && !(cue == Cue::Modal && guesses_author(sentence.passage, it))
            && (it.to..=trigger.from).all(|at| {
                !sentence.passage.tokens.get(at).is_some_and(|t| {
                    at > it.to && t.gap.has(Gap::COMMA.with(Gap::SEMICOLON).with(Gap::COLON))
                })
            })
    })
}

/// "Since Monday", منذ السبت: what began days ago is news, not history.
fn opens_days(passage: &Passage, at: usize) -> bool {
    passage.dates.iter().any(|it| {
        it.is_history() && it.weekday.is_some() && it.range.start >= at && it.range.start <= at + 2
    })
}

pub(super) fn is_negated(sentence: &Sentence<'_>, trigger: &Trigger) -> bool {
    // "No ambulance can leave any more": want is told by a negation.
    let want = matches!(trigger.act, Act::Access | Act::Hunger | Act::FuelShort);
    !want
        && (cue_before(sentence, trigger, Cue::Negation, 4) || is_beyond_power(sentence, trigger))
        && !double_negative(sentence, trigger)
}

/// "Will not be able to restrain them or repel their advance", "unable to": what somebody cannot do
/// has not been done, each of the verbs that hang on it.
fn is_beyond_power(sentence: &Sentence<'_>, trigger: &Trigger) -> bool {
    let word = |at: usize| sentence.passage.tokens.word(at);
    let start = trigger.from.saturating_sub(9).max(sentence.range.start);
    let Some(at) = (start..trigger.from)
        .rev()
        .find(|&at| matches!(word(at), "able" | "unable" | "incapable" | "capable" | "mesure"))
    else {
        return false;
    };
    let joined = (at + 1..=trigger.from)
        .all(|it| sentence.passage.tokens.get(it).is_some_and(|it| !it.gap.has(Gap::COMMA)));
    let lacking = matches!(word(at), "unable" | "incapable")
        || (at.saturating_sub(4)..at)
            .any(|it| matches!(word(it), "not" | "pas" | "never" | "jamais" | "neither"));
    joined && lacking && trigger.form == Form::Verb
}

/// "No fewer than seven killed", ما لا يقل عن: a bound, not a negation.
pub(super) fn double_negative(sentence: &Sentence<'_>, trigger: &Trigger) -> bool {
    let start = trigger.from.saturating_sub(8).max(sentence.range.start);
    let word = |at: usize| sentence.passage.tokens.word(at);
    // "An unknown number of people were killed", "unknown fatalities (coded as 3)".
    let unknown = (start..trigger.from).any(|at| {
        matches!(word(at), "unknown" | "inconnu") && matches!(word(at + 1), "number" | "de")
    }) || (trigger.to..trigger.to + 4).any(|at| word(at) == "coded");
    unknown
        || (start..trigger.from).any(|at| {
            matches!(
                word(at),
                "fewer"
                    | "less"
                    | "moins"
                    | "يقل"
                    | "only"
                    | "que"
                    | "identifies"
                    | "identifie"
                    | "yet"
                    | "identifiees"
            )
        })
}

pub(super) fn is_hypothetical(sentence: &Sentence<'_>, trigger: &Trigger) -> bool {
    if matches!(trigger.act, Act::Threaten | Act::Claim | Act::Deny | Act::Statement) {
        return false;
    }
    let first = sentence.passage.tokens.word(sentence.range.start);
    let conditional = matches!(first, "if" | "si" | "اذا" | "لو" | "s")
        && sentence
            .passage
            .tokens
            .get(sentence.range.start + 1)
            .is_some_and(|it| !it.gap.has(Gap::APOSTROPHE) || first != "s");
    let after = trigger.to..(trigger.to + 6).min(sentence.range.end);
    let foreseen = trigger.form == Form::Noun
        && sentence.passage.hits_in(&after).iter().any(|it| {
            it.is_cue(Cue::Modal)
                && !guesses_author(sentence.passage, it)
                && (trigger.to..=it.from)
                    .all(|at| sentence.passage.tokens.get(at).is_some_and(|t| t.gap.joins()))
                && !sentence.passage.hits_in(&(trigger.to..it.from)).iter().any(|h| {
                    h.meanings
                        .iter()
                        .any(|m| matches!(m, Meaning::Act(act, Form::Verb) if act.is_violent()))
                })
        });
    conditional
        || foreseen
        || is_threatened(sentence, trigger)
        || cue_before(sentence, trigger, Cue::Modal, 5)
}

pub(super) fn mood(sentence: &Sentence<'_>, part: &Part) -> Mood {
    let passage = sentence.passage;
    let has = |cue| passage.has_cue(&part.range, cue);
    let before = |cue, reach| {
        part.triggers.iter().any(|it| it.act.is_violent() && cue_before(sentence, it, cue, reach))
            || part.triggers.iter().all(|it| cue_before(sentence, it, cue, reach))
    };
    Mood {
        modal: false,
        future: before(Cue::Future, 4) || is_called_for(sentence, part),
        background: before(Cue::Background, 7)
            || passage.has_cue(&sentence.range, Cue::Anniversary)
            || part.dates_another
            || pluperfect(sentence, part),
        hearsay: has(Cue::Hearsay),
        another: tells_another(sentence, part),
        same: part.triggers.iter().any(|it| super::triggers::is_definite(passage, it)),
        points_back: part.points_back
            || part.triggers.iter().any(|it| super::triggers::is_pointed_at(passage, it)),
        denied: part.triggers.iter().any(|it| it.act == Act::Deny)
            || passage.has_cue(&sentence.range, Cue::Hoax),
        hoax: passage.has_cue(&sentence.range, Cue::Hoax),
        other_world: [Cue::Nature, Cue::Sport, Cue::Abstract]
            .iter()
            .any(|it| passage.has_cue(&sentence.range, *it)),
        sums_up: sums_up(sentence, part),
    }
}

/// "Appellent à une marche", "called for a strike": a crowd that is asked to come has not come.
pub(super) fn is_called_for(sentence: &Sentence<'_>, part: &Part) -> bool {
    part.triggers.iter().any(|it| {
        let start = it.from.saturating_sub(5).max(sentence.range.start);
        let end = (it.to + 12).min(sentence.range.end);
        let foreseen = (it.to..end).any(|at| {
            matches!(
                sentence.passage.tokens.word(at),
                "prevue" | "prevu" | "prevues" | "prevus" | "scheduled" | "planned"
            )
        });
        // "Manifesteront": the French future is in the ending.
        let ending = sentence.passage.lang == Lang::Fr
            && sentence.passage.tokens.word(it.to - 1).ends_with("eront");
        // ستفتح: so is the Arabic one, at the head.
        let word = sentence.passage.tokens.word(it.from);
        let head = sentence.passage.lang == Lang::Ar
            && it.form == Form::Verb
            && (word.starts_with("ست") || word.starts_with("سي"))
            && !word.starts_with("سيطر");
        head || (foreseen || ending) && it.act == Act::Protest
            || it.act == Act::Protest
                && (it.form == Form::Noun || matches!(word, "manifester" | "march" | "demonstrate"))
                && (start..it.from).any(|at| {
                    matches!(
                        sentence.passage.tokens.word(at),
                        "appelle"
                            | "appellent"
                            | "call"
                            | "calls"
                            | "called"
                            | "calling"
                            | "urge"
                            | "urged"
                            | "invite"
                            | "invitent"
                            | "annoncent"
                            | "دعت"
                            | "دعا"
                            | "تدعو"
                    )
                })
    })
}

/// Another event: "meanwhile", "in a separate"; but "another", "une autre" and آخر say so only beside
/// the word of an act ("another attack"), not beside a source or a toll.
fn tells_another(sentence: &Sentence<'_>, part: &Part) -> bool {
    let passage = sentence.passage;
    passage.hits_in(&part.range).iter().any(|hit| {
        if !hit.is_cue(Cue::Another) {
            return false;
        }
        let counts = (hit.from..hit.to).any(|at| {
            matches!(
                passage.tokens.word(at),
                "another"
                    | "second"
                    | "third"
                    | "similar"
                    | "autre"
                    | "autres"
                    | "deuxieme"
                    | "seconde"
                    | "troisieme"
                    | "اخر"
                    | "اخري"
                    | "ثان"
                    | "ثانيه"
                    | "ثالث"
            )
        });
        // The Arabic adjective follows its noun, the others go before it.
        let arabic = passage.lang == Lang::Ar;
        !counts
            || part.triggers.iter().any(|it| {
                !arabic && it.from >= hit.to && it.from - hit.to <= 2
                    || arabic && it.to <= hit.from && hit.from - it.to <= 1
            })
            || passage.tokens.word(hit.from) == "in"
            || passage.tokens.word(hit.from) == "dans"
    })
}

/// "In recent months", "ces dernières années": a stretch of time, in which an act without a day of its
/// own is no news.
fn in_period(sentence: &Sentence<'_>, part: &Part) -> bool {
    let passage = sentence.passage;
    let last = part.triggers.last().map_or(part.range.end, |it| it.to);
    let joined = |at: usize| {
        (last.min(at)..at.max(last)).all(|it| {
            let next = passage.tokens.get(it + 1);
            !next.is_some_and(|t| t.gap.has(Gap::COMMA.with(Gap::SEMICOLON)))
        })
    };
    let told = |at: usize| {
        let pair = |a, b| passage.is(at, a) && passage.is(at + 1, b);
        pair(Sign::Lately, Sign::Stretch) || pair(Sign::Stretch, Sign::Lately)
    };
    part.range.clone().any(|at| {
        at + 1 < part.range.end
            && told(at)
            // "Le mois dernier" is a month.
            && (passage.tokens.word(at), passage.tokens.word(at + 1)) != ("mois", "dernier")
            && at >= last
            && at - last <= 8
            && joined(at)
    })
}

/// "Attacks on several positions", "attaques dans sept localités".
pub(super) fn sums_up(sentence: &Sentence<'_>, part: &Part) -> bool {
    let passage = sentence.passage;
    let many = |at: usize| {
        matches!(
            passage.tokens.word(at),
            "several"
                | "multiple"
                | "various"
                | "plusieurs"
                | "عده"
                | "series"
                | "serie"
                | "number"
        ) || passage
            .numbers
            .iter()
            .any(|it| it.range.contains(&at) && it.low.is_some_and(|n| n >= 2))
    };
    let places = |at: usize| passage.is(at, Sign::Sites);
    let (start, end) = (part.range.start, part.range.end);
    // The rare word is looked for first: numbers can be as many as words.
    let summed = |at: usize| (at.saturating_sub(3).max(start)..at.min(end)).any(many);
    part.place.is_none() && (start + 1..end + 3).any(|at| places(at) && summed(at))
}

/// "Had been killed", "avait été attaqué", كان قد: told from further back.
pub(super) fn pluperfect(sentence: &Sentence<'_>, part: &Part) -> bool {
    let passage = sentence.passage;
    part.triggers.iter().any(|trigger| {
        trigger.form == Form::Verb && trigger.act.is_violent() && {
            let start = trigger.from.saturating_sub(3).max(sentence.range.start);
            (start..trigger.from).any(|at| {
                let word = passage.tokens.word(at);
                match passage.lang {
                    Lang::En => word == "had" && !is_reported(sentence, at),
                    Lang::Fr => matches!(word, "avait" | "avaient") && !is_reported(sentence, at),
                    Lang::Ar => false,
                }
            })
        }
    })
}

/// Reported speech moves the tense back: "said", "found", "rejected accusations that".
fn is_reported(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.passage.has_cue(&(sentence.range.start..at), Cue::Say)
        || sentence.triggers.iter().any(|it| {
            it.from < at && matches!(it.act, Act::Inquiry | Act::Deny | Act::Statement | Act::Claim)
        })
}

/// "Since gunmen killed traders there on Sunday": what has a day of its own in the last ninety is
/// news, however it is told, save what a round number of years brings back.
pub(super) fn is_recent(
    setting: &Setting<'_>,
    sentence: &Sentence<'_>,
    part: &Part,
    when: Option<&(When, String)>,
) -> bool {
    let near = when.zip(setting.anchor).is_some_and(|((when, _), anchor)| {
        when.precision < 3
            && anchor.since(when.date).is_ok_and(|it| (0..=90).contains(&it.get_days()))
    });
    near && !part.dates_another && !sentence.passage.has_cue(&sentence.range, Cue::Anniversary)
}

/// Whether the part's own time makes it history: a year, "since", or more than ninety days back.
pub(super) fn is_history(
    setting: &Setting<'_>,
    sentence: &Sentence<'_>,
    part: &Part,
    when: Option<&(When, String)>,
) -> bool {
    if when.is_none_or(|it| it.0.precision == 3) && in_period(sentence, part) {
        return true;
    }
    let mut dates = sentence.passage.dates.iter().filter(|it| part.range.contains(&it.range.start));
    if when.is_some() && dates.any(|it| is_lasting(part, it)) {
        return false;
    }
    if let (Some((when, _)), Some(anchor)) = (when, setting.anchor) {
        let days = anchor.since(when.date).map_or(0, |it| it.get_days());
        let limit = if when.precision == 3 { 121 } else { 90 };
        return days > limit;
    }
    if when.is_some_and(|it| it.0.precision < 3) {
        return false;
    }
    if when.is_some() && setting.anchor.is_some() {
        return false;
    }
    let first = part.triggers.first().map_or(part.range.start, |it| it.from);
    let reach = if setting.anchor.is_some() { 9 } else { 14 };
    sentence.passage.dates.iter().any(|it| {
        part.range.contains(&it.range.start)
            && it.is_history()
            && !is_lately(sentence, &it.range)
            && (it.range.start < first || it.range.start <= first + reach)
    }) || (when.is_some() && setting.anchor.is_none() && sentence.at.0 > 1)
}

/// "Since Monday", "depuis le week-end": what goes on for some days is news.
fn is_lately(sentence: &Sentence<'_>, range: &std::ops::Range<usize>) -> bool {
    range.clone().any(|at| {
        let word = sentence.passage.tokens.word(at);
        is_weekday_name(word)
            || matches!(
                word,
                "yesterday" | "week" | "weekend" | "days" | "hier" | "semaine" | "jours"
            )
    })
}

/// "Threatened to attack", "menace d'un blocus", هددت بمهاجمة: what is threatened has not happened.
fn is_threatened(sentence: &Sentence<'_>, trigger: &Trigger) -> bool {
    let harm = matches!(
        trigger.act,
        Act::Blockade | Act::Burn | Act::Destroy | Act::Shootdown | Act::Take | Act::Overrun
    );
    let harms = trigger.act.is_violent() || harm;
    let threatened = |it: &Trigger| {
        it.act == Act::Threaten
            && it.form == Form::Verb
            && it.to <= trigger.from
            && trigger.from - it.to <= 6
    };
    harms && (on_pain_of(sentence, trigger) || sentence.triggers.iter().any(threatened))
}

/// "On pain of seeing their buses burn", "sous peine de", تحت طائلة: what comes of not obeying.
fn on_pain_of(sentence: &Sentence<'_>, trigger: &Trigger) -> bool {
    let word = |at: usize| sentence.passage.tokens.word(at);
    (trigger.from.saturating_sub(6).max(sentence.range.start)..trigger.from).any(|at| {
        matches!((word(at), word(at + 1)), ("pain", "of") | ("peine", "de") | ("تحت", "طايله"))
    })
}
