//! Lists of words that the rules ask for again and again: in which of them each word of a passage
//! stands is looked up once, when the passage is read.
//!
//! A rule that tests a word or two has them by itself. A list stands here when it is long and asked
//! for at every name, act or word of a sentence, or when several rules ask for it.

use crate::text::fold;
use crate::text::quick::{Heads, QuickMap};
use crate::text::token::Tokens;
use crate::theatre::Names;

/// A list of words, by what they are to the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// "Of" and the articles, which stand before every name.
    Small,
    /// Words that may stand between a preposition and the name of a place.
    Link,
    /// Words that may stand between a place word and the name, peoples of the pack among them.
    NameLink,
    /// A border, or a neighbour behind it.
    Border,
    /// Titles and particles of people's names.
    Title,
    /// Words that make a place of whatever name follows.
    SurePlace,
    /// Villages and towns in the plural or the Arabic dual: a list of names follows.
    Places,
    /// Words for a unit of administration, before the name or behind it.
    Unit,
    /// Near what is named.
    Near,
    /// On the way to what is named.
    Toward,
    /// On the way from it, by it or to somewhere else.
    Away,
    /// Before "for" and "pour": off, bound, headed.
    Leave,
    /// Before a French "à": going there, being brought there.
    Bring,
    /// A road between what is named.
    Road,
    /// Kilometres or miles.
    Kilometre,
    /// What stands behind an Arabic "village" or "town" without being its name: it lies, is far
    /// from, small, border, neighbouring.
    NoName,
    /// "Linked to", "affiliated": what follows is a brand, no party.
    Linked,
    /// Verbs of accusing, in English and French.
    Accuse,
    /// Other words that lay a deed to somebody.
    Charge,
    /// Those who tell of it from the spot: witnesses, locals, hospitals, security sources.
    Witness,
    /// Papers that parties give out, and the offices of the pack that give them out.
    Paper,
    /// Those through whom they speak, and words of giving out.
    Spokesman,
    /// "Took place", وقع: what is named again is told by its own verb.
    Happens,
    /// Words that may part a speaker from the verb: auxiliaries, articles, the office or paper
    /// through which it speaks.
    Aside,
    /// Words that may part a party from its preposition or act: articles, numbers, "fighters of".
    Filler,
    /// Offices and houses whose place is where somebody speaks.
    Office,
    /// Boats, which bear the names of towns.
    Boat,
    /// "Reached by telephone", "interviewed".
    Call,
    /// The capital, by that word.
    Capital,
    /// Bullets, by which somebody was shot.
    Bullet,
    /// News agencies: the word, and those of the pack by name.
    Agency,
    /// The forms of "to be", which make an English passive.
    Be,
    /// Those of "être", which make a French one.
    Etre,
    /// Those of "avoir", which make none.
    Avoir,
    /// Words that set one clause beside another.
    Clause,
    /// "Including", من بينهم: what follows is a part of what was told before.
    Among,
    /// English words that open a circumstance: what happened before, or why.
    Occasion,
    /// French ones.
    FrenchOccasion,
    /// Arabic ones, with and without "and".
    ArabicOccasion,
    /// "Fled": what stands behind it is what was fled.
    Fled,
    /// "Their", "its" before a spokesman, and the Arabic words for one.
    Their,
    /// "Our", قواتنا: whoever speaks is a party.
    Ours,
    /// Bodies that inquire into abuses, by their own word or the first of two.
    Rights,
    /// "Recent", "last".
    Lately,
    /// Weeks, months and years.
    Stretch,
    /// Places in the plural: what several deeds hit.
    Sites,
}

/// The lists, folded.
#[rustfmt::skip]
const LISTS: &[(Sign, &[&str])] = &[
    (Sign::Small, &["of", "de", "d", "du", "des", "la", "le", "les", "l", "the"]),
    (Sign::Link, &[
        "town", "city", "village", "ville", "localite", "commune", "in", "من", "مدينه", "بلده",
        "قريه", "عن", "regional", "capital", "chef", "lieu", "northern", "southern", "eastern",
        "western", "central", "strategic", "desert", "nord", "العاصمه", "عاصمه", "capitale", "a",
        "au", "both", "entire", "whole", "s", "locality",
    ]),
    (Sign::NameLink, &[
        "called", "dit", "dite", "named", "tout", "proche", "voisin", "voisine", "nomme",
        "denomme", "تدعي", "تسمي", "يدعي", "يسمي", "المسماه", "اسمها",
    ]),
    (Sign::Border, &[
        "border", "borders", "bordering", "frontier", "frontiere", "frontieres", "frontalier",
        "frontaliere", "frontaliers", "frontalieres", "limitrophe", "حدود", "الحدود", "حدودها",
        "الحدوديه", "المتاخمه", "المحاذيه", "بالحدود", "neighbouring", "neighboring", "voisin",
        "voisine", "المجاوره", "المجاور",
    ]),
    (Sign::Title, &[
        "mr", "mrs", "ms", "dr", "general", "gen", "col", "colonel", "captain", "capitaine",
        "major", "commandant", "president", "minister", "ministre", "imam", "ag", "ould", "ben",
        "bin", "el", "al", "lieutenant", "lt", "sergent", "sergeant", "m", "mme", "monsieur",
        "professor", "prof", "cheikh", "sheikh", "journalist", "journaliste", "analyst",
        "spokesman", "premier", "اللوا", "العقيد", "الرييس", "الجنرال", "الكولونيل", "السيد",
        "الشيخ", "بن", "ولد", "اغ",
    ]),
    (Sign::SurePlace, &[
        "village", "villages", "town", "city", "locality", "hamlet", "commune", "ville",
        "localite", "localites", "hameau", "قريه", "بلده", "مدينه", "بقريه", "ببلده", "بمدينه",
        "لقريه", "قريتي", "بقريتي", "بلدتي", "ببلدتي", "قري", "بلديه", "ببلديه",
    ]),
    (Sign::Places, &[
        "villages", "towns", "localities", "hamlets", "localites", "hameaux", "communes", "قري",
        "قريتي", "بقريتي", "بلدتي", "ببلدتي", "بلدات", "القري", "البلدات", "قريتين",
    ]),
    (Sign::Unit, &[
        "cercle", "province", "departement", "department", "دايره", "بدايره", "مقاطعه",
        "بمقاطعه", "district",
    ]),
    (Sign::Near, &[
        "near", "outside", "around", "proche", "proches", "pres", "proximite", "environs", "alentours", "abords",
        "nearby", "outskirts", "vicinity", "loin", "قرب", "بالقرب", "ضواحي", "محيط", "close",
        "peripherie", "قريبه", "مشارف", "بمحيط", "بضواحي", "beyond", "surrounding", "zone",
        "secteur", "area", "sector", "secteurs", "zones", "منطقه", "بمنطقه", "قريب",
    ]),
    (Sign::Toward, &[
        "to", "towards", "toward", "vers", "الي", "نحو", "باتجاه", "reach", "rejoindre",
        "regagner", "destination", "direction", "متجهه", "متجها", "متجهين", "متوجهه",
    ]),
    (Sign::Away, &[
        "from", "depuis", "leaving", "fled", "origin", "quittant", "venant", "provenance", "via",
        "connecting", "linking", "reliant", "relie", "borders", "neighbouring", "neighboring",
        "university", "universite", "capitale", "جامعه", "parti", "partie", "partis", "left",
        "quitte", "quitter", "غادر", "غادرت", "مغادره", "قادمه", "قادما", "قادمين", "انطلقت",
        "انطلق", "منطلقه",
    ]),
    (Sign::Leave, &[
        "left", "leave", "leaving", "departed", "headed", "heading", "bound", "off", "parti",
        "partie", "partis", "parties", "partant", "partait", "partaient", "route", "embarque",
        "embarques",
    ]),
    (Sign::Bring, &[
        "conduit", "conduits", "conduite", "conduites", "transfere", "transferes", "transferee",
        "transferees", "emmene", "emmenes", "emmenee", "emmenees", "evacue", "evacues", "evacuee",
        "evacuees", "achemine", "achemines", "acheminee", "acheminees", "rend", "rendait",
        "rendaient", "rendant", "rendre", "retourne", "retournait", "rapatrie", "rapatries",
        "heliportes", "admis",
    ]),
    (Sign::Road, &[
        "road", "route", "axe", "axis", "highway", "طريق", "الطريق", "troncon", "rn",
    ]),
    (Sign::Kilometre, &[
        "km", "kms", "kilometre", "kilometres", "kilometer", "kilometers", "كيلومتر", "كيلومترا",
        "كيلومترات", "كلم", "كم", "كيلومترين", "mile", "miles",
    ]),
    (Sign::NoName, &[
        "تقع", "يقع", "واقعه", "الواقعه", "تبعد", "يبعد", "التي", "الذي", "كانت", "كان", "تسكنها",
        "يسكنها", "تقطنها", "يقطنها", "مجاوره", "حدوديه", "صغيره", "ناييه", "اخري", "تابعه",
        "وسط", "شمال", "جنوب", "شرق", "غرب", "شمالي", "جنوبي", "شرقي", "غربي", "قريبه", "معزوله",
        "ريفيه", "استراتيجيه", "مهمه", "باكملها", "ذات", "هذه", "ليل", "ليله", "فجر", "صباح",
        "مسا", "يوم", "امس", "خلال", "بعد", "قبل", "حيث", "عند", "محيطه", "حول", "قرب", "متفرقه",
        "عده", "باقليم", "بمنطقه", "بولايه", "بمقاطعه", "بدايره", "بين", "تحت", "داخل", "غير",
        "كامله", "تدعي", "تسمي", "يدعي", "يسمي", "المسماه", "اسمها",
    ]),
    (Sign::Linked, &[
        "linked", "affiliated", "affiliate", "affiliates", "loyal", "lie", "lies", "liee",
        "liees", "affilie", "affilies", "affiliee", "affiliees", "proches", "proche", "المرتبطه",
        "مرتبطه", "المرتبط", "المرتبطين", "الموالي", "الموالين", "الموالون", "allegiance",
        "allies",
    ]),
    (Sign::Accuse, &[
        "accuse", "accused", "accuses", "accusing", "accusent", "accusait", "accusant", "blame",
        "blames", "blamed", "blaming",
    ]),
    (Sign::Charge, &[
        "allegedly", "alleged", "alleges", "allegations", "accusations", "impute", "imputent",
        "pointe", "pointent", "accusee", "accusees", "اتهم", "اتهمت", "يتهم", "تتهم", "متهم", "اتهامات",
        "اتهموا", "واتهم", "واتهمت", "ادعاات", "مزاعم",
    ]),
    (Sign::Witness, &[
        "witness", "witnesses", "resident", "residents", "locals", "survivor", "survivors",
        "hospital", "medical", "temoin", "temoins", "habitant", "habitants", "riverain",
        "riverains", "rescape", "rescapes", "locale", "locales", "hospitaliere", "hospitalieres",
        "medicale", "elu", "elus", "notable", "notables", "mayor", "maire", "villagers",
        "villageois", "شاهد", "شهود", "سكان", "السكان", "محليه", "طبيه", "محلي", "محليون",
        "محليين", "اهالي", "الاهالي", "امنيه", "security", "securitaire", "securitaires",
        "elders",
    ]),
    (Sign::Paper, &["communique", "bulletin", "بيان", "البيان"]),
    (Sign::Spokesman, &[
        "spokesman", "spokesperson", "porte", "statement", "لبيان", "ناطق", "الناطق", "متحدث",
        "المتحدث", "ببيان",
    ]),
    (Sign::Happens, &[
        "occurred", "happened", "deroulee", "deroule", "produite", "produit", "survenue",
        "survenu", "place", "lieu", "وقع", "ووقع", "وقعت", "جري", "حدث",
    ]),
    (Sign::Aside, &[
        "a", "ont", "has", "have", "had", "also", "the", "l", "la", "le", "les", "avait", "to",
        "de", "du", "des", "d", "egalement", "later", "spokesman", "of", "in", "an", "it",
        "source", "officials", "في", "من", "ان", "spokesperson", "statement", "sources", "un",
        "une", "s", "ministry", "ministere", "general", "etat", "major", "pour", "sa", "part",
        "armed", "by", "par", "officiers", "officer", "officiel", "ضابط", "احد", "احدي", "aussi",
        "weekly", "bulletin", "communique", "on",
    ]),
    (Sign::Filler, &[
        "the", "a", "an", "des", "de", "du", "les", "la", "le", "l", "d", "un", "une", "members",
        "of", "membres", "elements", "fighters", "combattants", "unidentified", "unknown",
        "armed", "its", "ses", "leur", "their", "group", "groupe", "about", "environ", "several",
        "plusieurs", "عناصر", "مجموعه", "مرتزقه", "قوات", "وحدات", "من", "مقاتلي", "مقاتلو",
        "مسلحي", "مسلحو", "two", "deux", "trois", "three", "quatre", "some", "other", "autres",
        "more", "heavily", "افراد", "دعوي", "تنظيم", "جماعه", "تابع", "تابعه", "اخري", "unite",
        "unit", "son", "sa", "leurs", "au", "aux", "suspected",
    ]),
    (Sign::Office, &[
        "governor", "mayor", "prefect", "gouverneur", "maire", "prefet", "حاكم", "محافظ", "عمده",
        "gouvernorat", "deputy", "depute", "hospital", "hopital", "مستشفي", "procureur",
        "prosecutor", "diocese", "eveque", "bishop", "university", "universite", "tribunal",
        "court", "parquet",
    ]),
    (Sign::Boat, &[
        "bateau", "navire", "boat", "ferry", "ship", "vessel", "pinasse", "مركب", "المركب",
        "قارب", "القارب", "سفينه", "السفينه", "عباره", "العباره", "باخره", "الباخره",
    ]),
    (Sign::Call, &[
        "reached", "contacted", "interviewed", "reporters", "joint", "jointe", "joints",
        "contacte", "contactee", "interroge", "interrogee", "هاتفي", "هاتفيا", "بالهاتف",
    ]),
    (Sign::Capital, &["capital", "capitale", "العاصمه", "بالعاصمه", "للعاصمه", "والعاصمه"]),
    (Sign::Bullet, &[
        "balle", "balles", "bullet", "bullets", "gunshot", "gunshots", "gunfire", "رصاص", "الرصاص",
        "بالرصاص", "برصاص",
    ]),
    (Sign::Among, &[
        "including", "dont", "among", "notamment", "بينهم", "بينهن", "ومنهم", "وبينهم", "ضمنهم",
    ]),
    (Sign::Occasion, &[
        "after", "following", "since", "amid", "over", "against", "despite", "because",
        "denouncing", "demanding", "protesting", "fleeing", "escape", "avenge", "regarding",
        "concerning", "demand", "denounce", "protest", "condemn", "calling", "accused",
        "suspected", "due", "involved", "linked", "connection", "charged", "behind",
        "retaliation", "response", "reaction", "victims", "survivors", "families",
        "perpetrators", "mastermind", "masterminds", "ahead",
    ]),
    (Sign::FrenchOccasion, &[
        "apres", "suite", "depuis", "lendemain", "malgre", "contre", "denoncer", "denoncant",
        "reclamer", "reclamant", "exiger", "exigeant", "face", "fuyant", "fuir", "raison",
        "faute", "soupconne", "soupconnes", "accuse", "accuses", "riposte", "reaction",
        "represailles", "implique", "impliques", "complice", "complices", "auteurs", "auteur",
        "cerveau", "victimes", "rescapes", "survivants", "lies", "lie", "protester", "demander",
        "obtenir", "fin",
    ]),
    (Sign::ArabicOccasion, &[
        "بعد", "عقب", "منذ", "اثر", "بسبب", "ضد", "جرا", "احتجاجا", "احتفالا", "تنديدا", "دعما",
        "تاييدا", "ردا", "رفضا", "انتقاما", "هربا", "خوفا", "خشيه", "بتهمه", "بشبهه",
        "للاشتباه", "بدعوي", "بالضلوع", "ضلوعه", "ضلوعهم", "للمطالبه", "مطالبين", "مطالبه",
        "للتنديد", "للاحتجاج", "بالتورط", "تورطهم",
    ]),
    (Sign::Fled, &["fled", "flee", "fui", "fuient", "فر", "فروا", "نزحوا", "هربوا", "نزح"]),
    (Sign::Their, &["their", "its", "son", "leur", "ناطق", "متحدث", "الناطق", "المتحدث"]),
    (Sign::Ours, &[
        "our", "nos", "قواتنا", "مقاتلينا", "مقاتلونا", "مجاهدينا", "جنودنا", "وحداتنا",
    ]),
    (Sign::Rights, &[
        "rights", "civil", "association", "associations", "collectif", "ong", "ngo",
        "observatoire", "observatory", "collective", "جمعيه", "مرصد", "المرصد", "جماعه", "منظمه",
        "مجموعه", "منظمات", "الجماعه", "المنظمه",
    ]),
    (Sign::Lately, &[
        "recent", "past", "last", "dernieres", "derniers", "الاخيره", "الماضيه", "الماضيين",
        "الماضي", "dernier", "derniere", "previous",
    ]),
    (Sign::Stretch, &[
        "months", "weeks", "years", "mois", "semaines", "annees", "اشهر", "الاشهر", "اسابيع",
        "الاسابيع", "الاسبوعين", "year", "an", "annee", "العام", "الشهرين", "السنوات", "سنوات",
    ]),
    (Sign::Sites, &[
        "towns", "villages", "localities", "locations", "cities", "areas", "localites", "villes",
        "positions", "regions", "مدن", "قري", "مواقع", "بلدات", "مناطق", "sites",
        "installations",
    ]),
    (Sign::Agency, &["agence", "agency", "وكاله", "وكالات", "media", "medias"]),
    (Sign::Be, &["was", "were", "been", "being", "are", "is", "be"]),
    (Sign::Etre, &["ete", "est", "sont", "etaient", "etait", "furent", "etre"]),
    (Sign::Avoir, &["a", "ont", "avaient", "avait", "avoir", "ayant", "aurait", "auraient"]),
    (Sign::Clause, &[
        "while", "whereas", "tandis", "alors", "mais", "but", "بينما", "فيما", "puis",
        "meanwhile",
    ]),
];

/// A set of signs, a bit for each of up to 64.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs(u64);

impl Signs {
    /// Whether a sign is among them.
    pub(super) fn has(self, sign: Sign) -> bool {
        self.0 & (1 << sign as u32) != 0
    }
}

/// The lists, ready for looking up.
pub(super) struct SignTable {
    words: QuickMap<Box<str>, Signs>,
    heads: Heads,
}

impl SignTable {
    /// Indexes the lists and what the pack adds to them.
    pub(super) fn new(names: &Names) -> Self {
        let mut table = Self { words: QuickMap::default(), heads: Heads::default() };
        for &(sign, list) in LISTS {
            for word in list {
                table.add(sign, word);
                if sign == Sign::ArabicOccasion {
                    table.add(sign, &format!("و{word}"));
                }
            }
        }
        let press = names.actors.iter().flat_map(|it| &it.press);
        let added = names.agencies.iter().map(|it| (Sign::Agency, it));
        let added = added.chain(names.peoples.iter().map(|it| (Sign::NameLink, it)));
        for (sign, word) in added.chain(press.map(|it| (Sign::Paper, it))) {
            table.add(sign, &fold(word));
        }
        table
    }

    fn add(&mut self, sign: Sign, word: &str) {
        self.heads.add(word);
        self.words.entry(word.into()).or_default().0 |= 1 << sign as u32;
    }

    /// The signs of every token.
    pub(super) fn read(&self, tokens: &Tokens) -> Vec<Signs> {
        (0..tokens.len()).map(|at| self.of(tokens.word(at))).collect()
    }

    fn of(&self, word: &str) -> Signs {
        let known = self.heads.may_hold(word).then(|| self.words.get(word)).flatten();
        known.copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, signs: &[Sign], none: &[Sign]) {
        let found = SignTable::new(Names::embedded("sahel")).of(word);
        assert!(signs.iter().all(|it| found.has(*it)), "{word}: {found:?}");
        assert!(!none.iter().any(|it| found.has(*it)), "{word}: {found:?}");
    }

    #[test]
    fn a_word_has_the_sign_of_every_list_in_which_it_stands() {
        check("de", &[Sign::Small, Sign::Aside, Sign::Filler], &[Sign::Road]);
        check("voisin", &[Sign::Border, Sign::NameLink], &[Sign::Near]);
        check("بمقاطعه", &[Sign::Unit, Sign::NoName], &[Sign::SurePlace]);
        check("towards", &[Sign::Toward], &[Sign::Away]);
        check("songhai", &[Sign::NameLink], &[Sign::Small]);
        check("dirpa", &[Sign::Paper], &[Sign::Agency]);
        check("رويترز", &[Sign::Agency], &[Sign::Paper]);
        check("وبعد", &[Sign::ArabicOccasion], &[Sign::Occasion]);
        check("xyz", &[], &[Sign::Small, Sign::Near]);
        check("", &[], &[Sign::Small]);
    }

    #[test]
    fn no_list_holds_a_word_twice() {
        for (sign, list) in LISTS {
            for (nth, word) in list.iter().enumerate() {
                assert!(!list[nth + 1..].contains(word), "{sign:?}: {word}");
            }
        }
    }
}
