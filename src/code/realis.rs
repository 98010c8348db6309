//! How sure an event is: whose word it is, and what the cues of its sentence leave of it.
//!
//! A deed against an enemy that only its doer's side tells is claimed; one that somebody lays to a
//! party by accusation, inquiry or conditional is alleged; what witnesses, victims or the report
//! itself tell occurred.

use crate::model::{Party, Realis, Stance};
use crate::theatre::{EventCode, Names};

use super::draft::Draft;
use super::meaning::Act;
use super::parties;
use super::roles::{self, Kind};
use super::sources::{Tone, Voice};

/// What an event is told by, once its sides are settled.
pub(super) struct Telling<'a> {
    /// Those who did it.
    pub(super) agents: &'a [Party],
    /// Those who suffered it.
    pub(super) patients: &'a [Party],
    /// Its code.
    pub(super) code: &'a EventCode,
    /// How the report as a whole presents what it tells.
    pub(super) tone: Tone,
}

/// occurred, unless the cues of the draft or its only voice say less.
pub(super) fn realis(names: &Names, draft: &Draft, telling: &Telling<'_>) -> Realis {
    let Telling { agents, patients, code, tone } = *telling;
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
    let kinds = |list: &[Party]| -> Vec<Kind> {
        list.iter()
            .filter_map(|it| parties::index_of(names, &it.id))
            .map(|it| roles::kind(names, it))
            .collect()
    };
    let (doers, sufferers) = (kinds(agents), kinds(patients));
    let state = !doers.is_empty() && doers.iter().all(|it| *it == Kind::State);
    let civil = sufferers.contains(&Kind::Civil);
    let known = agents.iter().any(|it| it.id != "unidentified");
    let owns = |voice: &Voice| {
        (voice.own || is_own_word(names, voice, agents, code.id == *"terr.retake")) && known
    };
    let rival =
        |voice: &Voice| state && voice.by.iter().any(|it| roles::kind(names, *it) == Kind::Armed);
    let lays = |voice: &Voice| {
        voice.accused || civil && known && draft.is_violent() && (voice.inquiry || rival(voice))
    };
    let plain = is_plain(draft, &|it| it.claim || owns(it) || lays(it));
    let accused = draft.voices.iter().any(lays) && !plain || tone.charges && state && civil;
    if accused && (draft.is_violent() || has(Act::Burn) || has(Act::Destroy)) {
        return Realis::Alleged;
    }
    if draft.mood.denied {
        return Realis::Denied;
    }
    let claimed = draft.claims.iter().any(|it| it.stance == Stance::Claims);
    if claimed && !state && !plain {
        return Realis::Claimed;
    }
    let against = draft.is_violent()
        || [Act::Shootdown, Act::Retake, Act::Take, Act::Overrun, Act::Destroy, Act::Operation]
            .into_iter()
            .any(has);
    let own = (claimed && !state || draft.voices.iter().any(owns)) && !is_plainly_seen(&code.id);
    let fighters = sufferers.iter().any(|it| matches!(it, Kind::Armed | Kind::Militia));
    if own && against && !plain && (!civil || fighters && state) {
        return Realis::Claimed;
    }
    // The forces' tally of fighters is their own word, whoever relays it.
    let relayed = tone.statement && draft.is_violent() && !draft.voices.iter().any(|it| it.outside);
    let tally = has(Act::Neutralise) || relayed && known;
    if state && tally && sufferers.iter().all(|it| !matches!(it, Kind::State | Kind::Civil)) {
        return Realis::Claimed;
    }
    Realis::Occurred
}

/// Whether the report or somebody else tells the event as fact before its doers or accusers do, or
/// beside them: what they say themselves carries over to the sentences that go on with it.
fn is_plain(draft: &Draft, lowers: &dyn Fn(&Voice) -> bool) -> bool {
    let mut lowered = false;
    for voice in draft.voices.iter().filter(|it| !it.title) {
        if lowers(voice) {
            lowered = true;
        } else if voice.told && (!lowered || voice.outside) {
            return true;
        }
    }
    false
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

/// Whether a voice is that of those who did it: the army on its kills, the group on its ambush, their
/// spokesman. Of a town retaken only the force itself, not its government, speaks for itself.
fn is_own_word(names: &Names, voice: &Voice, agents: &[Party], exact: bool) -> bool {
    let doers = || agents.iter().filter_map(|it| parties::index_of(names, &it.id));
    voice.by.iter().any(|by| doers().any(|it| it == *by || !exact && is_side(names, *by, it)))
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
