use super::{super::closed::Words, find};
use crate::{
    code::dates,
    model::Lang::{self, Ar, En, Fr},
    text::token::Tokens,
};

/// The numbers of a text: "words=low..high", `?` for a bound that is not said, `~` approximate,
/// `*` weak, `vague`.
fn read(lang: Lang, text: &str) -> Vec<String> {
    let words = Words::new();
    let tokens = Tokens::of(text, 0);
    let scan = words.read(&tokens, lang);
    find(&scan, &dates::find(&scan))
        .into_iter()
        .map(|it| {
            let bound = |it: Option<u32>| it.map_or("?".to_owned(), |it| it.to_string());
            let value = match (it.low, it.high) {
                _ if it.vague => "vague".to_owned(),
                (Some(low), Some(high)) if low == high => low.to_string(),
                (low, high) => format!("{}..{}", bound(low), bound(high)),
            };
            let marks = [(it.approximate, "~"), (it.weak, "*"), (it.dual_noun, "+")];
            marks.iter().filter(|it| it.0).map(|it| it.1).fold(value, |it, mark| it + mark)
        })
        .collect()
}

#[track_caller]
fn check(lang: Lang, text: &str, expected: &[&str]) {
    assert_eq!(read(lang, text), expected, "{text}");
}

#[test]
fn digits_and_their_separators() {
    check(En, "1,200 people fled", &["1200"]);
    check(Fr, "1 200 personnes", &["1200"]);
    check(Fr, "1\u{202f}200\u{a0}000 déplacés", &["1200000"]);
    check(Fr, "1.200 réfugiés", &["1200"]);
    check(En, "killed 3, 200 fled", &["3", "200"]);
    check(En, "1.2 million people", &["1200000"]);
    check(Fr, "1,5 million de déplacés", &["1500000"]);
    check(Ar, "42 ألفاً و559 شخصاً", &["42559"]);
    check(Ar, "78 ألف شخص", &["78000"]);
    check(Ar, "قتل ٣ جنود", &["3"]);
    check(Fr, "02 Pick-up des bandits", &["2"]);
}

#[test]
fn words_in_english() {
    check(En, "twelve soldiers", &["12"]);
    check(En, "twenty-two soldiers and five civilians", &["22", "5"]);
    check(En, "two hundred and fifty-one people", &["251"]);
    check(En, "three thousand four hundred displaced", &["3400"]);
    check(En, "five hundred thousand", &["500000"]);
    check(En, "a hundred fighters", &["100~"]);
    check(En, "a dozen fighters, two dozen motorbikes", &["12~", "24~"]);
    check(En, "half a dozen men", &["6~"]);
    check(En, "one soldier and one of them", &["1*", "1*"]);
}

#[test]
fn words_in_french() {
    check(Fr, "vingt et un soldats", &["21"]);
    check(Fr, "soixante-dix-sept morts", &["77"]);
    check(Fr, "soixante et onze", &["71"]);
    check(Fr, "quatre-vingts civils", &["80"]);
    check(Fr, "quatre-vingt-dix-sept civils", &["97"]);
    check(Fr, "cent vingt-trois", &["123"]);
    check(Fr, "deux cents combattants", &["200"]);
    check(Fr, "mille deux cents familles", &["1200"]);
    check(Fr, "deux mille trois cent quarante-cinq", &["2345"]);
    check(Fr, "dix-sept villageois, dix autres", &["17", "10"]);
    check(Fr, "cent quatre-vingt-deux", &["182"]);
    check(Fr, "une trentaine de morts", &["30~"]);
    check(Fr, "une demi-douzaine d'hommes", &["6~"]);
    check(Fr, "près d'une centaine de criminels", &["100~"]);
    check(Fr, "deux soldats, trois civils et un enfant", &["2", "3", "1*"]);
    check(Fr, "soixante-quatre personnes, dont 49 civils et 15 soldats", &["64", "49", "15"]);
}

#[test]
fn words_in_arabic() {
    check(Ar, "ثلاثة جنود", &["3"]);
    check(Ar, "أحد عشر جنديا", &["11"]);
    check(Ar, "اثنا عشر قتيلا", &["12"]);
    check(Ar, "خمسة عشر شخصا", &["15"]);
    check(Ar, "خمسة وعشرون مدنيا", &["25"]);
    check(Ar, "مئة وعشرين مسلحا", &["120"]);
    check(Ar, "مائتين وخمسين", &["250"]);
    check(Ar, "ثلاثمائة نازح", &["300"]);
    check(Ar, "ثلاثة آلاف وخمسمائة", &["3500"]);
    check(Ar, "ألفين ومئتين", &["2200"]);
    check(Ar, "مقتل عشرة أشخاص وإصابة ستة", &["10", "6"]);
    check(Ar, "قتل خمسة جنود وأربعة مدنيين", &["5", "4"]);
}

#[test]
fn the_dual_counts_two() {
    check(Ar, "قتل جنديان وأصيب آخر", &["2+"]);
    check(Ar, "مقتل جنديين وإصابة 13 آخرين", &["2+", "13"]);
    check(Ar, "بينهم شرطيان وامرأتان وطفلان", &["2+", "2+", "2+"]);
    check(Ar, "قُتل مدنيان على الأقل", &["2..?+"]);
    check(Ar, "مقتل مدنيين على الأقل", &["2..?+"]);
    // The plural has the same letters.
    check(Ar, "مقتل مدنيين في الهجوم", &[]);
    check(Ar, "جنديان اثنان", &["2+"]);
    check(Ar, "شرطيان واثنان آخران", &["2+", "2"]);
}

#[test]
fn bounds() {
    check(En, "at least five soldiers", &["5..?"]);
    check(En, "no fewer than seven people", &["7..?"]);
    check(En, "more than 100 soldiers", &["100..?"]);
    check(En, "over 40 villages", &["40..?"]);
    check(En, "up to 30 fighters", &["?..30"]);
    check(En, "as many as 200", &["?..200"]);
    check(En, "about 40 people", &["40~"]);
    check(En, "some 300 families", &["300~"]);
    check(En, "nearly a dozen", &["12~"]);
    check(Fr, "au moins quatorze soldats", &["14..?"]);
    check(Fr, "plus de 50 civils", &["50..?"]);
    check(Fr, "plus d'une vingtaine", &["20..?~"]);
    check(Fr, "jusqu'à 200 morts", &["?..200"]);
    check(Fr, "environ 15 morts", &["15~"]);
    check(Fr, "quelque 300 hommes", &["300~"]);
    check(Fr, "pas moins de 8 morts", &["8..?"]);
    check(Fr, "deux soldats au moins", &["2..?"]);
    check(Ar, "ما لا يقل عن 12 مدنيا", &["12..?"]);
    check(Ar, "18 شخصاً على الأقل", &["18..?"]);
    check(Ar, "أكثر من مئة جندي", &["100..?"]);
    check(Ar, "نحو عشرين مدنيا", &["20~"]);
    check(Ar, "حوالى 15 شخصاً", &["15~"]);
    check(Ar, "ما يقرب من 20 ألف قتيل", &["20000~"]);
}

#[test]
fn ranges() {
    check(En, "between 30 and 32 soldiers", &["30..32"]);
    check(En, "30 to 32 soldiers", &["30..32"]);
    check(En, "30-32 soldiers", &["30..32"]);
    check(En, "two or three men", &["2..3"]);
    check(Fr, "entre 30 et 32 soldats", &["30..32"]);
    check(Fr, "de 30 à 32 soldats", &["30..32"]);
    check(Fr, "entre trois et six chasseurs", &["3..6"]);
    check(Ar, "ما بين 30 و32 جنديا", &["30..32"]);
    check(Ar, "بين ثلاثة وستة", &["3..6"]);
    check(Fr, "estimées entre 100 et 200", &["100..200"]);
}

#[test]
fn words_without_a_value() {
    check(En, "dozens of people and several soldiers", &["vague", "vague"]);
    check(En, "a number of cities", &["vague"]);
    check(En, "the number of dead", &[]);
    check(Fr, "plusieurs dizaines de terroristes", &["vague"]);
    check(Fr, "des dizaines de civils", &["vague"]);
    check(Ar, "عشرات القتلى", &["vague"]);
    check(Ar, "عددًا من الجنود", &["vague"]);
    check(Ar, "العديد من الجرحى", &["vague"]);
    check(En, "no soldiers died", &["0*"]);
    check(Fr, "aucun mort", &["0*"]);
}

#[test]
fn what_is_no_count() {
    check(Fr, "le calibre 12.7 et la RN15", &[]);
    check(En, "an AK-47 and a 7.62 mm round", &[]);
    check(Fr, "vers 6h15, âgé de 20 ans, pendant 48 heures", &[]);
    check(Fr, "le 23 février 2020", &[]);
    check(En, "the 15th battalion", &[]);
    check(Fr, "le 1er régiment", &[]);
    check(En, "in 2012 three men", &["3"]);
}
