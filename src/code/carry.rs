//! What a sentence hands on to those after it: the scene under its heading, and a past that its
//! paragraph tells.

use crate::model::{PassageKind, Place, When};

use super::clauses::Sentence;
use super::context::{has_place_word, links_name};
use super::dates;
use super::draft::Draft;
use super::emit;
use super::lead::lead;
use super::located;
use super::meaning::{Act, Cue, Meaning};
use super::narrate::Setting;
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
    /// What the sentence right before, which tells no event, says of place and day.
    passing: Passing,
}

/// The scene and the last day that a sentence names.
#[derive(Default)]
struct Passing {
    place: Option<Place>,
    day: Option<(When, String)>,
    /// It says that it happened on that day.
    happened: bool,
}

impl Carry {
    /// A heading ends the scene.
    pub(super) fn enter(&mut self, passage: &Passage) {
        self.passing = Passing::default();
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
            self.passing.lend(draft);
            if draft.place.is_none() && draft.is_violent() && !draft.mood.points_back {
                draft.place.clone_from(&self.scene);
            }
            if draft.place.as_ref().is_some_and(|it| it.precision == Some(1)) {
                self.scene = None;
            }
        }
        self.passing =
            if drafts.is_empty() { passing(setting, sentence) } else { Passing::default() };
        if drafts.is_empty()
            && let Some(scene) = set_scene(sentence)
        {
            self.scene = Some(located::to_place(setting, sentence, scene));
        }
    }
}

/// What is done in a place, and pacts and releases, happen where their paragraph told of something
/// last, if they name no place.
pub(super) fn place_by_paragraph(events: &mut [Draft]) {
    let told: Vec<((usize, usize), bool, Option<Place>)> = events
        .iter()
        .filter(|it| !it.mood.future)
        .map(|it| (it.last, it.mood.background, it.place.clone().filter(|it| it.town.is_some())))
        .collect();
    let unplaced = |it: &&mut Draft| {
        let local = it.acts.iter().any(|it| matches!(it.0, Act::Deal | Act::Release));
        it.place.is_none()
            && !it.titled
            && !it.mood.sums_up
            && !it.mood.background
            && (local || emit::happens_somewhere(it))
    };
    for event in events.iter_mut().filter(unplaced) {
        // History gives its place to the sentence right behind it only.
        let before = told.iter().filter(|it| {
            it.0.0 == event.at.0 && it.0.1 < event.at.1 && (!it.1 || it.0.1 + 1 == event.at.1)
        });
        if let Some((_, _, Some(place))) = before.max_by_key(|it| it.0) {
            event.place = Some(place.clone());
            event.why.push("place of the paragraph".to_owned());
        }
    }
}

impl Carry {
    /// "Some hundred passengers are held. The buses had been stopped between X and Y.": what was
    /// told without a place happened where the sentence right after it is, which tells no event.
    ///
    /// The first sentence under a title is the title's news told at length, whatever its verbs.
    pub(super) fn lend_back(&self, sentence: &Sentence<'_>, drafts: &mut [Draft]) {
        let right_before = |it: &Draft| it.at.0 == sentence.at.0 && it.at.1 + 1 == sentence.at.1;
        let heads = |it: &Draft| {
            it.titled && (it.at.0 + 1, 0) == sentence.at && !(it.mood.background || it.mood.future)
        };
        for draft in drafts.iter_mut().rev().take_while(|it| right_before(it) || heads(it)) {
            self.passing.lend_place(draft);
            // "The strike, which took place on Sunday, remains unclear" tells its day all the same.
            let tells = sentence.triggers.iter().any(|it| it.act.is_violent());
            let told = takes(draft) && (tells || self.passing.happened);
            if draft.when.is_none() && (told || heads(draft)) {
                draft.when.clone_from(&self.passing.day);
            }
        }
    }
}

impl Passing {
    /// Gives an event that names neither town nor region the place, and one that names no day the
    /// day.
    fn lend(&self, draft: &mut Draft) {
        self.lend_place(draft);
        if draft.when.is_none() && draft.said.is_none() && takes(draft) {
            draft.when.clone_from(&self.day);
        }
    }

    fn lend_place(&self, draft: &mut Draft) {
        let vague = draft.place.as_ref().is_none_or(|it| it.town.is_none() && it.admin1.is_none());
        if let Some(place) = &self.place
            && vague
            && takes(draft)
        {
            draft.place = Some(place.clone());
            draft.why.push("place of the sentence beside it".to_owned());
        }
    }
}

/// Violence that is news and leans on no other event.
fn takes(draft: &Draft) -> bool {
    let mood = &draft.mood;
    emit::happens_somewhere(draft)
        && !(mood.background || mood.future || mood.points_back || mood.another)
}

/// The first town in or near which a sentence says that something was, and the day on which it says that something was.
fn passing(setting: &Setting<'_>, sentence: &Sentence<'_>) -> Passing {
    let passage = sentence.passage;
    let scene = |it: &&PlaceAt| {
        let lead = lead(passage, &sentence.range, it.from);
        matches!(it.site, Site::Town(_) | Site::Unlisted(_))
            && match it.function {
                Function::In => lead.inside || has_place_word(passage, it.from, &sentence.range),
                Function::Near { .. } => true,
                _ => false,
            }
    };
    let area = |it: &&PlaceAt| {
        matches!(it.site, Site::Cercle(_) | Site::Region(_) | Site::Area(_))
            && matches!(it.function, Function::In | Function::Near { .. })
    };
    let place = sentence.places.iter().find(scene).or_else(|| sentence.places.iter().find(area));
    let place = place.map(|it| located::to_place(setting, sentence, it));
    let said = |at: usize| {
        let around = at.saturating_sub(3).max(sentence.range.start)..at + 4;
        passage.has_cue(&around, Cue::Say)
    };
    let context = dates::Context { named: setting.named, future: false };
    // "It happened on Sunday", "ils sont arrivés samedi", وقع الحادث: the day of what was told before.
    let happens = |at: usize| {
        (at.saturating_sub(7).max(sentence.range.start)..at)
            .any(|it| HAPPENS.contains(&passage.tokens.word(it).trim_start_matches('و')))
    };
    let inside = |it: &&dates::DateExpr| {
        sentence.range.contains(&it.range.start)
            && !it.is_history()
            && (!said(it.range.start) || happens(it.range.start))
    };
    let happened = passage.dates.iter().any(|it| inside(&it) && happens(it.range.start));
    let day = passage.dates.iter().rev().filter(inside).find_map(|it| {
        let found = dates::resolve(it, setting.anchor, context).filter(|it| it.precision == 1)?;
        let reason = format!("{} `{}`", found.reason, passage.words(it.range.clone()));
        Some((When::from(found), reason))
    });
    Passing { place, day, happened }
}

/// Verbs of happening, and of the coming of those who did it.
const HAPPENS: &[&str] = &[
    "happened",
    "occurred",
    "unfolded",
    "produit",
    "produits",
    "produite",
    "survenu",
    "survenue",
    "survenus",
    "deroule",
    "deroules",
    "lieu",
    "remontent",
    "قع",
    "وقع",
    "وقعت",
    "قعت",
    "حدث",
    "حدثت",
    "جرت",
    "came",
    "arrived",
    "arrives",
    "venus",
    "debarque",
    "وصلوا",
    "صلوا",
    "جاوا",
];

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
        links_name(passage, at)
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
