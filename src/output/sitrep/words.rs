//! The words of a situation report in the languages that it is written in.

use super::grammar;
use crate::{
    model::{Incident, Slug, When},
    output::headline,
    theatre::Names,
};

/// A language that situation reports are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// French.
    French,
}

/// The fixed words.
pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) brief: &'static str,
    pub(super) handover: &'static str,
    pub(super) period: [&'static str; 2],
    pub(super) filter: &'static str,
    pub(super) confirmed: [&'static str; 2],
    pub(super) claimed: [&'static str; 2],
    pub(super) disputed: [&'static str; 2],
    pub(super) unknown: [&'static str; 2],
    pub(super) nothing: &'static str,
    pub(super) overview: &'static str,
    pub(super) region_heads: [&'static str; 4],
    pub(super) actor_heads: [&'static str; 4],
    pub(super) no_region: &'static str,
    pub(super) undated: &'static str,
    pub(super) by: &'static str,
    pub(super) against: &'static str,
    pub(super) and: &'static str,
    pub(super) dead: [&'static str; 2],
    pub(super) wounded: [&'static str; 2],
    pub(super) other_tolls: [[&'static str; 2]; 4],
    pub(super) no_toll: &'static str,
    pub(super) at_least: &'static str,
    pub(super) number_open: &'static str,
    pub(super) according_to: &'static str,
    pub(super) the_report: &'static str,
    /// Of the event, the responsibility, the toll, the control.
    pub(super) claims: [&'static str; 4],
    pub(super) confirms: [&'static str; 4],
    pub(super) denies: [&'static str; 4],
    pub(super) accuses: [&'static str; 4],
    pub(super) attributions: [&'static str; 4],
    pub(super) quotes: [&'static str; 2],
    pub(super) colon: &'static str,
    pub(super) semicolon: &'static str,
}

pub(super) const ENGLISH: Words = Words {
    title: "Situation report",
    brief: "Brief",
    handover: "Handover",
    period: ["Reported from", "to"],
    filter: "Filter",
    confirmed: [
        "Confirmed",
        "Said by both sides, by a reliable source, or by two that do not lean on each other.",
    ],
    claimed: ["Claimed", "One party's word, or a suspicion; who says so stands with each."],
    disputed: ["Disputed", "Denied by a party or by a reliable source, or taken back."],
    unknown: ["Not known", "Told by one source only, and by nobody else so far."],
    nothing: "Nothing in this period.",
    overview: "Overview",
    region_heads: ["Region", "Incidents", "Dead, least", "Dead, best"],
    actor_heads: ["Actor", "As attacker", "As target", "Own dead, least"],
    no_region: "No region",
    undated: "Undated",
    by: "by",
    against: "against",
    and: "and",
    dead: ["dead", "dead"],
    wounded: ["wounded", "wounded"],
    other_tolls: [
        ["abducted", "abducted"],
        ["missing", "missing"],
        ["captured", "captured"],
        ["“neutralised”", "“neutralised”"],
    ],
    no_toll: "no toll given",
    at_least: "at least",
    number_open: "an unknown number of",
    according_to: "According to",
    the_report: "the report",
    claims: [
        "Claim that it happened",
        "Claim of responsibility",
        "Claim about the toll",
        "Claim of control of the place",
    ],
    confirms: [
        "Confirmation that it happened",
        "Confirmation of responsibility",
        "Confirmation of the toll",
        "Confirmation of control of the place",
    ],
    denies: [
        "Denial that it happened",
        "Denial of responsibility",
        "Denial of the toll",
        "Denial of control of the place",
    ],
    accuses: [
        "Accusation",
        "Accusation of responsibility",
        "Accusation over the toll",
        "Accusation over control of the place",
    ],
    attributions: ["denied", "suspected", "by its own word", ""],
    quotes: ["“", "”"],
    colon: ": ",
    semicolon: "; ",
};

pub(super) const FRENCH: Words = Words {
    title: "Rapport de situation",
    brief: "Point de situation",
    handover: "Passation",
    period: ["Signalé du", "au"],
    filter: "Filtre",
    confirmed: [
        "Confirmé",
        "Dit par les deux parties, par une source fiable, ou par deux sources indépendantes l'une de l'autre.",
    ],
    claimed: [
        "Revendiqué",
        "Parole d'une seule partie, ou soupçon ; l'auteur est indiqué à chaque ligne.",
    ],
    disputed: ["Contesté", "Démenti par une partie ou par une source fiable, ou retiré."],
    unknown: ["Non établi", "Rapporté par une seule source, sans autre écho à ce jour."],
    nothing: "Rien sur la période.",
    overview: "Vue d'ensemble",
    region_heads: ["Région", "Incidents", "Morts, minimum", "Morts, retenu"],
    actor_heads: ["Acteur", "Comme assaillant", "Comme cible", "Morts dans ses rangs, minimum"],
    no_region: "Sans région",
    undated: "Sans date",
    by: "par",
    against: "contre",
    and: "et",
    dead: ["mort", "morts"],
    wounded: ["blessé", "blessés"],
    other_tolls: [
        ["enlevé", "enlevés"],
        ["disparu", "disparus"],
        ["capturé", "capturés"],
        ["« neutralisé »", "« neutralisés »"],
    ],
    no_toll: "aucun bilan donné",
    at_least: "au moins",
    number_open: "un nombre inconnu de",
    according_to: "Selon",
    the_report: "l'article",
    claims: [
        "Affirmation des faits",
        "Revendication",
        "Affirmation du bilan",
        "Revendication du contrôle du lieu",
    ],
    confirms: [
        "Confirmation des faits",
        "Confirmation de la responsabilité",
        "Confirmation du bilan",
        "Confirmation du contrôle du lieu",
    ],
    denies: [
        "Démenti des faits",
        "Démenti de responsabilité",
        "Démenti du bilan",
        "Démenti du contrôle du lieu",
    ],
    accuses: [
        "Mise en cause",
        "Mise en cause",
        "Mise en cause sur le bilan",
        "Mise en cause sur le contrôle du lieu",
    ],
    attributions: ["démenti", "soupçonné", "selon ses propres dires", ""],
    quotes: ["« ", " »"],
    colon: " : ",
    semicolon: " ; ",
};

impl Language {
    pub(super) fn words(self) -> &'static Words {
        match self {
            Self::English => &ENGLISH,
            Self::French => &FRENCH,
        }
    }

    /// An actor's name in this language, the pack's name to show where it has none.
    pub(super) fn actor(self, names: &Names, id: &Slug) -> String {
        let Some(actor) = names.actor(id) else { return id.to_string() };
        match self {
            Self::English => grammar::english(actor),
            Self::French => grammar::french(actor),
        }
    }

    /// The same within a sentence, with the article that it needs.
    pub(super) fn party(self, names: &Names, id: &Slug) -> String {
        let Some(actor) = names.actor(id) else { return id.to_string() };
        match self {
            Self::English => grammar::english_party(actor),
            Self::French => grammar::french_party(actor),
        }
    }

    /// What happened. The line of the lists is English; French goes by the kind of event.
    pub(super) fn what(self, names: &Names, it: &Incident) -> String {
        match self {
            Self::English => headline::what(it).to_owned(),
            Self::French => self.event(names, &it.event),
        }
    }

    fn event(self, names: &Names, code: &str) -> String {
        let french = (self == Self::French).then(|| french_event(code)).flatten();
        let english = || names.event(code).map(|it| it.what.clone());
        french.map(str::to_owned).or_else(english).unwrap_or_else(|| code.to_owned())
    }

    /// The day, as precisely as it is known.
    pub(super) fn date(self, when: &When) -> String {
        let month = match self {
            Self::English => when.date.strftime("%B").to_string(),
            Self::French => {
                grammar::MOIS[usize::from(when.date.month().unsigned_abs()) - 1].to_owned()
            }
        };
        let (day, year) = (when.date.day(), when.date.year());
        let day = match (self, day) {
            (Self::French, 1) => "1er".to_owned(),
            _ => day.to_string(),
        };
        match (self, when.precision) {
            (_, 3) => format!("{month} {year}"),
            (Self::English, 2) => format!("about {day} {month} {year}"),
            (Self::French, 2) => format!("vers le {day} {month} {year}"),
            _ => format!("{day} {month} {year}"),
        }
    }

    /// Near a town.
    pub(super) fn near(self, town: &str) -> String {
        match self {
            Self::English => format!("near {town}"),
            Self::French => format!("près {}{town}", grammar::de(town)),
        }
    }
}

fn french_event(code: &str) -> Option<&'static str> {
    FRENCH_EVENTS.iter().find(|it| it.0 == code).map(|it| it.1)
}

const FRENCH_EVENTS: [(&str, &str); 64] = [
    ("clash.ambush", "embuscade contre des hommes armés en mouvement"),
    ("clash.base", "assaut contre une base, un poste ou une caserne"),
    ("clash.overrun", "base, poste ou localité investis, pillés puis quittés dans la journée"),
    ("clash.other", "affrontement entre groupes armés, l'État d'un côté"),
    ("clash.intergroup", "combats entre groupes armés rivaux"),
    ("bomb.svbied", "véhicule piégé conduit par un kamikaze"),
    ("bomb.suicide", "attentat-suicide"),
    ("bomb.ied", "explosion d'une mine ou d'un engin artisanal"),
    ("bomb.grenade", "jet de grenade"),
    ("bomb.defused", "engin explosif découvert, désamorcé ou détruit"),
    ("arms.seized", "saisie d'armes ou d'explosifs"),
    ("fire.indirect", "tirs de mortier, de roquettes ou d'obus"),
    ("air.strike", "frappe d'avion ou d'hélicoptère"),
    ("air.drone_state", "frappe de drone d'un État"),
    ("air.drone_armed", "frappe de drone d'un groupe armé"),
    ("air.down_crewed", "tir contre un aéronef avec équipage"),
    ("air.down_drone", "drone abattu"),
    ("air.crash", "accident d'aéronef"),
    ("civ.attack", "attaque contre des civils"),
    ("civ.massacre", "massacre de civils"),
    ("civ.execution", "exécution"),
    ("civ.assassination", "assassinat ciblé"),
    ("civ.abduction", "enlèvement ou disparition forcée"),
    ("civ.sexual", "violences sexuelles"),
    ("civ.loot", "pillage, vol de bétail ou incendie de biens"),
    ("terr.capture", "prise d'une localité ou d'un poste par un groupe"),
    ("terr.retake", "reprise d'une localité par l'État"),
    ("terr.handover", "passage d'un lieu sous un autre contrôle sans combat"),
    ("terr.withdraw", "retrait de forces d'une base ou d'une localité"),
    ("terr.blockade", "siège, blocus ou embargo"),
    ("terr.unblock", "levée d'un blocus ou passage d'un convoi"),
    ("terr.base", "installation d'une base ou d'un poste"),
    ("grp.presence", "présence, patrouille ou prêche d'un groupe armé"),
    ("grp.rule", "règles imposées par un groupe"),
    ("grp.change", "naissance, scission, ralliement ou reddition d'un groupe"),
    ("pris.attack", "attaque d'une prison ou évasion"),
    ("pris.arrest", "arrestations par l'État"),
    ("pris.release", "libération de prisonniers ou d'otages"),
    ("pris.trial", "inculpation, procès ou condamnation"),
    ("mil.operation", "opération militaire"),
    ("mil.deploy", "déploiement, renfort ou livraison"),
    ("agr.deal", "cessez-le-feu, pacte local ou pourparlers"),
    ("pol.coup", "coup d'État, mutinerie ou tentative"),
    ("pol.appoint", "nomination, limogeage ou remaniement"),
    ("pol.decree", "décret, interdiction, dissolution ou couvre-feu"),
    ("pol.diplomacy", "visite, sommet ou rupture de relations"),
    ("pol.sanction", "sanctions ou embargo d'États"),
    ("say.claim", "revendication"),
    ("say.denial", "démenti"),
    ("say.statement", "communiqué, discours ou vidéo"),
    ("say.threat", "menace ou ultimatum"),
    ("say.report", "rapport ou enquête d'une organisation"),
    ("prot.peaceful", "manifestation, marche ou sit-in"),
    ("prot.intervened", "manifestation dispersée ou suivie d'arrestations"),
    ("prot.excessive", "manifestation réprimée par des tirs"),
    ("riot.demo", "manifestation qui tourne à la violence"),
    ("riot.mob", "violences de foule, lynchage ou rixe entre villages"),
    ("hum.displaced", "déplacement de population"),
    ("hum.access", "accès humanitaire entravé"),
    ("hum.food", "faim et pénurie alimentaire"),
    ("hum.aid", "aide humanitaire"),
    ("econ.fuel", "pénurie de carburant"),
    ("econ.mine", "arrêt d'une mine"),
    ("econ.attack_infra", "destruction d'une infrastructure"),
];
