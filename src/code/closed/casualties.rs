//! Words by which the dead and wounded are counted, folded. Data only.

/// Words that may stand between a casualty word and what it governs.
#[rustfmt::skip]
pub(in crate::code) const BOUND: &[&str] = &[
    "at", "least", "au", "moins", "about", "some", "environ", "more", "than", "plus", "de", "d",
    "of", "to", "a", "the", "les", "des", "la", "le", "un", "une", "an", "nearly", "around",
    "approximately", "toll", "has", "risen", "rose", "up", "as", "many", "no", "fewer", "less",
    "not", "ما", "لا", "يقل", "عن", "نحو", "حوالي", "اكثر", "من", "علي", "الاقل",
    "قرابه", "عدد", "pas", "pres", "quelque", "l", "ses", "its", "their", "leur", "leurs", "his",
    "her", "son", "sa", "i", "e", "eleve", "s", "porte", "is", "est", "stands", "fait", "etait",
    "was", "between", "entre", "بين", "سوي", "الي", "another", "autre", "autres", "other", "كل",
    "both", "two", "all", "tous", "toutes", "on", "in", "total", "en", "par", "كلا", "also", "egalement", "aussi", "ايضا",
    "بحياه", "حياه", "our", "nos", "notre", "بحق", "فيه", "فيها", "خلاله", "خلالها", "اليوم", "امس", "يوم", "مع",
];

/// Nouns and adjectives of a state that stand behind those who are in it: "found dead", "blessés".
#[rustfmt::skip]
pub(in crate::code) const STATES: &[&str] = &[
    "dead", "wounded", "injured", "missing", "unaccounted", "mort", "morts", "morte", "mortes",
    "blesse", "blesses", "blessee", "blessees", "tues", "disparu", "disparus", "portes", "porte",
    "introuvables", "introuvable", "مفقودا", "مفقودين", "قتلي", "جرحي", "hostage", "hostages",
    "otage", "otages", "captive", "captives", "بجروح", "مصابين",
];

/// Arabic nouns for many people that no ending tells: broken plurals, bodies of men; folded.
#[rustfmt::skip]
pub(in crate::code) const ARABIC_MANY: &[&str] = &[
    "جنود", "عناصر", "رجال", "افراد", "اشخاص", "نسا", "اطفال", "ضباط", "عمال", "رعاه",
    "تجار", "طلاب", "حراس", "سكان", "شبان", "شباب", "قاده", "قوات", "شيوخ", "اهالي", "ابنا", "ركاب", "بدو", "سياح", "رعايا", "زعما", "امرا", "مرتزقه", "طلبه", "تلاميذ",
    "اطبا", "ناس", "بشر", "جيش", "شرطه", "درك", "حرس", "جماعه", "مجموعه", "كتيبه", "ميليشيا",
    "رهاين", "ضحايا", "مدنيات", "فتيات", "قرويات", "عسكر", "سايقي", "مقاتلي", "مسلحي", "جنوده",
    "رجاله", "عناصره", "عناصرها", "جنودها", "مقاتلو", "مسلحو", "عاملي", "صيادي", "متطوعي",
    "سلطات", "قبايل", "نشطا", "عمد", "ايمه", "فلاحي", "لاجيي", "خبرا", "تنظيم", "حركه", "جبهه",
    "ارهاب", "حكومه", "دوله", "قوه", "وحده", "دوريه", "وحدات", "اسر", "عايله", "عايلات", "سواق",
    "امن", "عدو", "خصم", "مهاجمي", "قتلي", "جرحي", "اناس", "زوار", "ماره",
];

/// What befalls people who are no casualties: "and some thirty guests evacuated".
#[rustfmt::skip]
pub(in crate::code) const SPARED: &[&str] = &[
    "evacuated", "rescued", "freed", "released", "saved", "displaced", "unharmed", "arrested",
    "detained", "evacues", "evacuees", "sauves", "sauvees", "liberes", "liberees", "secourus",
    "deplaces", "deplacees", "indemnes", "interpelles", "arretes", "ont", "fled", "fui",
];

/// Words that no noun phrase goes on behind.
#[rustfmt::skip]
pub(in crate::code) const FUNCTION: &[&str] = &[
    "in", "at", "on", "near", "by", "with", "when", "after", "before", "during", "as", "who",
    "that", "which", "while", "for", "to", "since", "between", "were", "was", "have", "has",
    "had", "are", "is", "and", "or", "but", "of", "et", "ou", "dans", "a", "au", "aux", "par",
    "lors", "pres", "sur", "qui", "que", "ont", "sont", "avec", "pour", "en", "apres", "avant",
    "depuis", "d", "entre", "في", "عندما", "حين", "اثر", "خلال", "بعد", "قرب", "علي", "الي",
    "جرا", "بينما", "فيما", "اثنا", "وفق", "بحسب", "حسب", "كانوا", "كانا", "شمال", "جنوب",
    "شرق", "غرب", "وسط",
];

/// Arabic kin and companions of one person, each one more; folded, without the "and".
#[rustfmt::skip]
pub(in crate::code) const ARABIC_KIN: &[&str] = &[
    "ابنه", "ابنها", "زوجته", "زوجها", "شقيقه", "شقيقته", "شقيقها", "اخيه", "اخوه", "اخاه", "والده",
    "والدته", "والدها", "والدتها", "طفله", "طفلها", "طفلته", "طفلتها", "ابنته", "ابنتها",
    "رضيعها", "نجله", "سايقه", "مرافقه", "مساعده", "حارسه", "حفيده",
];

/// Those of them in the dual.
#[rustfmt::skip]
pub(in crate::code) const ARABIC_KIN_TWO: &[&str] = &[
    "ابنيه", "ابناه", "طفليه", "طفليها", "طفلاها", "طفلاه", "ابنيها", "ابناها", "شقيقيه", "زوجتيه",
    "مرافقاهم", "مرافقيهم", "سايقاهم", "سايقيهم", "دليلاهم", "مرافقيه", "مرافقاه", "حارسيه", "حارساه", "نجليه",
];

/// Ordinals that stand for one more person: "and killed a fifth".
pub(in crate::code) const ORDINALS: &[&str] = &[
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "deuxieme",
    "seconde",
    "troisieme",
    "quatrieme",
    "cinquieme",
    "sixieme",
    "septieme",
    "huitieme",
];

/// Words among the targets that are people: worshippers, teachers, the mayor.
#[rustfmt::skip]
pub(in crate::code) const HUMAN: &[&str] = &[
    "worshippers", "fideles", "teachers", "teacher", "enseignants", "pupils", "eleves",
    "journalist", "journalists", "journaliste", "journalistes", "humanitaires", "humanitarians",
    "orpailleurs", "farmers", "doctor", "doctors", "medecin", "medecins", "worker", "workers",
    "travailleurs", "travailleur", "مصلين", "معلمين", "صحفيين", "صحافيين", "صحفي", "صحافي",
    "peacekeeper", "peacekeepers", "officials", "official", "elus", "elu", "employes", "agents",
    "agent", "mayor", "maire", "prefet", "prefect", "governor", "gouverneur", "minister",
    "ministre", "depute", "judge", "juge", "councillor", "reporter", "chef", "chief", "casque",
    "casques", "helmets", "عمده", "حاكم", "محافظ", "وزير", "قاضي", "نايب", "طبيب", "موظف", "عامل",
    "رييس", "زعيم", "شيخ", "مسوول", "عمال", "موظفي",
];
