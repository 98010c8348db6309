use jiff::civil::Date;

use super::{super::closed::Words, Bound, Context, DateExpr, What, find, resolve};
use crate::{
    model::Lang::{self, Ar, En, Fr},
    text::token::Tokens,
};

fn exprs(lang: Lang, text: &str) -> Vec<DateExpr> {
    let words = Words::new();
    find(&words.read(&Tokens::of(text, 0), lang))
}

fn show(expr: &DateExpr, anchor: Option<Date>, context: Context) -> String {
    let since = match expr.bound {
        Bound::On => "",
        Bound::Since => "since ",
        Bound::Until => "until ",
    };
    let part = expr.time_of_day.map_or(String::new(), |it| format!(" {}", it.word()));
    if let What::Year { year } = expr.what {
        return format!("{since}year {year}{part}");
    }
    let Some(found) = resolve(expr, anchor, context) else { return format!("{since}-{part}") };
    let end = found.end.map_or(String::new(), |it| format!("..{it}"));
    let precision = match found.precision {
        1 => String::new(),
        other => format!(" p{other}"),
    };
    format!("{since}{}{end}{precision}{part}", found.date)
}

/// Expressions of a text with its day of publication (empty: unknown) against
/// "[since|until] date[..end][ pN][ part]"; `-` is what names no day.
#[track_caller]
fn check(lang: Lang, text: &str, anchor: &str, expected: &[&str]) {
    let anchor = anchor.parse().ok();
    let found: Vec<_> =
        exprs(lang, text).iter().map(|it| show(it, anchor, Context::default())).collect();
    assert_eq!(found, expected, "{text}: {:#?}", exprs(lang, text));
}

/// One expression, told beside a named day.
#[track_caller]
fn check_beside(lang: Lang, text: &str, named: &str, expected: &str) {
    let context = Context { named: named.parse().ok(), future: false };
    let found: Vec<_> = exprs(lang, text).iter().map(|it| show(it, None, context)).collect();
    assert_eq!(found, [expected], "{text}");
}

#[test]
fn calendar_days_in_english() {
    check(En, "On 12 May 2019 gunmen", "", &["2019-05-12"]);
    check(En, "May 12, 2019", "", &["2019-05-12"]);
    check(En, "on the 12th of May, 2019,", "", &["2019-05-12"]);
    check(En, "12/05/2019", "", &["2019-05-12"]);
    check(En, "05/02/2013: Assailants opened fire", "", &["2013-05-02"]);
    check(En, "18/02/2013: Assailants opened fire", "", &["2013-02-18"]);
    check(En, "2019-05-12", "", &["2019-05-12"]);
    check(En, "May 31st 2019", "", &["2019-05-31"]);
    check(En, "on 31 June 2019", "", &["-"]);
    check(En, "Sunday, December 15.", "2024-12-16", &["2024-12-15"]);
    check(En, "On July 26, Niger's guard", "2023-10-05", &["2023-07-26"]);
    check(En, "on Friday April 8 in an attack", "2022-04-08", &["2022-04-08"]);
    check(En, "on April 25, the army", "2026-07-04", &["2026-04-25"]);
    check(En, "today, Saturday", "2026-07-04", &["2026-07-04"]);
    check(En, "Since early September 2, demonstrations", "2023-10-05", &["since 2023-09-02"]);
}

#[test]
fn calendar_days_in_french() {
    check(Fr, "le 1er mai 2019", "", &["2019-05-01"]);
    check(Fr, "ce dimanche 23 février lors de", "2020-02-23", &["2020-02-23"]);
    check(Fr, "le lundi 20 mai dernier", "2024-05-22", &["2024-05-20"]);
    check(Fr, "ce vendredi 29 Mars 2024,", "", &["2024-03-29"]);
    check(Fr, "du jeudi 07 septembre 2023", "", &["2023-09-07"]);
    check(Fr, "Le mardi, 16 mars 2021, le blocus", "", &["2021-03-16"]);
    check(Fr, "publié samedi 13 septembre au soir", "2025-09-14", &["2025-09-13 evening"]);
    check(Fr, "Le 7 novembre dernier, des", "2016-12-07", &["2016-11-07"]);
    check(Fr, "le 29 octobre, les FAMa", "2025-10-31", &["2025-10-29"]);
    check(Fr, "le 31 décembre", "2026-01-05", &["2025-12-31"]);
}

#[test]
fn calendar_days_in_arabic() {
    check(Ar, "12 مايو 2019", "", &["2019-05-12"]);
    check(Ar, "12 أيار 2019", "", &["2019-05-12"]);
    check(Ar, "12 ماي 2019", "", &["2019-05-12"]);
    check(Ar, "في 3 جانفي 2020", "", &["2020-01-03"]);
    check(Ar, "5 فيفري 2020 و6 أفريل 2020", "", &["2020-02-05", "2020-04-06"]);
    check(
        Ar,
        "17 جوان 2020 ثم 18 جويلية 2020 ثم 19 أوت 2020",
        "",
        &["2020-06-17", "2020-07-18", "2020-08-19"],
    );
    check(Ar, "9 كانون الثاني 2020", "", &["2020-01-09"]);
    check(Ar, "9 تشرين الثاني/نوفمبر 2020", "", &["2020-11-09"]);
    check(Ar, "25 آذار/ مارس 2020", "", &["2020-03-25"]);
    check(Ar, "يوم الخميس 03 مارس 2022 عبر", "", &["2022-03-03"]);
    check(Ar, "صباح اليوم الأربعاء 20 أغسطس 2025 هجوما", "", &["2025-08-20 morning"]);
    check(Ar, "اليوم الخميس 17 مارس 2022", "", &["2022-03-17"]);
    check(Ar, "الخامس والعشرين من أبريل 2026", "", &["2026-04-25"]);
    check(Ar, "الخامس عشر من شهر مايو", "2026-06-01", &["2026-05-15"]);
    check(Ar, "في 26 مارس الماضي", "2024-04-10", &["2024-03-26"]);
    check(Ar, "وبداية تشرين الثاني (نوفمبر) 2016", "", &["2016-11-01 p3"]);
}

#[test]
fn all_digit_dates_keep_both_readings() {
    let found = exprs(En, "Published On 4/7/2026");
    let [expr] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(show(expr, None, Context::default()), "2026-07-04");
    let other = expr.other_reading().unwrap();
    assert_eq!(show(&other, None, Context::default()), "2026-04-07");
    assert_eq!(exprs(En, "5/5/2026").first().unwrap().other_reading(), None);
    assert_eq!(exprs(En, "25/5/2026").first().unwrap().other_reading(), None);
    check(En, "5/25/2026", "", &["2026-05-25"]);
    check(Fr, "attaque le 03/11/2026, tuant 12 personnes", "2026-11-05", &["2026-11-03"]);
    check(Fr, "12.05.2019", "", &["2019-05-12"]);
    check(Fr, "le 26/02", "2020-03-01", &["2020-02-26"]);
}

#[test]
fn weekdays() {
    check(En, "killed on Saturday", "2026-07-04", &["2026-07-04"]);
    check(En, "killed on Saturday", "2026-07-05", &["2026-07-04"]);
    check(En, "killed on Saturday", "", &["-"]);
    check(En, "last Saturday", "2026-07-04", &["2026-06-27"]);
    check(En, "next Monday", "2026-07-04", &["2026-07-06"]);
    check(En, "Saturday evening in", "2021-04-18", &["2021-04-17 evening"]);
    check(En, "early on Tuesday", "2026-07-04", &["2026-06-30 morning"]);
    check(En, "in the early hours of Tuesday", "2020-10-27", &["2020-10-27 dawn"]);
    check(En, "every Monday", "2026-07-04", &[]);
    check(Fr, "samedi dernier", "2026-07-05", &["2026-07-04"]);
    check(Fr, "lundi en fin d’après-midi", "2024-07-03", &["2024-07-01 afternoon"]);
    check(Fr, "dimanche soir, le village", "2022-07-04", &["2022-07-03 evening"]);
    check(Fr, "tôt ce samedi matin", "2018-01-27", &["2018-01-27 morning"]);
    check(Fr, "hier samedi", "2024-12-16", &["2024-12-14"]);
    check(Fr, "mercredi dernier", "2026-07-04", &["2026-07-01"]);
    check(Ar, "الثلاثاء الماضي", "2024-06-16", &["2024-06-11"]);
    check(Ar, "يوم الأحد في", "2021-01-07", &["2021-01-03"]);
    check(Ar, "مساء السبت", "2026-07-05", &["2026-07-04 evening"]);
    check(Ar, "ظهر الأربعاء", "2022-03-17", &["2022-03-16 afternoon"]);
    check(Ar, "أمس الأحد", "2021-09-13", &["2021-09-12"]);
    check(Ar, "أول من أمس (الأربعاء)", "2017-02-24", &["2017-02-22"]);
    check(Ar, "منذ مساء الأحد، حظر", "2022-01-24", &["since 2022-01-23 evening"]);
    check(Ar, "منذ يوم الخميس 03 مارس 2022", "", &["since 2022-03-03"]);
    check(Ar, "قبل يوم الأحد", "2022-01-24", &["2022-01-23"]);
    check(Ar, "للأحد", "2022-01-24", &["2022-01-23"]);
    check(En, "on Monday of last week", "2024-05-22", &["2024-05-13"]);
    check(Fr, "le lundi de la semaine dernière", "2024-05-22", &["2024-05-13"]);
    check(Ar, "يوم الاثنين من الأسبوع الماضي", "2024-05-22", &["2024-05-13"]);
}

#[test]
fn days_told_from_the_publication() {
    check(En, "yesterday", "2026-07-04", &["2026-07-03"]);
    check(En, "the day before yesterday", "2026-07-04", &["2026-07-02"]);
    check(En, "two days ago", "2026-07-04", &["2026-07-02"]);
    check(En, "a week ago", "2026-07-09", &["2026-07-02 p2"]);
    check(En, "last night", "2026-07-04", &["2026-07-03 night"]);
    check(En, "this morning", "2026-07-04", &["2026-07-04 morning"]);
    check(En, "tonight", "2026-07-04", &["2026-07-04 night"]);
    check(En, "overnight", "2026-07-04", &["2026-07-03 night"]);
    check(En, "last week", "2026-07-09", &["2026-07-02 p2"]);
    check(En, "last month", "2026-07-09", &["2026-06-01 p3"]);
    check(En, "last year", "2026-07-09", &["-"]);
    check(En, "last weekend", "2026-07-09", &["2026-07-04 p2"]);
    check(En, "over the weekend", "2026-07-06", &["2026-07-04 p2"]);
    check(En, "in recent days", "2026-07-06", &["2026-07-06 p2"]);
    check(Fr, "avant-hier", "2026-07-04", &["2026-07-02"]);
    check(Fr, "hier soir", "2026-07-04", &["2026-07-03 evening"]);
    check(Fr, "aujourd’hui", "2026-07-04", &["2026-07-04"]);
    check(Fr, "il y a trois jours", "2026-07-04", &["2026-07-01"]);
    check(Fr, "il y a une semaine", "2026-07-09", &["2026-07-02 p2"]);
    check(Fr, "la semaine dernière dans", "2026-07-09", &["2026-07-02 p2"]);
    check(Fr, "ce week-end", "2026-07-05", &["2026-07-04 p2"]);
    check(Fr, "la nuit dernière", "2026-07-04", &["2026-07-03 night"]);
    check(Fr, "ces derniers mois", "2026-07-04", &["-"]);
    check(Ar, "أول أمس", "2026-07-04", &["2026-07-02"]);
    check(Ar, "قبل يومين", "2026-07-04", &["2026-07-02"]);
    check(Ar, "منذ ثلاثة أيام", "2026-07-04", &["2026-07-01"]);
    check(Ar, "قبل ثلاثة أيام 13 شخصا", "2026-07-04", &["2026-07-01"]);
    check(Ar, "ليلة البارحة", "2026-07-04", &["2026-07-03 night"]);
    check(Ar, "الليلة الماضية", "2026-07-04", &["2026-07-03 night"]);
    check(Ar, "فجر اليوم", "2026-07-04", &["2026-07-04 dawn"]);
    check(Ar, "ليل أمس", "2026-07-04", &["2026-07-03 night"]);
    check(Ar, "الأسبوع الماضي", "2026-07-09", &["2026-07-02 p2"]);
    check(Ar, "هذا الأسبوع", "2026-07-09", &["2026-07-09 p2"]);
    check(Ar, "في الأيام الأخيرة", "2026-07-09", &["2026-07-09 p2"]);
    check(Ar, "في الأشهر الماضية", "2026-07-09", &["-"]);
}

#[test]
fn nights_are_dated_by_their_first_day() {
    check(En, "on the night of Wednesday to Thursday, said", "2021-10-21", &["2021-10-20 night"]);
    check(En, "overnight Monday to Tuesday", "2026-07-04", &["2026-06-29 night"]);
    check(En, "overnight from Monday to Tuesday", "2026-07-04", &["2026-06-29 night"]);
    check(En, "overnight into Saturday, burning", "2021-06-06", &["2021-06-04 night"]);
    check(En, "the night of 3–4 May 2026", "", &["2026-05-03 night"]);
    check(Fr, "dans la nuit de lundi à mardi par", "2016-12-07", &["2016-12-05 night"]);
    check(Fr, "dans la nuit du 2 au 3 juillet courant", "2017-07-25", &["2017-07-02 night"]);
    check(Fr, "Dans la nuit du dimanche au lundi 4 février 2019", "", &["2019-02-03 night"]);
    check(Fr, "dans la nuit de jeudi à vendredi derniers", "2019-02-05", &["2019-01-31 night"]);
    check(Fr, "la nuit du samedi 30 avril au dimanche 1er mai 2022", "", &["2022-04-30 night"]);
    check(Ar, "ليل الأحد-الإثنين", "2022-07-04", &["2022-07-03 night"]);
    check(Ar, "ليل الجمعة السبت في", "2014-09-21", &["2014-09-19 night"]);
    check(Ar, "الليلة الفاصلة بين 01 و02 مارس 2022", "", &["2022-03-01 night"]);
    check(Ar, "ليلة السبت إلى الأحد", "2026-07-06", &["2026-07-04 night"]);
    check(Ar, "ليلة السبت على الأحد", "2026-07-06", &["2026-07-04 night"]);
    check(Fr, "dans la nuit de mardi à ce mercredi", "2026-07-08", &["2026-07-07 night"]);
}

#[test]
fn days_told_from_a_named_day() {
    check_beside(En, "the next day", "2026-05-03", "2026-05-04");
    check_beside(En, "two days later", "2026-05-03", "2026-05-05");
    check_beside(En, "two days after Islamist militants killed", "2026-05-03", "2026-05-01");
    check_beside(En, "the night before", "2026-05-03", "2026-05-02 night");
    check_beside(En, "the same day", "2026-05-03", "2026-05-03");
    check_beside(En, "Two months after a massive attack", "2026-07-04", "2026-05-01 p3");
    check_beside(Fr, "la veille", "2026-05-03", "2026-05-02");
    check_beside(Fr, "la veille au soir", "2026-05-03", "2026-05-02 evening");
    check_beside(Fr, "le lendemain", "2026-05-03", "2026-05-04");
    check_beside(Fr, "au lendemain de l'attaque", "2026-05-03", "2026-05-02");
    check_beside(Fr, "48 heures après l’explosion", "2018-01-27", "2018-01-25");
    check_beside(Fr, "deux jours plus tard", "2026-05-03", "2026-05-05");
    check_beside(Fr, "Le même jour, les djihadistes", "2026-05-03", "2026-05-03");
    check_beside(Fr, "ce jour-là", "2026-05-03", "2026-05-03");
    check_beside(Fr, "le surlendemain", "2026-05-03", "2026-05-05");
    check_beside(Fr, "l'avant-veille", "2026-05-03", "2026-05-01");
    check_beside(Ar, "وقبل ذلك بيومين", "2026-05-03", "2026-05-01");
    check_beside(Ar, "وبعدها بثلاثة أيام", "2026-05-03", "2026-05-06");
    check_beside(Ar, "في اليوم التالي", "2026-05-03", "2026-05-04");
    check_beside(Ar, "بعد يومين من مقتل", "2021-09-12", "2021-09-10");
    check_beside(Ar, "بعد يومين استهدفت", "2023-05-15", "2023-05-17");
    check_beside(Ar, "غداة هجوم", "2014-10-31", "2014-10-30");
    check_beside(Ar, "مساء ذلك اليوم", "2023-07-26", "2023-07-26 evening");
    check(Fr, "la veille", "2026-05-03", &["-"]);
}

#[test]
fn months_and_years() {
    check(En, "in November 2023", "", &["2023-11-01 p3"]);
    check(En, "near Solenzo in March, HRW", "2025-05-12", &["2025-03-01 p3"]);
    check(En, "last November", "2026-05-12", &["2025-11-01 p3"]);
    check(En, "in early May", "2026-07-04", &["2026-05-01 p3"]);
    check(En, "in mid-May", "2026-07-04", &["2026-05-01 p3"]);
    check(En, "in the first week of May 2026", "", &["2026-05-04 p2"]);
    check(En, "between January and March 2025", "", &["2025-01-01..2025-03-31 p3"]);
    check(Fr, "en mars", "2026-07-04", &["2026-03-01 p3"]);
    check(Fr, "début octobre dernier", "2015-01-05", &["2014-10-01 p3"]);
    check(Fr, "mi-mai", "2026-07-04", &["2026-05-01 p3"]);
    check(Fr, "fin mars 2026", "", &["2026-03-01 p3"]);
    check(Ar, "في شهر مارس", "2026-07-04", &["2026-03-01 p3"]);
    check(Ar, "في ابريل الماضى", "2016-05-11", &["2016-04-01 p3"]);
    check(Ar, "من شهر أوت", "2021-08-19", &["2021-08-01 p3"]);
    check(Ar, "أوائل يونيو 2022", "", &["2022-06-01 p3"]);
    check(Ar, "وفي يونيو 2022", "", &["2022-06-01 p3"]);
    check(En, "since 2012", "", &["since year 2012"]);
    check(Fr, "depuis 2012 aux", "", &["since year 2012"]);
    check(Ar, "منذ عام 2015", "", &["since year 2015"]);
    check(Ar, "عام 2021", "", &["year 2021"]);
    check(En, "the coup in 2020", "", &["year 2020"]);
}

#[test]
fn stretches() {
    check(En, "from 3 to 5 May 2026", "", &["2026-05-03..2026-05-05"]);
    check(En, "May 3-5, 2026", "", &["2026-05-03..2026-05-05"]);
    check(En, "25–26 April 2026", "", &["2026-04-25..2026-04-26"]);
    check(Fr, "du 3 au 5 mai 2026", "", &["2026-05-03..2026-05-05"]);
    check(Fr, "du 28 avril au 3 mai 2026", "", &["2026-04-28..2026-05-03"]);
    check(Fr, "entre le 3 et le 5 mai 2026", "", &["2026-05-03..2026-05-05"]);
    check(Fr, "du 8 au 15 mars 2022", "", &["2022-03-08..2022-03-15"]);
    check(En, "from Monday to Wednesday", "2026-07-04", &["2026-06-29..2026-07-01"]);
    check(Ar, "من 3 إلى 5 مايو 2026", "", &["2026-05-03..2026-05-05"]);
    check(Fr, "jusqu’au 3 mai 2026", "", &["until 2026-05-03"]);
}

#[test]
fn stretches_of_weekdays_and_months() {
    check(En, "On Saturday and Sunday", "2024-06-19", &["2024-06-15..2024-06-16"]);
    check(En, "Between Friday and Sunday", "2024-06-19", &["2024-06-14..2024-06-16"]);
    check(En, "from March to May", "2024-06-19", &["2024-03-01..2024-05-31 p3"]);
    check(En, "in April and May", "2024-06-19", &["2024-04-01..2024-05-31 p3"]);
    check(En, "in the last days of March", "2024-06-19", &["2024-03-01 p3"]);
    check(En, "during the month of May", "2024-06-19", &["2024-05-01 p3"]);
    check(Fr, "Lundi et mardi", "2024-06-19", &["2024-06-17..2024-06-18"]);
    check(Fr, "Les 3, 4 et 5 juin", "2024-06-19", &["2024-06-03..2024-06-05"]);
    check(Fr, "Entre le 30 mai et le 2 juin", "2024-06-19", &["2024-05-30..2024-06-02"]);
    check(Fr, "entre mars et juin", "2024-06-19", &["2024-03-01..2024-06-30 p3"]);
    check(Fr, "de mars à mai 2024", "", &["2024-03-01..2024-05-31 p3"]);
    check(Fr, "dans les derniers jours de mars", "2024-06-19", &["2024-03-01 p3"]);
    check(Fr, "en avril et mai", "2024-06-19", &["2024-04-01..2024-05-31 p3"]);
    check(Fr, "cette nuit", "2024-06-19", &["2024-06-18 night"]);
    check(Ar, "من مارس إلى مايو", "2024-06-19", &["2024-03-01..2024-05-31 p3"]);
    check(Ar, "بين شهري مارس ومايو 2024", "", &["2024-03-01..2024-05-31 p3"]);
    check(Ar, "يومي الاثنين والثلاثاء", "2024-06-19", &["2024-06-17..2024-06-18"]);
    check(Ar, "يوم الأربعاء الموافق 12 يونيو", "2024-06-19", &["2024-06-12"]);
}

#[test]
fn feasts() {
    check(En, "on Christmas Day", "2024-01-02", &["2023-12-25"]);
    check(En, "on Christmas Eve 2023", "", &["2023-12-24"]);
    check(En, "on New Year's Eve", "2024-01-02", &["2023-12-31"]);
    check(En, "on New Year's Day", "2024-01-02", &["2024-01-01"]);
    check(En, "on Easter Monday", "2024-04-03", &["2024-04-01"]);
    check(En, "during Eid al-Adha prayers", "2020-08-02", &["2020-07-31 p2"]);
    check(En, "sheep for Tabaski", "2020-08-02", &[]);
    check(En, "a new year began", "2024-01-02", &[]);
    check(Fr, "le jour de Noël", "2024-01-02", &["2023-12-25"]);
    check(Fr, "le lundi de Pâques", "2024-04-03", &["2024-04-01"]);
    check(Fr, "au lendemain de la fête de Tabaski", "2020-08-02", &["2020-08-01 p2"]);
    check(Fr, "le jour du Nouvel An", "2024-01-02", &["2024-01-01"]);
    check(Fr, "pendant le Ramadan", "2024-04-03", &["2024-03-01 p3"]);
    check(Fr, "avant la Tabaski", "2020-08-02", &[]);
    check(Ar, "يوم عيد الأضحى", "2020-08-02", &["2020-07-31 p2"]);
    check(Ar, "ليلة رأس السنة", "2024-01-02", &["2023-12-31"]);
    check(Ar, "خلال شهر رمضان", "2024-04-03", &["2024-03-01 p3"]);
}

#[test]
fn days_of_the_month() {
    check(En, "on the 15th, rebels", "2026-07-20", &["2026-07-15"]);
    check(Fr, "Le 31, les rebelles", "2026-05-03", &["-"]);
    check(Fr, "le 15 du mois dernier", "2026-07-20", &["2026-06-15"]);
    check(Fr, "le 15, des hommes", "2026-07-10", &["2026-06-15"]);
    check(Ar, "في التاسع من هذا الشهر", "2026-07-10", &["2026-07-09"]);
    check(Fr, "samedi 13 au soir", "2025-09-14", &["2025-09-13 evening"]);
}

#[test]
fn times_of_day() {
    check(En, "at dawn", "", &["- dawn"]);
    check(En, "in the early hours of the morning", "", &["- dawn"]);
    check(En, "at 3:45 pm", "", &["- afternoon"]);
    check(En, "at around 11 a.m.", "", &["- morning"]);
    check(En, "about 0100 local time", "", &["- night"]);
    check(Fr, "vers 4h du matin", "", &["- dawn"]);
    check(Fr, "aux environs de 6h15 du matin", "", &["- morning"]);
    check(Fr, "à environ 0500 GMT", "", &["- dawn"]);
    check(Fr, "aux alentours de 6 heures", "", &["- morning"]);
    check(Fr, "aux environs de 12h45mn", "", &["- afternoon"]);
    check(Fr, "lundi vers 21h30", "2026-07-04", &["2026-06-29 night"]);
    check(Fr, "à 6 heures de route", "", &[]);
    check(Ar, "الساعة الخامسة صباحا", "", &["- dawn"]);
    check(Ar, "الساعة 8 مساء", "", &["- evening"]);
    check(Ar, "منتصف الليل", "", &["- night"]);
}

#[test]
fn what_is_no_date() {
    check(En, "20 km south of Gao, 7.62 mm, Article 15", "2026-07-04", &[]);
    check(En, "it may be, a night club", "2026-07-04", &[]);
    check(En, "they march on Kidal", "2026-07-04", &[]);
    check(Fr, "au stade du 26-Mars", "2026-07-04", &[]);
    check(Fr, "place du 1er Mai et stade du 26 mars", "2026-07-04", &[]);
    check(Fr, "le Mouvement du 5 juin", "2026-07-04", &[]);
    check(Fr, "pendant 48 heures, trois jours de deuil", "2026-07-04", &[]);
    check(Fr, "âgé de 20 ans", "2026-07-04", &[]);
    check(Ar, "فجر انتحاري نفسه", "2026-07-04", &[]);
    check(Ar, "مارس الجيش ضغوطا", "2026-07-04", &[]);
    check(Ar, "ملعب 26 مارس", "2026-07-04", &[]);
    check(Ar, "الحداد الوطني لثلاثة أيام", "2026-07-04", &[]);
}
