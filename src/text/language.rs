//! The language of a text: by its script, then by the small words that every sentence needs.

use crate::model::Lang;

use super::fold::fold;

/// How many characters are looked at: enough for a paragraph, few enough to cost nothing.
const LOOKED_AT: usize = 1500;

/// Function words, folded, that the language has and its neighbours here have not.
#[rustfmt::skip]
const ENGLISH: &[&str] = &[
    "the", "of", "and", "in", "to", "a", "is", "was", "were", "for", "with", "that", "by", "has",
    "have", "had", "from", "at", "after", "its", "who", "said", "it", "be", "been", "are", "an",
    "this", "not", "their", "which", "as", "near", "over", "amid", "his", "her",
];
#[rustfmt::skip]
const FRENCH: &[&str] = &[
    "le", "la", "les", "des", "du", "de", "et", "un", "une", "dans", "pour", "par", "sur", "au",
    "aux", "est", "ont", "ete", "qui", "que", "se", "ce", "ces", "son", "sa", "ses", "avec",
    "selon", "l", "d", "qu", "s", "n", "c", "apres", "plus", "contre", "leur", "en", "il", "pas",
    "deux", "fait", "a",
];
/// Words of languages that share the script and much else, so that they are not taken for one of
/// ours: Spanish, Portuguese, Italian, German, Dutch, Hausa, Fulfulde, Bambara, Swahili.
#[rustfmt::skip]
const OTHERS: &[&str] = &[
    "el", "los", "las", "del", "y", "con", "para", "una", "por", "como", "fue", "o", "os", "do",
    "da", "dos", "das", "nao", "uma", "em", "na", "no", "ao", "il", "di", "che", "della", "per",
    "sono", "gli", "der", "die", "das", "und", "ist", "von", "mit", "den", "ein", "eine", "nicht",
    "het", "een", "van", "op", "zijn", "ya", "da", "ta", "sun", "cikin", "wani", "ba", "su", "kuma",
    "wata", "an", "ne", "ye", "ka", "be", "ni", "la", "ko", "wa", "kwa", "katika", "cha", "vya",
    "hum", "e", "nder", "ngam", "wadi", "min", "to",
];
/// Letters that Arabic writes and Persian, Urdu and Pashto do not need, and the reverse.
const NOT_ARABIC: &[char] = &['پ', 'چ', 'ژ', 'گ', 'ک', 'ی', 'ے', 'ہ', 'ں', 'ٹ', 'ڈ', 'ړ', 'ښ', 'ډ'];

/// The language of a text, `None` when it is none of ours or too little to tell.
pub fn language(text: &str) -> Option<Lang> {
    let head: String = text.chars().take(LOOKED_AT).collect();
    let (mut arabic, mut latin, mut other, mut foreign) = (0_usize, 0, 0, 0);
    for c in head.chars().filter(|it| it.is_alphabetic()) {
        match c {
            _ if NOT_ARABIC.contains(&c) => foreign += 1,
            '\u{600}'..='\u{6ff}' | '\u{fb50}'..='\u{fefc}' => arabic += 1,
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => latin += 1,
            _ => other += 1,
        }
    }
    if arabic + foreign > latin.max(other) {
        return (foreign * 20 < arabic).then_some(Lang::Ar);
    }
    if latin <= other { None } else { by_words(&head) }
}

/// English or French by the share of small words; close calls and other languages are `None`.
fn by_words(head: &str) -> Option<Lang> {
    let folded = fold(head);
    let (mut words, mut english, mut french, mut others) = (0_usize, 0_usize, 0_usize, 0_usize);
    for word in folded.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()) {
        words += 1;
        english += usize::from(ENGLISH.contains(&word));
        french += usize::from(FRENCH.contains(&word));
        others += usize::from(OTHERS.contains(&word));
    }
    let (best, lang) = if english > french { (english, Lang::En) } else { (french, Lang::Fr) };
    let rival = english.min(french);
    let clear = best > rival && best * 8 >= words && best * 4 >= others * 5;
    clear.then_some(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<Lang>) {
        assert_eq!(language(text), expected, "{text}");
    }

    #[test]
    fn ours_are_told_apart() {
        check("The army said that two soldiers were killed in an ambush near Gao", Some(Lang::En));
        check("Deux soldats ont été tués dans une embuscade près de Gao", Some(Lang::Fr));
        check("أعلن الجيش مقتل جنديين في كمين قرب غاو", Some(Lang::Ar));
        check("L’armée malienne repousse une attaque", Some(Lang::Fr));
        check("Mali: l'attaque de Kati revendiquée par le JNIM", Some(Lang::Fr));
        check("Gunmen kill ten in attack on village in central Mali", Some(Lang::En));
        check("raises the شعار of restoring security in the north", Some(Lang::En));
    }

    #[test]
    fn others_are_none() {
        check("", None);
        check("12 345", None);
        check("Военные сообщили об атаке", None);
        check("El ejército dijo que los soldados murieron en una emboscada", None);
        check("Die Armee sagte, dass zwei Soldaten bei einem Angriff getötet wurden", None);
        check("Sojoji sun kashe 'yan bindiga a cikin wani hari da suka kai a jihar", None);
        check("Esercito: due soldati sono stati uccisi in un attacco nel nord della regione", None);
        check("ارتش می‌گوید که دو سرباز در حمله کشته شدند و گروهی زخمی", None);
    }
}
