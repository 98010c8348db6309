//! The people of an event: who was its victim, who was taken, named or spoke.

use crate::model::{Figure, Lang, PersonRole, Slug};
use crate::text::token::Gap;
use crate::theatre::Names;

use super::clauses::{Part, Sentence};
use super::meaning::{Act, Cue, Form, Meaning};
use super::narrate::Setting;
use super::parties::FigureAt;
use super::reading::Passage;
use super::triggers::Trigger;

pub(super) fn figures(
    names: &Names,
    sentence: &Sentence<'_>,
    part: &Part,
) -> (Vec<Figure>, Vec<Slug>) {
    let mut figures = Vec::new();
    let mut offices = Vec::new();
    for figure in sentence.figures.iter().filter(|it| part.range.contains(&it.from)) {
        let role = figure_role(sentence, part, figure);
        let office = figure.office.and_then(|it| names.offices.get(it as usize));
        if let Some(person) = figure.person.and_then(|it| names.people.get(it as usize)) {
            figures.push(Figure { name: person.name.clone(), role });
        }
        if let Some(office) = office
            && role == PersonRole::Victim
            && !offices.contains(&office.id)
        {
            offices.push(office.id.clone());
        }
    }
    (figures, offices)
}

fn figure_role(sentence: &Sentence<'_>, part: &Part, figure: &FigureAt) -> PersonRole {
    let passage = sentence.passage;
    let victim = is_victim(sentence, part, figure, false);
    let residence = sentence
        .targets(&part.range)
        .iter()
        .any(|it| it.1 < figure.from && figure.from - it.1 <= 6)
        && part
            .triggers
            .iter()
            .any(|it| matches!(it.act, Act::Attack | Act::Svbied | Act::Explode));
    if victim {
        PersonRole::Victim
    } else if part.triggers.iter().any(|it| it.act == Act::Arrest) {
        PersonRole::Detained
    } else if part.triggers.iter().any(|it| it.act == Act::Appoint) {
        PersonRole::Appointed
    } else if passage.has_cue(&sentence.range, Cue::Say) && !residence {
        PersonRole::Speaker
    } else {
        PersonRole::Other
    }
}

/// Whether a person stands where the sufferer of an act stands; `killed` asks for a death.
fn is_victim(sentence: &Sentence<'_>, part: &Part, figure: &FigureAt, killed: bool) -> bool {
    let passage = sentence.passage;
    let suffered = |it: &&Trigger| match it.act {
        Act::Kill | Act::Assassinate | Act::Massacre | Act::Execute => true,
        Act::Abduct | Act::Wound => !killed,
        _ => false,
    };
    part.triggers.iter().filter(suffered).any(|it| {
        if it.to <= figure.from {
            let gap = figure.from - it.to;
            let of = (it.to..figure.from)
                .any(|at| matches!(passage.tokens.word(at), "of" | "de" | "du" | "d"));
            gap <= 3 || (of && gap <= 6) || passage.lang == Lang::Ar && gap <= 4
        } else {
            let gap = it.from.saturating_sub(figure.to);
            let passive = (figure.to..it.from).any(|at| {
                matches!(
                    passage.tokens.word(at),
                    "was" | "been" | "ete" | "is" | "has" | "est" | "a"
                )
            });
            (gap <= 6 || is_aside(sentence, figure.to, it.from))
                && (passive || gap <= 1 || is_headline(sentence, figure.to, it))
                && passage.lang != Lang::Ar
        }
    })
}

/// "Le maire de Torodi abattu par des hommes armés": a headline's participle behind the place of the
/// office, with the doer, the house or the weapon behind it and no auxiliary before.
fn is_headline(sentence: &Sentence<'_>, to: usize, verb: &Trigger) -> bool {
    let passage = sentence.passage;
    let word = |at: usize| passage.tokens.word(at);
    let joined = (to..=verb.from).all(|at| passage.tokens.get(at).is_some_and(|it| it.gap.joins()));
    let named = matches!(word(to), "of" | "de" | "d" | "du" | "in" | "a");
    let behind = verb.to >= sentence.range.end
        || passage.dates.iter().any(|it| it.range.start == verb.to)
        || matches!(
            word(verb.to),
            "by" | "par" | "in" | "a" | "dans" | "devant" | "at" | "outside"
        );
    let participle = verb.form == Form::Verb && !word(verb.from).ends_with("ant");
    participle && joined && named && behind && verb.from <= to + 4
}

/// "X, the president of the movement, was shot": an aside between commas parts no name from its
/// verb.
fn is_aside(sentence: &Sentence<'_>, from: usize, verb: usize) -> bool {
    let tokens = &sentence.passage.tokens;
    let comma = |at: usize| tokens.get(at).is_some_and(|it| it.gap.has(Gap::COMMA));
    let close = (verb.saturating_sub(3)..verb).any(comma);
    verb - from <= 16 && comma(from) && close && (from..verb).filter(|at| comma(*at)).count() == 2
}

/// "The mayor was shot dead", "assassinat du chef de village": one notable by his office, killed.
pub(super) fn is_notable_killed(
    setting: &Setting<'_>,
    sentence: &Sentence<'_>,
    part: &Part,
) -> bool {
    let passage = sentence.passage;
    passage.hits_in(&part.range).iter().any(|hit| {
        let notable = hit.meanings.iter().any(|it| match *it {
            Meaning::Target(target) => {
                setting.coder.targets.get(target as usize).is_some_and(|it| {
                    it.id == "official" && is_person(passage.tokens.word(hit.from))
                })
            }
            _ => false,
        }) || matches!(
            passage.tokens.word(hit.from),
            "leader" | "imam" | "marabout" | "pastor" | "priest" | "pasteur"
        );
        let counted =
            || passage.numbers.iter().any(|it| it.range.end == hit.from && it.low != Some(1));
        let figure = FigureAt { person: None, office: None, from: hit.from, to: hit.to };
        notable && !counted() && is_victim(sentence, part, &figure, true)
    })
}

/// Offices that a person holds, not the houses where they are held.
fn is_person(word: &str) -> bool {
    !matches!(word, "town" | "mairie" | "prefecture" | "officials" | "elus" | "mayors" | "maires")
        && !word.ends_with("house")
}

/// "Officers arrested the president": a head of state taken, by office or by the office he holds.
pub(super) fn is_head_taken(names: &Names, sentence: &Sentence<'_>, part: &Part) -> bool {
    let is_head = |id: &Slug| id.ends_with("head_of_state");
    let taken = part.triggers.iter().any(|it| {
        matches!(it.act, Act::Arrest | Act::Abduct | Act::Capture) && it.form == Form::Verb
    });
    taken
        && sentence.figures.iter().filter(|it| part.range.contains(&it.from)).any(|it| {
            let office = it.office.and_then(|it| names.offices.get(it as usize));
            let person = it.person.and_then(|it| names.people.get(it as usize));
            let near = part.triggers.iter().any(|t| {
                matches!(t.act, Act::Arrest | Act::Abduct | Act::Capture)
                    && t.from.abs_diff(it.from) <= 10
            });
            near && !heads_a_body(sentence.passage, it.to)
                && (office.is_some_and(|it| is_head(&it.id))
                    || person.is_some_and(|it| it.offices.iter().any(|held| is_head(&held.office))))
        })
}

/// "The president of the judges' union", "le président du syndicat": the head of a body, not of the
/// state.
pub(super) fn heads_a_body(passage: &Passage, to: usize) -> bool {
    let word = |at: usize| passage.tokens.word(at);
    let mut at = to;
    while matches!(word(at), "of" | "the" | "de" | "du" | "des" | "d" | "la" | "l") {
        at += 1;
    }
    let country = passage.hits_in(&(at..at + 1)).iter().any(|it| {
        it.meanings.iter().any(|m| matches!(m, Meaning::Country(_) | Meaning::Demonym(_)))
    });
    let state = matches!(
        word(at),
        "republique"
            | "republic"
            | "transition"
            | "faso"
            | "etat"
            | "state"
            | "nation"
            | "pays"
            | "country"
            | "junta"
            | "junte"
    );
    at > to && !country && !state
}
