//! A draft: one event under construction, from the first part of a sentence that tells it to the
//! last sentence that adds to it.

use crate::model::{Claim, Place, Slug, Span, When};

use super::found::Found;
use super::meaning::{Act, Form};
use super::roles::Cast;
use super::sources::Voice;

/// How a part of a sentence presents its event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent cues of one clause")]
pub(super) struct Mood {
    /// May or might happen.
    pub(super) modal: bool,
    /// Announced for later.
    pub(super) future: bool,
    /// Told as history.
    pub(super) background: bool,
    /// Suspected or said.
    pub(super) hearsay: bool,
    /// A further event.
    pub(super) another: bool,
    /// The event before taken up again ("the attack").
    pub(super) same: bool,
    /// Pointed at ("these attacks", "during which"): its day and place are those of the event
    /// before.
    pub(super) points_back: bool,
    /// Its sentence calls a story false.
    pub(super) hoax: bool,
    /// Said not to have happened.
    pub(super) denied: bool,
    /// Its sentence speaks of weather, accidents, sport, money or fiction.
    pub(super) other_world: bool,
    /// Sums up several events ("attacks across seven towns").
    pub(super) sums_up: bool,
}

/// A toll with who gives it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Count {
    /// The number.
    pub(super) found: Found,
    /// Who says so, as an actor's index.
    pub(super) by: Option<u16>,
    /// The words.
    pub(super) span: Span,
    /// Told with a town or in its list: it is the number of one place.
    pub(super) local: bool,
    /// Told by a title.
    pub(super) heads: bool,
}

impl Count {
    /// Whether it counts this event alone.
    pub(super) fn is_event(&self) -> bool {
        self.found.scope == crate::model::Scope::Event
    }
}

/// One event under construction.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "facts that the rules ask for one by one")]
pub(super) struct Draft {
    /// Passage and sentence that tell it first.
    pub(super) at: (usize, usize),
    /// Passage and sentence that tell it last.
    pub(super) last: (usize, usize),
    /// Its acts.
    pub(super) acts: Vec<(Act, Form)>,
    /// Where, if said.
    pub(super) place: Option<Place>,
    /// When, if said, with the reason.
    pub(super) when: Option<(When, String)>,
    /// The parties with their points.
    pub(super) cast: Vec<Cast>,
    /// People: name, role, and whether an office only.
    pub(super) figures: Vec<crate::model::Figure>,
    /// Offices of victims.
    pub(super) offices: Vec<Slug>,
    /// A person is the victim.
    pub(super) victim: bool,
    /// Numbers.
    pub(super) counts: Vec<Count>,
    /// It only tells who died, by verbs that have no doer.
    pub(super) suffers: bool,
    /// Targets, the nearest to the act first.
    pub(super) targets: Vec<Slug>,
    /// Weapons.
    pub(super) weapons: Vec<Slug>,
    /// A crewed aircraft is named.
    pub(super) aircraft: bool,
    /// A drone is named.
    pub(super) drone: bool,
    /// A vehicle is named beside a suicide bomber.
    pub(super) vehicle: bool,
    /// A bomb by its own word.
    pub(super) bomb: bool,
    /// The head of state is arrested or taken.
    pub(super) head_taken: bool,
    /// Two camps fight each other: "clashed", "se sont battus", عراك.
    pub(super) feud: bool,
    /// Nobody says who did it.
    pub(super) no_author: bool,
    /// Shot by its own words: bullets, gunshot wounds.
    pub(super) bullets: bool,
    /// Cattle or goods are taken.
    pub(super) theft: bool,
    /// Hostages or prisoners are named.
    pub(super) captives: bool,
    /// A base or town changes hands.
    pub(super) holds_ground: bool,
    /// Somebody attacked forces ("an attack on", "came under attack").
    pub(super) attacked: bool,
    /// Told of rivals or brothers at war.
    pub(super) rivals: bool,
    /// Distinct armed groups and militias that act in it.
    pub(super) groups: usize,
    /// Mood of the parts that tell it, the surest kept.
    pub(super) mood: Mood,
    /// By whose word its parts tell it, in order.
    pub(super) voices: Vec<Voice>,
    /// The day on which it was said, at precision 2, where its own is not known.
    pub(super) said: Option<(When, String)>,
    /// Parties that speak of it.
    pub(super) speakers: Vec<u16>,
    /// What parties say of it.
    pub(super) claims: Vec<Claim>,
    /// The outcome, where said.
    pub(super) outcome: Option<Slug>,
    /// Told in the title.
    pub(super) titled: bool,
    /// The sentence that tells it.
    pub(super) evidence: Span,
    /// Country of its sentence, as an index.
    pub(super) country: Option<u16>,
    /// Reasons.
    pub(super) why: Vec<String>,
}

impl Draft {
    /// Whether a verb tells this act.
    pub(super) fn verb(&self, act: Act) -> bool {
        self.acts.contains(&(act, Form::Verb))
    }

    /// Whether any act is violence.
    pub(super) fn is_violent(&self) -> bool {
        self.acts.iter().any(|it| it.0.is_violent())
    }

    /// Whether it only takes up what was told before: by nouns alone, with no number, victim or
    /// place of its own.
    pub(super) fn only_refers(&self) -> bool {
        self.mood.same
            && !self.victim
            && self.counts.is_empty()
            && self.place.as_ref().is_none_or(|it| it.town.is_none())
            && self.targets.is_empty()
            && self.acts.iter().all(|it| it.1 == Form::Noun && it.0.is_violent())
    }

    /// The day, if known by day.
    pub(super) fn day(&self) -> Option<jiff::civil::Date> {
        self.when.as_ref().filter(|it| it.0.precision == 1).map(|it| it.0.date)
    }

    /// Takes up what another draft of the same event tells.
    pub(super) fn absorb(&mut self, other: Self) {
        // A title without a town stands for the sum that the text gives.
        let heads = self.titled && self.place.as_ref().is_none_or(|it| it.town.is_none());
        self.last = self.last.max(other.last);
        for act in other.acts {
            if !self.acts.contains(&act) {
                self.acts.push(act);
            }
        }
        self.absorb_place(other.place);
        if better_day(self.when.as_ref(), other.when.as_ref()) {
            self.when = other.when;
        }
        for cast in other.cast {
            match self.cast.iter_mut().find(|it| it.actor == cast.actor) {
                Some(known) => {
                    known.agent += cast.agent;
                    known.patient += cast.patient;
                    known.speaks &= cast.speaks;
                    known.attribution = known.attribution.min(cast.attribution);
                }
                None => self.cast.push(cast),
            }
        }
        push_new(&mut self.figures, other.figures);
        push_new(&mut self.offices, other.offices);
        push_new(&mut self.targets, other.targets);
        push_new(&mut self.weapons, other.weapons);
        push_new(&mut self.speakers, other.speakers);
        push_new(&mut self.claims, other.claims);
        self.counts.extend(other.counts);
        self.victim |= other.victim;
        self.aircraft |= other.aircraft;
        self.drone |= other.drone;
        self.vehicle |= other.vehicle;
        self.bomb |= other.bomb;
        self.head_taken |= other.head_taken;
        self.feud |= other.feud;
        self.bullets |= other.bullets;
        self.theft |= other.theft;
        self.rivals |= other.rivals;
        self.captives |= other.captives;
        self.holds_ground |= other.holds_ground;
        self.attacked |= other.attacked;
        self.titled |= other.titled;
        self.voices.extend(other.voices);
        self.said = self.said.take().or(other.said);
        self.outcome = self.outcome.take().or(other.outcome);
        self.mood = Mood {
            modal: self.mood.modal && other.mood.modal,
            future: self.mood.future && other.mood.future,
            background: self.mood.background && other.mood.background,
            hearsay: self.mood.hearsay && other.mood.hearsay,
            hoax: self.mood.hoax || other.mood.hoax,
            denied: self.mood.denied && other.mood.denied,
            other_world: self.mood.other_world || other.mood.other_world,
            sums_up: self.mood.sums_up || heads && other.mood.sums_up,
            another: self.mood.another,
            same: self.mood.same || other.mood.same,
            points_back: self.mood.points_back,
        };
        push_new(&mut self.why, other.why);
    }

    fn absorb_place(&mut self, other: Option<Place>) {
        // A title says "at Tillabéri" for what the text places in that region.
        if let (Some(own), Some(new)) = (&self.place, &other)
            && self.titled
            && own.town.is_some()
            && own.town == new.admin1
            && new.town.is_none()
        {
            self.place = other;
            return;
        }
        let rank = |it: &Option<Place>| match it {
            None => 0,
            Some(it) if it.town.is_none() && it.admin1.is_none() => 1,
            Some(it) if it.town.is_none() => 2,
            Some(it) if it.precision == Some(2) => 3,
            Some(_) => 4,
        };
        if rank(&other) > rank(&self.place) {
            self.place = other;
        }
    }
}

fn push_new<T: PartialEq>(to: &mut Vec<T>, from: Vec<T>) {
    for it in from {
        if !to.contains(&it) {
            to.push(it);
        }
    }
}

fn better_day(own: Option<&(When, String)>, other: Option<&(When, String)>) -> bool {
    match (own, other) {
        (None, Some(_)) => true,
        (Some(own), Some(other)) => other.0.precision < own.0.precision,
        _ => false,
    }
}
