//! What a phrase of the dictionaries can mean.

use crate::model::TollKind;

/// Declares an enum with the names that the pack uses for its variants.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum $name { $($variant),+ }

        impl $name {
            /// The variant that the pack calls so.
            pub(crate) fn named(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }

            /// The pack's name.
            #[allow(dead_code, reason = "only the acts are named in reasons")]
            pub(crate) fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

named! {
    /// One way of saying that something happened.
    Act {
        Attack = "attack", Strike = "strike", Ambush = "ambush", Clash = "clash", Repel = "repel",
        Kill = "kill", Wound = "wound", Missing = "missing", Neutralise = "neutralise",
        Massacre = "massacre", Execute = "execute", Assassinate = "assassinate",
        Abduct = "abduct", Capture = "capture", Explode = "explode", Mine = "mine",
        Svbied = "svbied", Suicide = "suicide", Grenade = "grenade", Defuse = "defuse",
        Cache = "cache", Shell = "shell", Bombard = "bombard", AirStrike = "airstrike",
        Drone = "drone", Shootdown = "shootdown", AirCrash = "aircrash", Take = "take",
        Overrun = "overrun", Retake = "retake", Handover = "handover", Withdraw = "withdraw",
        Blockade = "blockade", Unblock = "unblock", Setup = "setup", Presence = "presence",
        Rule = "rule", Change = "change", Jailbreak = "jailbreak", Arrest = "arrest",
        Release = "release", Trial = "trial", Operation = "operation", Deploy = "deploy",
        Deal = "deal", Coup = "coup", Appoint = "appoint", Decree = "decree",
        Diplomacy = "diplomacy", Sanction = "sanction", Claim = "claim", Deny = "deny",
        Threaten = "threaten", Statement = "statement", Inquiry = "inquiry",
        Protest = "protest", Disperse = "disperse", FireProtest = "fireprotest", Riot = "riot",
        Mob = "mob", Burn = "burn", Sexual = "sexual", Displace = "displace",
        Access = "access", Hunger = "hunger", Aid = "aid", FuelShort = "fuelshort",
        MineShut = "mineshut", Destroy = "destroy", Accuse = "accuse",
    }
}

impl Act {
    /// What a number beside this act counts, if it counts people.
    pub(crate) fn toll(self) -> Option<TollKind> {
        Some(match self {
            Self::Kill | Self::Massacre | Self::Execute | Self::Assassinate => TollKind::Dead,
            Self::Wound => TollKind::Wounded,
            Self::Missing => TollKind::Missing,
            Self::Neutralise => TollKind::Neutralised,
            Self::Abduct => TollKind::Abducted,
            Self::Capture | Self::Arrest => TollKind::Captured,
            _ => return None,
        })
    }

    /// Whether it is violence: it can tell of an incident on the ground by itself.
    pub(crate) fn is_violent(self) -> bool {
        self as u8 <= Self::Drone as u8
            && !matches!(self, Self::Repel | Self::Defuse | Self::Cache | Self::Missing)
    }
}

named! {
    /// Words that say how an event is told.
    Cue {
        By = "by", On = "on", Negation = "negation", Modal = "modal", Future = "future",
        Hearsay = "hearsay", Say = "say", Background = "background", Another = "another", Cumulative = "cumulative", Provisional = "provisional", Hoax = "hoax", Anniversary = "anniversary", Sport = "sport",
        Nature = "nature", Abstract = "abstract",
    }
}

named! {
    /// Nouns that matter when something is counted or lost.
    Noun { Aircraft = "aircraft", Drone = "drone", People = "people", Things = "things" }
}

named! {
    /// Words before the name of a place.
    PlaceWord { Town = "town", Region = "region" }
}

/// How a word tells an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Form {
    /// It names it ("the attack").
    Noun,
    /// It tells it ("attacked").
    Verb,
}

/// What a phrase can mean; numbers are indices into the tables of the pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Meaning {
    /// An actor by name.
    Actor(u16),
    /// An actor by a generic word that needs its country and years.
    Generic(u16),
    /// A class of actors.
    Class(u16),
    /// A country by name.
    Country(u16),
    /// A country by adjective or inhabitant.
    Demonym(u16),
    /// A country by a town abroad.
    Abroad(u16),
    /// A region.
    Region(u16),
    /// A named area.
    Area(u16),
    /// A town of the gazetteer.
    Town(u32),
    /// A known figure.
    Person(u16),
    /// An office.
    Office(u16),
    /// An act.
    Act(Act, Form),
    /// The verb of a pair of words that tell an act together: number of the pair.
    Opens(u16, Act),
    /// The object of such a pair: its number.
    Closes(u16),
    /// What is attacked: index into the sorted targets of the lexicon.
    Target(u8),
    /// With what: index into the sorted weapons of the lexicon.
    Weapon(u8),
    /// A counted noun.
    Noun(Noun),
    /// A cue.
    Cue(Cue),
    /// A word before a place.
    Place(PlaceWord),
}

impl Meaning {
    /// Whether it is a word of a language, not a name.
    pub(super) fn is_word(self) -> bool {
        matches!(
            self,
            Self::Act(..)
                | Self::Cue(_)
                | Self::Noun(_)
                | Self::Target(_)
                | Self::Class(_)
                | Self::Generic(_)
                | Self::Place(_)
        )
    }
}
