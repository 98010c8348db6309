//! Why a party stands on its side, as the rules compare it and as readers are told.

/// What speaks for a party's side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reason {
    /// Nothing but what its class usually does.
    Class,
    /// A preposition makes it the doer.
    By,
    /// A preposition makes it the sufferer.
    On,
    /// It stands at the other end of a clash or a deal.
    With,
    /// It speaks of what it did.
    Own,
    /// It says that it was itself.
    Claims,
    /// The deed is laid to it.
    Accused,
    /// It escorts or holds what is attacked.
    Escort,
    /// It stands before a noun that says that it carries it out.
    CarriesOut,
    /// It stands right before the noun of the act.
    BeforeNoun,
    /// It stands in the genitive of the noun.
    Genitive,
    /// Its aircraft does it or is shot down.
    Craft,
    /// It came upon a mine.
    RanOver,
    /// It fell into an ambush.
    FallsInto,
    /// It stands before the verb that it does.
    Subject,
    /// It stands behind the verb that it does.
    SubjectAfter,
    /// It stands before a passive.
    PassiveSubject,
    /// It stands behind a verb whose subject suffers.
    Suffers,
    /// It stands behind the verb.
    Object,
    /// It lets somebody go.
    LetsGo,
    /// It is let go.
    LetGo,
}

impl Reason {
    /// The reason in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Class => "class of the party",
            Self::By => "named after `by`",
            Self::On => "named after `on`",
            Self::With => "named after `with`",
            Self::Own => "tells its own deed",
            Self::Claims => "claims it",
            Self::Accused => "is accused of it",
            Self::Escort => "escorts those attacked",
            Self::CarriesOut => "carries it out",
            Self::BeforeNoun => "named before the noun",
            Self::Genitive => "genitive of the noun",
            Self::Craft => "its drone or aircraft",
            Self::RanOver => "ran over it",
            Self::FallsInto => "falls into it",
            Self::Subject => "subject of the verb",
            Self::SubjectAfter => "subject after the verb",
            Self::PassiveSubject => "subject of a passive",
            Self::Suffers => "suffers the verb",
            Self::Object => "object of the verb",
            Self::LetsGo => "lets go",
            Self::LetGo => "let go",
        }
    }
}
