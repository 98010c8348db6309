//! The names in dates: months, weekdays and zones, folded, with what they mean.

use jiff::{civil::Weekday, tz::Offset};

/// Hours east of UTC of the zones that feeds name, folded.
pub(super) const ZONES: &[(&str, i8)] = &[
    ("z", 0),
    ("ut", 0),
    ("utc", 0),
    ("gmt", 0),
    ("wet", 0),
    ("west", 1),
    ("bst", 1),
    ("wat", 1),
    ("cet", 1),
    ("cest", 2),
    ("met", 1),
    ("mest", 2),
    ("cat", 2),
    ("sast", 2),
    ("eet", 2),
    ("eest", 3),
    ("eat", 3),
    ("msk", 3),
    ("ast", 3),
    ("gst", 4),
    ("est", -5),
    ("edt", -4),
    ("cst", -6),
    ("cdt", -5),
    ("mst", -7),
    ("mdt", -6),
    ("pst", -8),
    ("pdt", -7),
    ("akst", -9),
    ("akdt", -8),
    ("hst", -10),
    ("jst", 9),
    ("kst", 9),
    ("aest", 10),
    ("aedt", 11),
];

/// A zone, folded: a name, `+0100`, `+01:00`, `gmt+1`.
pub(super) fn zone_of(zone: &str) -> Option<Offset> {
    let signed = zone.find(['+', '-']);
    if let Some((name, number)) = signed.and_then(|it| zone.split_at_checked(it)) {
        let named = name.is_empty() || ZONES.iter().any(|it| it.0 == name.trim());
        return offset(number).filter(|_| named);
    }
    let name = zone.trim_matches(|c: char| !c.is_alphanumeric());
    ZONES.iter().find(|it| it.0 == name).map(|it| Offset::constant(it.1))
}

/// `+0100`, `-5`, `+05:30`.
pub(super) fn offset(number: &str) -> Option<Offset> {
    let sign = if number.starts_with('-') { -1 } else { 1 };
    let digits: String = number.chars().filter(char::is_ascii_digit).take(4).collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (digits.parse::<i32>().ok()?, 0),
        3 | 4 => {
            let (hours, minutes) = digits.split_at_checked(digits.len() - 2)?;
            (hours.parse().ok()?, minutes.parse().ok()?)
        }
        _ => return None,
    };
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

/// The names of months, folded, with their numbers: English, French, and the Arabic names of the
/// Maghreb, Egypt and the Levant.
#[rustfmt::skip]
pub(super) const MONTHS: &[(&str, u8)] = &[
    ("january", 1), ("february", 2), ("march", 3), ("april", 4), ("may", 5), ("june", 6),
    ("july", 7), ("august", 8), ("september", 9), ("october", 10), ("november", 11),
    ("december", 12), ("jan", 1), ("feb", 2), ("mar", 3), ("apr", 4), ("jun", 6), ("jul", 7),
    ("aug", 8), ("sep", 9), ("sept", 9), ("oct", 10), ("nov", 11), ("dec", 12),
    ("janvier", 1), ("fevrier", 2), ("mars", 3), ("avril", 4), ("mai", 5), ("juin", 6),
    ("juillet", 7), ("aout", 8), ("septembre", 9), ("octobre", 10), ("novembre", 11),
    ("decembre", 12), ("janv", 1), ("fev", 2), ("fevr", 2), ("avr", 4), ("juil", 7),
    ("يناير", 1), ("فبراير", 2), ("مارس", 3), ("ابريل", 4), ("مايو", 5), ("يونيو", 6),
    ("يوليو", 7), ("اغسطس", 8), ("سبتمبر", 9), ("اكتوبر", 10), ("نوفمبر", 11), ("ديسمبر", 12),
    ("جانفي", 1), ("فيفري", 2), ("افريل", 4), ("ماي", 5), ("جوان", 6), ("جويليه", 7),
    ("اوت", 8), ("يوليوز", 7), ("غشت", 8), ("شتنبر", 9), ("نونبر", 11), ("دجنبر", 12),
    ("كانون الثاني", 1), ("شباط", 2), ("اذار", 3), ("نيسان", 4), ("ايار", 5), ("حزيران", 6),
    ("تموز", 7), ("اب", 8), ("ايلول", 9), ("تشرين الاول", 10), ("تشرين الثاني", 11),
    ("كانون الاول", 12),
];

/// The number of a month's name (folded).
pub(super) fn month(name: &str) -> Option<u8> {
    MONTHS.iter().find(|it| it.0 == name).map(|it| it.1)
}

/// Weekdays, folded.
#[rustfmt::skip]
pub(super) const WEEKDAYS: &[(&str, Weekday)] = &[
    ("monday", Weekday::Monday), ("tuesday", Weekday::Tuesday), ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday), ("friday", Weekday::Friday), ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday), ("mon", Weekday::Monday), ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday), ("thu", Weekday::Thursday), ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday), ("sun", Weekday::Sunday),
    ("lundi", Weekday::Monday), ("mardi", Weekday::Tuesday), ("mercredi", Weekday::Wednesday),
    ("jeudi", Weekday::Thursday), ("vendredi", Weekday::Friday), ("samedi", Weekday::Saturday),
    ("dimanche", Weekday::Sunday),
    ("الاثنين", Weekday::Monday), ("الثلاثا", Weekday::Tuesday), ("الاربعا", Weekday::Wednesday),
    ("الخميس", Weekday::Thursday), ("الجمعه", Weekday::Friday), ("السبت", Weekday::Saturday),
    ("الاحد", Weekday::Sunday),
];

/// The weekday of a name (folded).
pub(in crate::feed) fn weekday(name: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|it| it.0 == name).map(|it| it.1)
}
