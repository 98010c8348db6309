//! How sure an event is: whose word it is, and what the cues of its sentence leave of it.
//!
//! A deed against an enemy that only its doer's side tells is claimed; one that somebody lays to a
//! party by accusation, inquiry or conditional is alleged; what witnesses, victims or the report
//! itself tell occurred.

use crate::model::{Party, Realis, Stance};
use crate::theatre::{EventCode, Names};

use super::clauses::{Part, Sentence};
use super::draft::Draft;
use super::meaning::{Act, Form, Meaning};
use super::parties;
use super::roles::{self, Cast, Kind};

/// occurred, unless the cues of the draft or its only voice say less.
pub(super) fn realis(
    names: &Names,
    draft: &Draft,
    agents: &[Party],
    patients: &[Party],
    code: &EventCode,
) -> Realis {
    let has = |act| draft.acts.iter().any(|it| it.0 == act);
    if draft.mood.background || only_cumulative(draft) {
        return Realis::Background;
    }
    if draft.mood.future {
        return Realis::Planned;
    }
    if code.statement {
        return if code.id == *"say.threat" { Realis::Threatened } else { Realis::Occurred };
    }
    if draft.mood.denied {
        return Realis::Denied;
    }
    let kinds = |list: &[Party]| -> Vec<Kind> {
        list.iter()
            .filter_map(|it| parties::index_of(names, &it.id))
            .map(|it| roles::kind(names, it))
            .collect()
    };
    let (doers, sufferers) = (kinds(agents), kinds(patients));
    let claimed = draft.claims.iter().any(|it| it.stance == Stance::Claims);
    let state = !doers.is_empty() && doers.iter().all(|it| *it == Kind::State);
    if claimed && !state && !draft.plain {
        return Realis::Claimed;
    }
    if draft.accused && !draft.plain {
        return Realis::Alleged;
    }
    let against = draft.is_violent()
        || [Act::Shootdown, Act::Retake, Act::Take, Act::Overrun, Act::Destroy]
            .into_iter()
            .any(has);
    let own = (claimed && !state || draft.own_word) && !is_plainly_seen(&code.id);
    if own && against && !draft.plain && !sufferers.contains(&Kind::Civil) {
        return Realis::Claimed;
    }
    // The forces' tally of fighters is their own word, whoever relays it.
    let tally = has(Act::Neutralise);
    if state && tally && sufferers.iter().all(|it| !matches!(it, Kind::State | Kind::Civil)) {
        return Realis::Claimed;
    }
    Realis::Occurred
}

/// What anybody can see: nobody needs to believe the one who tells it.
fn is_plainly_seen(code: &str) -> bool {
    ["grp.", "prot.", "riot.", "pris.a", "pris.r"].iter().any(|it| code.starts_with(it))
        && code != "pris.attack"
        || matches!(
            code,
            "terr.withdraw"
                | "terr.handover"
                | "terr.unblock"
                | "terr.base"
                | "mil.deploy"
                | "air.crash"
                | "bomb.defused"
                | "arms.seized"
        )
}

/// "Last month alone, 61 killed": a balance, not an event.
fn only_cumulative(draft: &Draft) -> bool {
    let tolls: Vec<_> = draft.counts.iter().map(|it| it.found.scope).collect();
    !tolls.is_empty()
        && tolls.iter().all(|it| *it == crate::model::Scope::Cumulative)
        && draft.when.as_ref().is_none_or(|it| it.0.precision > 1)
}

/// Whether a sentence gives the word of those who did it: the army on its kills, the group on its
/// ambush, their spokesman.
pub(super) fn is_own_word(names: &Names, sentence: &Sentence<'_>, cast: &[Cast]) -> bool {
    let passage = sentence.passage;
    let doer = |it: &&Cast| {
        it.agent > it.patient
            && !matches!(roles::kind(names, it.actor), Kind::Civil | Kind::Political)
            && names.actors.get(it.actor as usize).is_some_and(|it| it.class != "unknown")
    };
    let doers: Vec<u16> = cast.iter().filter(doer).map(|it| it.actor).collect();
    if doers.is_empty() {
        return false;
    }
    let speakers: Vec<u16> = sentence
        .parties
        .iter()
        .filter(|it| roles::speaks(sentence, it))
        .map(|it| it.actor)
        .collect();
    let kin = speakers.iter().any(|it| doers.iter().any(|doer| is_side(names, *it, *doer)));
    let spoken = sentence.range.clone().any(|at| {
        matches!(passage.tokens.word(at), "spokesman" | "spokesperson" | "porte" | "communique")
            && speakers.iter().all(|it| roles::kind(names, *it) == Kind::Civil)
    });
    kin || spoken
}

/// A party and its own government, army, ally of one country or parent group.
fn is_side(names: &Names, a: u16, b: u16) -> bool {
    let (Some(a), Some(b)) = (names.actors.get(a as usize), names.actors.get(b as usize)) else {
        return false;
    };
    let home = a.class == "state" && b.class == "state" && a.countries == b.countries;
    let parent =
        |a: &crate::theatre::Actor, b: &crate::theatre::Actor| a.parent.as_ref() == Some(&b.id);
    a.id == b.id || home || parent(a, b) || parent(b, a)
}

/// Whether a part lays the deed to somebody by accusation, conditional or inquiry: "accuses the
/// army of having killed", "auraient été exécutés", "the report says that soldiers executed".
pub(super) fn is_accused(sentence: &Sentence<'_>, part: &Part) -> bool {
    let passage = sentence.passage;
    let word = |at: usize| passage.tokens.word(at);
    let deeds = || part.triggers.iter().filter(|it| it.act.is_violent());
    let accuses = |at: usize| {
        matches!(
            word(at),
            "accuse"
                | "accused"
                | "accuses"
                | "accusing"
                | "accusent"
                | "accusant"
                | "blames"
                | "blame"
                | "blamed"
                | "allegedly"
                | "alleged"
                | "alleges"
                | "allegations"
                | "accusations"
                | "impute"
                | "imputent"
                | "pointe"
                | "pointent"
                | "accusees"
                | "اتهم"
                | "اتهمت"
                | "يتهم"
                | "تتهم"
                | "متهم"
                | "اتهامات"
                | "اتهموا"
                | "واتهم"
        )
    };
    let charged = deeds().any(|it| {
        let start = it.from.saturating_sub(16).max(sentence.range.start);
        (start..it.from).any(accuses)
    });
    let conditional = deeds().filter(|it| it.form == Form::Verb).any(|it| {
        let start = it.from.saturating_sub(3).max(sentence.range.start);
        (start..it.from).any(|at| matches!(word(at), "aurait" | "auraient" | "reportedly"))
    });
    let inquiry = sentence.triggers.iter().any(|it| it.act == Act::Inquiry)
        && part.triggers.iter().any(|it| it.act.is_violent())
        && passage.hits_in(&sentence.range).iter().any(|it| {
            it.meanings.iter().any(|m| matches!(m, Meaning::Actor(_) | Meaning::Generic(_)))
        });
    charged || conditional || inquiry
}
