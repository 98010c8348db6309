//! Writes feeds to measure with: `cargo run --example feeds -- FOLDER [FEEDS] [ENTRIES]`.
//!
//! Two hundred RSS feeds of 500 entries each, unless said otherwise, about 172 MB in all. A third of
//! the entries tell of an attack, a strike or an abduction, the others of markets, football and
//! schools; English and French. The same numbers always give the same bytes.

use std::{env, error::Error, fs, path::PathBuf};

const TOWNS: [&str; 16] = [
    "Gao",
    "Ménaka",
    "Mopti",
    "Djibo",
    "Kidal",
    "Tessit",
    "Bandiagara",
    "Niono",
    "Ansongo",
    "Douentza",
    "Dori",
    "Téra",
    "Kayes",
    "Sikasso",
    "Fada N'Gourma",
    "Tillabéri",
];

/// What an entry is about: `{t}` is a town, `{o}` another, `{n}` a number.
const EVENTS: [(&str, &str); 8] = [
    (
        "JNIM fighters attack an army post near {t}",
        "JNIM fighters attacked an army post near {t} on Monday morning and killed {n} soldiers, a \
         security source told reporters.",
    ),
    (
        "Drone strike reported at {t} market",
        "A drone of the Malian army struck the weekly market of {t} on Tuesday; residents counted \
         {n} dead and several wounded.",
    ),
    (
        "Lorry hits a mine on the road to {t}",
        "A lorry with traders drove over a mine between {t} and {o} on Wednesday, and {n} \
         passengers were killed.",
    ),
    (
        "Trois enseignants enlevés à {t}",
        "Des hommes armés non identifiés ont enlevé {n} enseignants à {t} dans la nuit de jeudi à \
         vendredi, selon un élu local.",
    ),
    (
        "Attaque contre un convoi de carburant près de {t}",
        "Un convoi de carburant escorté par l'armée a été attaqué vendredi entre {t} et {o}; {n} \
         militaires ont été tués, selon une source sécuritaire.",
    ),
    (
        "Army says it killed fighters in {t} area",
        "The general staff said in a statement that its planes had struck a camp in the {t} area \
         on Saturday and neutralised {n} terrorists.",
    ),
    (
        "Village près de {t} incendié",
        "Des assaillants ont incendié un village près de {t} dimanche et tué {n} civils, ont \
         rapporté des habitants joints par téléphone.",
    ),
    (
        "Curfew in {t} after clashes",
        "Clashes between Dozo hunters and armed men left {n} people dead in {t} on Sunday, after \
         which the governor ordered a curfew.",
    ),
];

const OTHERS: [(&str, &str); 8] = [
    ("Prices of millet rise in {t}", "A sack of millet cost {n} thousand francs in {t} this week."),
    ("Football: {t} beats {o}", "{t} won {n} to one against {o} before a full stadium."),
    ("Rentrée scolaire à {t}", "Les écoles de {t} ont accueilli {n} classes de plus cette année."),
    ("Vaccination campaign opens in {t}", "Health workers in {t} went to {n} quarters this week."),
    ("Le maire de {t} inaugure un forage", "Un forage dessert désormais {n} familles de {t}."),
    ("Festival of the river ends in {t}", "Some {n} boats took part in the regatta of {t}."),
    ("Coupures de courant à {t}", "Le courant a manqué {n} heures par jour à {t} ce mois-ci."),
    ("New bus line from {t} to {o}", "The line between {t} and {o} runs {n} times a week."),
];

#[rustfmt::skip]
/// Words that tell of no event, to fill the paragraphs with.
const ENGLISH: [&str; 142] = [
    "after", "again", "all", "also", "always", "among", "another", "around", "bank", "because",
    "before", "between", "boat", "bread", "bridge", "bus", "cattle", "chair", "city", "class",
    "clock", "cloth", "coffee", "colour", "corn", "council", "country", "cousin", "crop",
    "customer", "dance", "day", "door", "dry", "dust", "early", "east", "evening", "family",
    "farm", "father", "field", "fish", "flour", "friend", "garden", "glass", "gold", "goat",
    "grain", "green", "hall", "harvest", "health", "hill", "hospital", "hotel", "hour", "house",
    "idea", "iron", "island", "journey", "kitchen", "lake", "lamp", "language", "late", "letter",
    "library", "little", "long", "market", "meal", "meeting", "milk", "minute", "month",
    "morning", "mother", "music", "neighbour", "new", "night", "north", "office", "old", "onion",
    "orange", "order", "painter", "paper", "park", "people", "plan", "plate", "price", "radio",
    "rain", "rice", "river", "road", "roof", "room", "salt", "sand", "school", "season", "shade",
    "shop", "singer", "sister", "small", "song", "south", "sugar", "summer", "table", "tea",
    "teacher", "team", "ticket", "tool", "town", "train", "tree", "uncle", "village", "voice",
    "water", "week", "well", "west", "wind", "window", "winter", "wood", "word", "work", "year",
    "yellow", "young",
];

#[rustfmt::skip]
/// The same in French.
const FRENCH: [&str; 133] = [
    "avec", "alors", "après", "aussi", "avant", "bateau", "beurre", "bleu", "bois", "boutique",
    "cahier", "campagne", "carnet", "ceinture", "chaise", "champ", "chanson", "chemin", "cheval",
    "coton", "courrier", "cousine", "cuisine", "demain", "départ", "dimanche", "droit", "eau",
    "école", "encore", "enfant", "ensemble", "escalier", "été", "étoile", "famille", "farine",
    "fenêtre", "fête", "feuille", "fleuve", "fleur", "forêt", "frère", "froid", "fruit", "gare",
    "grand", "heure", "hier", "hiver", "jardin", "jeune", "jour", "journal", "lait", "lampe",
    "langue", "légume", "lendemain", "lettre", "livre", "loin", "lumière", "lune", "maison",
    "marché", "matin", "mère", "miel", "midi", "mois", "montagne", "mouton", "musique", "neige",
    "nuage", "nuit", "oiseau", "ombre", "oncle", "orange", "ouvert", "page", "pain", "panier",
    "papier", "parfum", "père", "petit", "pierre", "place", "plaine", "plante", "pluie",
    "poisson", "pomme", "pont", "porte", "pré", "prix", "puits", "quai", "quartier", "rivière",
    "riz", "robe", "route", "rue", "sable", "sac", "saison", "salle", "semaine", "sel", "soir",
    "soleil", "sucre", "table", "tante", "temps", "terre", "toit", "train", "travail", "vache",
    "vent", "verger", "vert", "village", "ville", "voix", "voyage",
];

/// Characters of an entry's text.
const LENGTH: usize = 1330;

fn entry(feed: usize, n: usize) -> String {
    // Neighbouring numbers must not give neighbouring contents.
    let dice = (feed * 500 + n).wrapping_mul(2_654_435_761) >> 7;
    let pick = |of: usize, salt: usize| (dice / (salt * 7 + 1) + salt) % of;
    let told = if dice.is_multiple_of(3) { EVENTS } else { OTHERS };
    let (title, lead) = told[pick(told.len(), 1)];
    let fill = |text: &str| {
        text.replace("{t}", TOWNS[pick(TOWNS.len(), 2)])
            .replace("{o}", TOWNS[pick(TOWNS.len(), 3)])
            .replace("{n}", &(pick(17, 4) + 2).to_string())
    };
    let (title, lead) = (fill(title), fill(lead));
    let mut body = format!("<p>{lead}</p>");
    let mut seed = dice;
    while body.len() < LENGTH {
        let words: &[&str] = if title.is_ascii() { &ENGLISH } else { &FRENCH };
        let mut word = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_041);
            words[(seed >> 33) % words.len()]
        };
        let sentence: Vec<&str> = (0..16).map(|_| word()).collect();
        body += &format!("<p>{}.</p>", sentence.join(" "));
    }
    const MONTHS: [&str; 4] = ["Jan", "Feb", "Mar", "Apr"];
    let (day, month, hour, minute) = (1 + n % 28, MONTHS[n / 28 % 4], n / 112 % 24, feed % 60);
    format!(
        "<item><title>{title}</title><link>https://desk{feed}.example/2026/{n}</link>\
         <guid isPermaLink=\"false\">https://desk{feed}.example/?p={n}</guid>\
         <pubDate>{day:02} {month} 2026 {hour:02}:{minute:02}:00 GMT</pubDate>\
         <description>{lead}</description><content:encoded><![CDATA[{body}]]></content:encoded></item>\n"
    )
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = env::args().skip(1);
    let folder = PathBuf::from(args.next().ok_or("which folder?")?);
    let feeds: usize = args.next().map_or(Ok(200), |it| it.parse())?;
    let entries: usize = args.next().map_or(Ok(500), |it| it.parse())?;
    fs::create_dir_all(&folder)?;
    for feed in 0..feeds {
        let items: String = (0..entries).map(|n| entry(feed, n)).collect();
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
             xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>\n\
             <title>Desk {feed}</title><link>https://desk{feed}.example/</link>\
             <description>Made to measure with</description>\n{items}</channel></rss>\n"
        );
        fs::write(folder.join(format!("f{feed}.xml")), text)?;
    }
    Ok(())
}
