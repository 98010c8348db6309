//! What a sentence hands on to those after it: the scene under its heading, and a past that its
//! paragraph tells.

use crate::model::{PassageKind, Place};

use super::clauses::Sentence;
use super::context::LINKS;
use super::draft::Draft;
use super::meaning::{Cue, Meaning};
use super::narrate::{self, Setting};
use super::places::{PlaceAt, Site};
use super::reading::Passage;
use super::spatial::Function;

/// The state of a report between two sentences.
#[derive(Default)]
pub(super) struct Carry {
    /// The last scene named under the same heading by a sentence that tells no event.
    scene: Option<Place>,
    /// The passage that speaks of the past.
    past: Option<usize>,
}

impl Carry {
    /// A heading ends the scene.
    pub(super) fn enter(&mut self, passage: &Passage) {
        if passage.kind == PassageKind::Heading {
            self.scene = None;
        }
    }

    /// Gives the events of a sentence what they lack, and keeps what the sentence sets for those
    /// after it.
    pub(super) fn pass(
        &mut self,
        setting: &Setting<'_>,
        sentence: &Sentence<'_>,
        drafts: &mut [Draft],
    ) {
        if setting.anchor.is_none() && sentence.at.0 > 1 && tells_past(sentence) {
            self.past = Some(sentence.at.0);
        }
        for draft in drafts.iter_mut() {
            if draft.when.as_ref().is_some_and(|it| it.0.precision < 3) {
                self.past = None;
            }
            draft.mood.background |= self.past == Some(sentence.at.0);
            if draft.place.is_none() && draft.is_violent() && !draft.mood.points_back {
                draft.place.clone_from(&self.scene);
            }
            if draft.place.as_ref().is_some_and(|it| it.precision == Some(1)) {
                self.scene = None;
            }
        }
        if drafts.is_empty()
            && let Some(scene) = set_scene(sentence)
        {
            self.scene = Some(narrate::to_place(setting, sentence, scene));
        }
    }
}

/// A year or "since" that is no part of a full date.
fn tells_past(sentence: &Sentence<'_>) -> bool {
    let dates = &sentence.passage.dates;
    let inside = |at: usize| sentence.range.contains(&at);
    dates.iter().any(|it| inside(it.range.start) && it.is_history())
        || sentence.range.clone().any(|at| {
            let year = sentence.passage.tokens.word(at).parse::<u16>();
            year.is_ok_and(|it| (1900..2100).contains(&it))
                && !dates.iter().any(|it| it.range.contains(&at) && it.range.len() > 2)
        })
}

/// The town with which a sentence begins ("In Kidal, …", "La ville de Djibo …"), if nobody speaks
/// there.
fn set_scene<'s>(sentence: &'s Sentence<'_>) -> Option<&'s PlaceAt> {
    let passage = sentence.passage;
    if passage.has_cue(&sentence.range, Cue::Say) {
        return None;
    }
    let place = sentence.places.first()?;
    let heads = (sentence.range.start..place.from).all(|at| {
        LINKS.contains(&passage.tokens.word(at))
            || matches!(passage.tokens.word(at), "in" | "at" | "a" | "dans" | "في")
            || passage
                .hits_in(&(at..at + 1))
                .iter()
                .any(|it| it.meanings.iter().any(|m| matches!(m, Meaning::Place(_))))
    });
    (heads
        && place.from - sentence.range.start <= 5
        && matches!(place.site, Site::Town(_))
        && place.function == Function::In)
        .then_some(place)
}
