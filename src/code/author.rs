//! Who is put behind a deed by a sentence of its own: "Boko Haram is suspected", "engin attribué à la
//! katiba", وتتجه الشبهات إلى, "JNIM claimed both attacks".

use crate::model::Attribution;
use crate::text::token::Gap;
use crate::theatre::Names;

use super::clauses::Sentence;
use super::draft::Draft;
use super::meaning::{Act, Form};
use super::parties::{How, PartyAt};
use super::places::Site;
use super::roles::{self, Cast, Kind};
use super::spatial::Function;
use super::triggers::Trigger;

/// A party that a sentence puts behind what was told before it.
#[derive(Clone, Debug)]
pub(super) struct Laid {
    /// The party as the doer.
    cast: Cast,
    /// Passage and sentence.
    at: (usize, usize),
    /// Behind several deeds: "both attacks".
    all: bool,
}

/// How far a word that lays a deed to somebody may stand from the name.
const REACH: usize = 8;

/// The parties that a sentence, which tells no deed of its own, puts behind one told before it.
pub(super) fn laid(names: &Names, sentence: &Sentence<'_>) -> Vec<Laid> {
    let placed = sentence.places.iter().any(|it| {
        matches!(it.site, Site::Town(_) | Site::Unlisted(_))
            && matches!(it.function, Function::In | Function::Near { .. })
    });
    let anew =
        sentence.triggers.iter().any(|it| tells_anew(sentence, it) || is_dated(sentence, it));
    if sentence.at == (0, 0) || anew || placed {
        return Vec::new();
    }
    let word = |at: usize| sentence.passage.tokens.word(at);
    let all = sentence.range.clone().any(|at| is_plural(word(at)));
    let claims = sentence.triggers.iter().any(|it| it.act == Act::Claim);
    let armed = |it: &&PartyAt| matches!(roles::kind(names, it.actor), Kind::Armed | Kind::Militia);
    let known = |it: &&PartyAt| it.how != How::Class && is_known(names, it.actor);
    let laid = |it: &&PartyAt| {
        claims && armed(it) && it.speaks
            || is_laid_to(sentence, it, roles::kind(names, it.actor) == Kind::State)
    };
    let list = sentence.parties.iter().filter(known).filter(laid);
    list.map(|it| Laid {
        cast: roles::author(it.actor, claims.then_some(Attribution::Claimed)),
        at: sentence.at,
        all,
    })
    .collect()
}

/// A deed that is no mere taking up of one told before: a verb of violence, or a place of its own.
fn tells_anew(sentence: &Sentence<'_>, trigger: &Trigger) -> bool {
    // "Claimed both attacks": what stands behind the claim is its object.
    let claimed = sentence.triggers.iter().any(|it| it.act == Act::Claim && it.to <= trigger.from);
    let deed = trigger.act.is_violent() || trigger.act == Act::Deny;
    deed && (is_counted(sentence) || !(trigger.form == Form::Noun || claimed))
}

/// "Friday's bombing", "l'attentat de vendredi": a deed of a day of its own.
fn is_dated(sentence: &Sentence<'_>, trigger: &Trigger) -> bool {
    let dates = &sentence.passage.dates;
    let beside = |it: &std::ops::Range<usize>| {
        it.start >= trigger.to && it.start <= trigger.to + 1
            || it.end <= trigger.from && it.end + 1 >= trigger.from
    };
    trigger.act.is_violent() && dates.iter().any(|it| beside(&it.range))
}

fn is_counted(sentence: &Sentence<'_>) -> bool {
    let dead = sentence.triggers.iter().any(|it| it.act.toll().is_some());
    dead && sentence.passage.numbers.iter().any(|it| sentence.range.contains(&it.range.start))
}

fn is_known(names: &Names, actor: u16) -> bool {
    let known = names.actors.get(actor as usize).is_some_and(|it| it.class != "unknown");
    known && matches!(roles::kind(names, actor), Kind::Armed | Kind::Militia | Kind::State)
}

/// Several deeds, or "both".
fn is_plural(word: &str) -> bool {
    matches!(
        word,
        "both"
            | "attacks"
            | "bombings"
            | "raids"
            | "blasts"
            | "attaques"
            | "attentats"
            | "operations"
            | "actions"
            | "الهجومين"
            | "الهجمات"
            | "العمليتين"
            | "العمليات"
            | "التفجيرين"
            | "الهجومان"
    )
}

/// Whether a word of suspicion or attribution before or behind the name lays the deed to it.
fn is_laid_to(sentence: &Sentence<'_>, party: &PartyAt, state: bool) -> bool {
    let tokens = &sentence.passage.tokens;
    let word = |at: usize| tokens.word(at);
    let joined =
        |at: usize| tokens.get(at).is_some_and(|it| !it.gap.has(Gap::SEMICOLON.with(Gap::COLON)));
    let end = (party.to + REACH).min(sentence.range.end);
    // "In the hands of the gendarmerie, four are suspected": forces are accused by name only.
    let behind =
        !state && (party.to..end).take_while(|&at| joined(at)).any(|at| is_suspected(word(at)));
    let start = party.from.saturating_sub(REACH).max(sentence.range.start);
    let before = (start..party.from).rev().take_while(|&at| joined(at + 1));
    behind || before.into_iter().any(|at| points_at(word(at), word(at + 1)))
}

/// Behind the name: "is suspected", "est montré du doigt", "serait derrière".
fn is_suspected(word: &str) -> bool {
    matches!(
        word,
        "suspected"
            | "blamed"
            | "behind"
            | "responsible"
            | "soupconne"
            | "soupconnes"
            | "soupconnee"
            | "doigt"
            | "derriere"
            | "responsable"
            | "responsables"
            | "pointe"
            | "pointes"
            | "ورا"
            | "خلف"
            | "مسوول"
            | "مسووله"
            | "المسوول"
            | "المسووله"
    )
}

/// Before the name: "attributed to", "mettent en cause", تتجه الشبهات إلى.
fn points_at(word: &str, next: &str) -> bool {
    match word {
        "attributed" | "attributes" | "attribute" | "imputed" | "attribuee" | "attribue"
        | "attribuent" | "attribues" | "attribuees" | "impute" | "imputee" | "imputent"
        | "suspect" | "soupconne" | "soupconnent" | "blame" | "blames" | "blamed" | "accuse"
        | "accusent" | "accuses" | "pointent" | "signature" | "hallmarks" | "hallmark" | "نسب"
        | "نسبت" | "نسبه" | "منسوب" | "الشبهات" | "الاتهام" | "بصمات" | "اتهموا" | "اتهم"
        | "يتهمون" | "يشتبه" | "المشتبه" => true,
        "cause" => !matches!(next, "de" | "d" | "of"),
        _ => false,
    }
}

/// Puts the parties behind the deeds told before their sentence that name no author: behind all,
/// or the one told last and the title's.
pub(super) fn lay(names: &Names, laid: &[Laid], events: &mut [Draft]) {
    for laid in laid {
        let open: Vec<usize> =
            (0..events.len()).filter(|it| is_open(names, &events[*it], laid)).collect();
        let own = |it: &Draft| it.cast.iter().any(|it| it.actor == laid.cast.actor && it.agent > 0);
        let told = events.iter().filter(|it| is_deed(it) && it.at < laid.at);
        // Who stands behind one deed is behind the title's too, and behind what is told of that day
        // in that place.
        let Some(last) = told.max_by_key(|it| (own(it), it.last)).cloned() else { continue };
        for at in open {
            let event = &mut events[at];
            if laid.all || event.at == last.at || event.titled || same_scene(event, &last) {
                event.cast.push(laid.cast.clone());
            }
        }
    }
}

/// Violence, a taking, a burning that is news.
fn is_deed(draft: &Draft) -> bool {
    let has = |act| draft.acts.iter().any(|it| it.0 == act);
    let taking =
        [Act::Abduct, Act::Burn, Act::Destroy, Act::Jailbreak, Act::Blockade, Act::Overrun];
    let mood = &draft.mood;
    (draft.is_violent() || taking.into_iter().any(has))
        && !(mood.background || mood.future || mood.denied)
}

/// A deed told before without a known author; what forces do there against those who came is no
/// authorship.
fn is_open(names: &Names, draft: &Draft, laid: &Laid) -> bool {
    let armed = |actor| matches!(roles::kind(names, actor), Kind::Armed | Kind::Militia);
    let group = armed(laid.cast.actor);
    let author = |it: &Cast| {
        !it.speaks
            && it.agent > it.patient
            && is_known(names, it.actor)
            && (!group || armed(it.actor) || it.is_by_verb())
    };
    is_deed(draft)
        && draft.at < laid.at
        && !draft.cast.iter().any(|it| it.actor == laid.cast.actor || author(it))
}

fn same_scene(a: &Draft, b: &Draft) -> bool {
    let town = |it: &Draft| it.place.as_ref().and_then(|it| it.town.clone());
    let towns = town(a).zip(town(b)).is_none_or(|(a, b)| a == b);
    towns && a.day().zip(b.day()).is_none_or(|(a, b)| a == b)
}
