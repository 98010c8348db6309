//! Names of actors within sentences: articles, elisions, plurals.

use crate::theatre::Actor;

/// The months.
pub(super) const MOIS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Nouns that make an English name take the article.
const THE: [&str; 20] = [
    "Alliance",
    "Coalition",
    "Congress",
    "Coordination",
    "Council",
    "Force",
    "Forces",
    "Framework",
    "Front",
    "Gendarmerie",
    "Government",
    "Group",
    "Guard",
    "Mechanism",
    "Movement",
    "Nations",
    "Police",
    "States",
    "Union",
    "Volunteers",
];

/// First words of French names, by the article that they take.
const LE: [&str; 10] = [
    "cadre",
    "congrès",
    "conseil",
    "corps",
    "front",
    "gouvernement",
    "groupe",
    "haut",
    "mécanisme",
    "mouvement",
];
const LA: [&str; 16] = [
    "coalition",
    "communauté",
    "coordination",
    "force",
    "france",
    "garde",
    "gendarmerie",
    "katiba",
    "mauritanie",
    "milice",
    "mission",
    "plateforme",
    "police",
    "russie",
    "task",
    "turquie",
];
const ELIDED: [&str; 9] =
    ["algérie", "alliance", "armée", "onu", "opération", "ukraine", "union", "état", "état-major"];
const LES: [&str; 6] =
    ["chasseurs", "défenseurs", "forces", "mercenaires", "volontaires", "états-unis"];

/// Whether it is no party of its own but a kind of people.
fn generic(actor: &Actor) -> bool {
    matches!(actor.class.as_str(), "unknown" | "civil" | "bandit")
}

/// The name to show.
pub(super) fn english(actor: &Actor) -> String {
    actor.name.clone()
}

/// The name within a sentence.
pub(super) fn english_party(actor: &Actor) -> String {
    let name = &actor.name;
    if generic(actor) {
        let lower = name.to_lowercase();
        return if actor.class == "unknown" { format!("an {lower}") } else { lower };
    }
    let article = name.split_whitespace().any(|it| THE.contains(&it));
    if article { format!("the {name}") } else { name.clone() }
}

/// The name to show: of the French names the first that is no word of doubt; of kinds of people,
/// the plural.
pub(super) fn french(actor: &Actor) -> String {
    let mut names = actor.names.fr.iter().filter(|it| !it.contains("présumé"));
    let plural = |it: &&String| it.split(' ').next().is_some_and(|it| it.ends_with('s'));
    let name =
        if generic(actor) { names.find(plural).or(actor.names.fr.first()) } else { names.next() };
    name.unwrap_or(&actor.name).clone()
}

/// The name within a sentence.
pub(super) fn french_party(actor: &Actor) -> String {
    let name = french(actor);
    if generic(actor) {
        return format!("des {name}");
    }
    let first = name.split(' ').next().unwrap_or("").to_lowercase();
    let is_of = |list: &[&str]| list.contains(&first.as_str());
    if is_of(&LE) {
        format!("le {name}")
    } else if is_of(&LA) {
        format!("la {name}")
    } else if is_of(&ELIDED) {
        format!("l'{name}")
    } else if is_of(&LES) {
        format!("les {name}")
    } else {
        name
    }
}

/// The preposition before a name, with its blank where it has one.
pub(super) fn de(name: &str) -> &'static str {
    let vowel = |it: char| "aeiouàâéèêëîïôûAEIOUÀÂÉÈÊËÎÏÔÛ".contains(it);
    if name.starts_with(vowel) { "d'" } else { "de " }
}
