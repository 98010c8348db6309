//! By whose word a part tells its event: the report's own, the doers', an accuser's, a witness's.

use crate::text::token::Gap;

use super::clauses::{Part, Sentence};
use super::draft::Mood;
use super::meaning::{Act, Cue, Form, Meaning};
use super::parties::PartyAt;
use super::phrases::Hit;
use super::reading::Passage;
use super::signs::Sign;
use super::triggers::Trigger;

/// One part of a report that tells an event, by whose word it tells it.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "independent remarks on one part")]
pub(super) struct Voice {
    /// It tells something new, as fact.
    pub(super) told: bool,
    /// A title, which drops whose word it is.
    pub(super) title: bool,
    /// Parties that speak in its sentence, as actors' indices.
    pub(super) by: Vec<u16>,
    /// The doers' own: "our fighters", "their spokesman", قالت إنها.
    pub(super) own: bool,
    /// A spokesman's or a statement's, without saying whose.
    pub(super) unnamed: bool,
    /// It only claims, before it has told anything.
    pub(super) claim: bool,
    /// It lays the deed to somebody by accusation or conditional.
    pub(super) accused: bool,
    /// A body that inquires says so.
    pub(super) inquiry: bool,
    /// A witness, a local or an official source says so.
    pub(super) outside: bool,
}

/// How a report as a whole presents what it tells.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tone {
    /// It calls what it told accusations.
    pub(super) charges: bool,
    /// It relays a statement.
    pub(super) statement: bool,
}

impl Tone {
    /// Of all passages.
    pub(super) fn of(passages: &[Passage]) -> Self {
        let sentences = || passages.iter().flat_map(|p| p.sentences.iter().map(move |it| (p, it)));
        Self {
            charges: sentences().any(|(passage, it)| takes_up_charges(passage, it)),
            statement: sentences().any(|(passage, it)| is_statement(passage, it)),
        }
    }
}

/// Whose word a whole sentence is, whichever of its parts tells an event.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent remarks on one sentence")]
pub(super) struct Heard {
    /// The doers' own.
    own: bool,
    /// Somebody's who saw it or heard of it on the spot.
    outside: bool,
    /// A spokesman's or a statement's.
    spokesman: bool,
    /// What is named again has its own verb of happening.
    retold: bool,
    /// A body's that inquires.
    inquiry: bool,
}

impl Heard {
    /// Of a sentence.
    pub(super) fn of(sentence: &Sentence<'_>) -> Self {
        let passage = sentence.passage;
        let mut heard = Self {
            outside: has_witness(sentence),
            inquiry: sentence.triggers.iter().any(|it| is_found_out(passage, it)),
            ..Self::default()
        };
        for at in sentence.range.clone() {
            let own = || {
                is_their_spokesman(passage, at)
                    || is_first_person(passage, at)
                    || says_of_itself(passage, at)
            };
            heard.own = heard.own || own();
            heard.spokesman = heard.spokesman || is_spokesman(passage, at);
            heard.retold = heard.retold || passage.is(at, Sign::Happens);
            heard.inquiry = heard.inquiry || is_rights_group(passage, at);
        }
        heard
    }
}

/// By whose word a part tells.
pub(super) fn voice(sentence: &Sentence<'_>, heard: Heard, part: &Part, mood: &Mood) -> Voice {
    let passage = sentence.passage;
    let counted = passage.numbers.iter().any(|it| part.range.contains(&it.range.start));
    // Only "the attack" again, or something told anew beside it.
    let anew = part
        .triggers
        .iter()
        .any(|it| it.act.is_violent() && !super::triggers::is_definite(passage, it));
    let claim = is_claim(sentence, part);
    let by = speakers(sentence, part);
    Voice {
        told: !claim && !mood.denied && (counted || anew || heard.retold || !mood.same),
        title: passage.kind == crate::model::PassageKind::Title,
        own: heard.own,
        unnamed: by.is_empty() && !heard.outside && heard.spokesman,
        by,
        claim,
        accused: is_accused(sentence, part),
        inquiry: heard.inquiry,
        outside: heard.outside,
    }
}

/// A claim tells its event only where nothing was told before it: "seven soldiers were killed in an
/// attack, and JNIM claimed it" tells it first.
fn is_claim(sentence: &Sentence<'_>, part: &Part) -> bool {
    claimed_at(part).is_some() && claimed_after(sentence, part).is_none()
}

fn claimed_at(part: &Part) -> Option<usize> {
    part.triggers.iter().filter(|it| it.act == Act::Claim).map(|it| it.from).min()
}

/// Where a claim takes up what its part has told before it.
fn claimed_after(sentence: &Sentence<'_>, part: &Part) -> Option<usize> {
    claimed_at(part).filter(|&at| {
        let verb = |it: &Trigger| it.act.is_violent() && it.to <= at;
        let count = part.triggers.iter().any(|it| it.act.toll().is_some() && it.to <= at)
            && sentence
                .passage
                .numbers
                .iter()
                .any(|it| it.range.start >= part.range.start && it.range.end <= at && !it.weak);
        part.triggers.iter().any(verb) || count
    })
}

/// The parties that speak of what a part tells; what they say behind a colon is theirs alone.
fn speakers(sentence: &Sentence<'_>, part: &Part) -> Vec<u16> {
    let passage = sentence.passage;
    let deed =
        part.triggers.iter().find(|it| it.act.is_violent()).map_or(part.range.start, |it| it.to);
    // Who claims what was told before says no more of it.
    // "The general staff claimed", without an object, is merely said.
    let said = |at: usize| {
        matches!(passage.tokens.word(at), "claimed" | "claims")
            && passage.tokens.get(at + 1).is_none_or(|it| !it.gap.joins())
    };
    let claimed = claimed_after(sentence, part).filter(|&at| !said(at));
    let behind_colon = |party: &PartyAt| {
        (deed..party.from).any(|at| {
            passage.tokens.get(at + 1).is_some_and(|it| it.gap.has(Gap::COLON.with(Gap::SEMICOLON)))
        })
    };
    sentence
        .parties
        .iter()
        .filter(|it| it.speaks || issues(sentence, it))
        .filter(|it| !behind_colon(it))
        .filter(|it| claimed.is_none_or(|at| it.to + 8 < at || it.from > at + 8))
        .map(|it| it.actor)
        .collect()
}

/// "A statement by the army", "communiqué de l'état-major", بيان للجيش.
fn issues(sentence: &Sentence<'_>, party: &PartyAt) -> bool {
    let passage = sentence.passage;
    let start = party.from.saturating_sub(4).max(sentence.range.start);
    (start..party.from).any(|at| {
        is_spokesman(passage, at)
            && (at + 1..party.from).all(|it| is_genitive(passage.tokens.word(it)))
            && (at + 1..=party.from).all(|it| passage.tokens.get(it).is_some_and(|t| t.gap.joins()))
    })
}

fn is_genitive(word: &str) -> bool {
    matches!(
        word,
        "of" | "by"
            | "from"
            | "the"
            | "de"
            | "du"
            | "des"
            | "d"
            | "l"
            | "la"
            | "le"
            | "parole"
            | "صادر"
            | "عن"
            | "باسم"
            | "من"
            | "صدر"
            | "نشرته"
            | "نشره"
    )
}

/// What parties give out, and those who give it out.
fn is_spokesman(passage: &Passage, at: usize) -> bool {
    passage.is(at, Sign::Paper) || passage.is(at, Sign::Spokesman)
}

/// ناطق باسمها, "their spokesman".
fn is_their_spokesman(passage: &Passage, at: usize) -> bool {
    passage.is(at, Sign::Their)
        && match passage.tokens.word(at) {
            "their" | "its" | "son" | "leur" => {
                matches!(passage.tokens.word(at + 1), "spokesman" | "spokesperson" | "porte")
            }
            _ => matches!(passage.tokens.word(at + 1), "باسمها" | "باسمه" | "باسمهم"),
        }
}

/// "Our fighters", "nos éléments", قواتنا: the text is the party's own.
fn is_first_person(passage: &Passage, at: usize) -> bool {
    passage.is(at, Sign::Ours)
        && (!matches!(passage.tokens.word(at), "our" | "nos")
            || matches!(
                passage.tokens.word(at + 1),
                "forces"
                    | "fighters"
                    | "units"
                    | "troops"
                    | "men"
                    | "soldiers"
                    | "elements"
                    | "unites"
                    | "combattants"
                    | "hommes"
                    | "soldats"
                    | "vaillants"
                    | "braves"
                    | "moudjahidines"
                    | "mujahideen"
                    | "brave"
                    | "valiant"
                    | "troupes"
            ))
}

/// قالت إنها, زعم أنهم: the speaker says so of itself.
fn says_of_itself(passage: &Passage, at: usize) -> bool {
    let word = passage.tokens.word(at);
    matches!(passage.tokens.word(at + 1), "انها" | "انه" | "انهم")
        && matches!(
            word.strip_prefix('و').unwrap_or(word),
            "قالت"
                | "قال"
                | "اكدت"
                | "اكد"
                | "اعلنت"
                | "اعلن"
                | "زعمت"
                | "زعم"
                | "ادعت"
        )
}

/// Whether somebody who saw it or heard of it on the spot speaks.
fn has_witness(sentence: &Sentence<'_>) -> bool {
    let passage = sentence.passage;
    passage.hits_in(&sentence.range).iter().any(|it| {
        it.is_cue(Cue::Say)
            && (it.from.saturating_sub(4).max(sentence.range.start)..it.to + 4)
                .any(|at| passage.is(at, Sign::Witness))
    })
}

/// Whether a body that inquires into abuses reports it: a tally, a paper or an agency's findings are
/// none.
fn is_found_out(passage: &Passage, inquiry: &Trigger) -> bool {
    let word = |at: usize| passage.tokens.word(at);
    let dates =
        || matches!(word(inquiry.from), "found" | "published" | "risen" | "released" | "recorded");
    let agency =
        || (inquiry.from.saturating_sub(4)..inquiry.to + 5).any(|at| passage.is(at, Sign::Agency));
    inquiry.act == Act::Inquiry && !dates() && !agency()
}

/// Bodies that inquire into abuses: a rights group, an observatory, an association.
fn is_rights_group(passage: &Passage, at: usize) -> bool {
    let next = || passage.tokens.word(at + 1);
    passage.is(at, Sign::Rights)
        && match passage.tokens.word(at) {
            "rights" => matches!(next(), "group" | "groups"),
            "civil" => next() == "society",
            "جماعه" | "منظمه" | "مجموعه" | "منظمات" | "الجماعه" | "المنظمه" =>
            {
                matches!(next(), "حقوقيه" | "الحقوقيه" | "تدافع" | "غير")
            }
            _ => true,
        }
}

/// Whether a part lays the deed to somebody: "accuses the army of having killed", "auraient été
/// exécutés".
fn is_accused(sentence: &Sentence<'_>, part: &Part) -> bool {
    let burns = |act: Act| matches!(act, Act::Burn | Act::Destroy);
    let deeds = || part.triggers.iter().filter(|it| it.act.is_violent() || burns(it.act));
    let charged = deeds().any(|it| {
        let start = it.from.saturating_sub(16).max(sentence.range.start);
        (start..it.from).any(|at| charges(sentence.passage, at, it))
    });
    charged || is_conditional(sentence, part)
}

/// A word of accusation before a deed; "a man accused of theft was lynched" accuses nobody of it.
fn charges(passage: &Passage, at: usize, deed: &Trigger) -> bool {
    if !(passage.is(at, Sign::Accuse) || passage.is(at, Sign::Charge)) {
        return false;
    }
    let word = |at: usize| passage.tokens.word(at);
    let before = if at == 0 { "" } else { word(at - 1) };
    let of_another = matches!(word(at), "accused" | "accuse" | "accuses" | "اتهم" | "متهم")
        && (at + 1..deed.from).any(|it| matches!(word(it), "was" | "were" | "ete"))
        && !matches!(before, "was" | "were" | "is" | "are" | "been" | "a" | "ont" | "est" | "sont");
    // "Rejected accusations that": the denial names them, nobody else does.
    let rejected = |it: &Hit| {
        it.meanings
            .iter()
            .any(|m| matches!(m, Meaning::Act(Act::Deny, _) | Meaning::Opens(_, Act::Deny)))
    };
    let denied = passage.hits_in(&(at.saturating_sub(6)..at + 1)).iter().any(rejected);
    !of_another && !denied
}

/// "Auraient été exécutés": the conditional of hearsay on the deed itself, not on the toll of one
/// that is told as fact.
fn is_conditional(sentence: &Sentence<'_>, part: &Part) -> bool {
    let passage = sentence.passage;
    let hearsay = |it: &Trigger| {
        let start = it.from.saturating_sub(3).max(sentence.range.start);
        (start..it.from).any(|at| matches!(passage.tokens.word(at), "aurait" | "auraient"))
    };
    let fact = |it: &Trigger| {
        !hearsay(it)
            && it.form == Form::Verb
            && !matches!(it.act, Act::Arrest | Act::Claim | Act::Statement | Act::Accuse)
    };
    let deeds = || part.triggers.iter().filter(|it| it.act.is_violent());
    deeds().any(|it| it.form == Form::Verb && hearsay(it)) && !part.triggers.iter().any(fact)
}

/// "These accusations", هذه الاتهامات: the text takes up what it told as a charge.
fn takes_up_charges(passage: &Passage, range: &std::ops::Range<usize>) -> bool {
    passage.hits_in(range).iter().any(|it| {
        let word = passage.tokens.word(it.from);
        let charge = it.is_cue(Cue::Hearsay)
            && ["accusations", "allegations", "الاتهامات", "اتهامات", "الادعا"]
                .iter()
                .any(|it| word.starts_with(it));
        charge
            && it.from > 0
            && matches!(
                passage.tokens.word(it.from - 1),
                "these" | "those" | "ces" | "the" | "les" | "هذه" | "تلك" | "علي"
            )
    })
}

/// Whether a sentence gives itself out as a statement: communiqué, bulletin, بيان.
fn is_statement(passage: &Passage, range: &std::ops::Range<usize>) -> bool {
    range.clone().any(|at| passage.is(at, Sign::Paper))
}
