use super::*;
use proptest::prelude::*;

fn check(text: &str, expected: &str) {
    let shown = match read(text) {
        Some(Reading::Sure(published)) => published.to_string(),
        Some(Reading::Either { day_first, month_first }) => {
            format!("{day_first}|{month_first}")
        }
        None => "-".to_owned(),
    };
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn iso_dates() {
    check("2026-04-26T10:12:00Z", "2026-04-26T10:12:00Z");
    check("2026-04-26T10:12:00.123+01:00", "2026-04-26T09:12:00Z");
    check("2026-04-26T10:12:00", "2026-04-26T10:12:00Z");
    check("2026-04-26 10:12:00 +0200", "2026-04-26T08:12:00Z");
    check("2026-04-26T10:12-05:00", "2026-04-26T15:12:00Z");
    check("2026-04-26 09:12 PM", "2026-04-26T21:12:00Z");
    check("20260426T101200Z", "2026-04-26T10:12:00Z");
    check("2026-04-26", "2026-04-26");
    check("2026/04/26", "2026-04-26");
    check("20260426", "2026-04-26");
}

#[test]
fn dates_of_mail() {
    check("Sun, 26 Apr 2026 10:12:00 GMT", "2026-04-26T10:12:00Z");
    check("Sun, 26 Apr 2026 10:12:00 +0000", "2026-04-26T10:12:00Z");
    check("26 Apr 2026 10:12 EST", "2026-04-26T15:12:00Z");
    check("Sun, 26 Apr 2026 10:12:00 WAT", "2026-04-26T09:12:00Z");
    check("Sun, 26 Apr 26 10:12:00 -0500", "2026-04-26T15:12:00Z");
    check("Sunday, April 26, 2026 10:12:00 PM GMT+1", "2026-04-26T21:12:00Z");
    check("Sun Apr 26 10:12:00 2026", "2026-04-26T10:12:00Z");
    check("Sun, 26 April 2026", "2026-04-26");
    check("Sun, 26 Apr 2026 24:00:00 GMT", "2026-04-26T23:59:00Z");
    check("Thu, 5 Sep 2026 7:02:03 Z", "2026-09-05T07:02:03Z");
}

#[test]
fn dates_in_words() {
    check("Published: April 26, 2026", "2026-04-26");
    check("26th of April 2026", "2026-04-26");
    check("Publié le 26 avril 2026 à 10h12", "2026-04-26T10:12:00Z");
    check("Publié le dimanche 1er août 2026 à 9 h 05 GMT", "2026-08-01T09:05:00Z");
    check("Dim, 26 Avr 2026 10:12:00 +0000", "2026-04-26T10:12:00Z");
    check("mis à jour le 3 déc. 2026 - 18:30", "2026-12-03T18:30:00Z");
    check("نُشر في ٢٦ أبريل ٢٠٢٦", "2026-04-26");
    check("الأحد 26 نيسان/أبريل 2026 - 10:12 م", "2026-04-26T22:12:00Z");
    check("2 كانون الأول 2026", "2026-12-02");
    check("April 26, 2026 at 9.30 pm", "2026-04-26T21:30:00Z");
    check("10:12, 26 April 2026", "2026-04-26T10:12:00Z");
}

#[test]
fn dates_in_numbers() {
    check("26/04/2026 10:12", "2026-04-26T10:12:00Z");
    check("04/26/2026", "2026-04-26");
    check("26.04.26", "2026-04-26");
    check("4.7.2026", "2026-07-04");
    check("Published On 4/7/2026", "2026-07-04|2026-04-07");
    check("Saturday 4/7/2026", "2026-07-04");
    check("5/5/2026", "2026-05-05");
    check("26-04-2026", "2026-04-26");
}

#[test]
fn what_is_no_date() {
    for text in ["", "yesterday", "31/31/2026", "2026", "April", "30 February 2026", "1/2", "x 9"] {
        check(text, "-");
    }
}

proptest! {
    #[test]
    fn any_text_is_read(text in "[0-9:/ .+tTz٠-٩a-ehmpril-]{0,40}") {
        read(&text);
    }
}
